/** A workspace in other clothes: Gherkin skeletons, one page to read and print, or the map alone. */
import { z } from 'zod';
import { mapLook } from '#server/files/sides/map-look.ts';
import type { Workspace } from '#server/workspace.ts';
import { gherkinFiles } from '#shared/export/gherkin.ts';
import { printablePage } from '#shared/export/printable-page.ts';
import { stateWords } from '#shared/lifecycle/phase.ts';
import { mapToMermaid } from '#shared/trace/map/mermaid.ts';
import { placeContexts } from '#shared/trace/map/place-contexts.ts';
import { mapToSvg } from '#shared/trace/map/svg.ts';

export type ExportShape = 'gherkin' | 'html' | 'map-svg' | 'map-mermaid';

export const RenderedExport = z.array(z.object({ path: z.string(), text: z.string() }));
export type RenderedExport = z.infer<typeof RenderedExport>;

type Rendered = Pick<
	Workspace,
	'name' | 'artefacts' | 'findings' | 'known' | 'viewOf' | 'observed' | 'rooms'
>;

export function renderExport(workspace: Rendered, shape: ExportShape): RenderedExport {
	if (shape === 'gherkin') return gherkinFiles(workspace.artefacts().stories);
	if (shape === 'html') return [{ path: `${workspace.name}.html`, text: pageOf(workspace) }];
	return mapFiles(workspace, shape);
}

function pageOf(workspace: Rendered): string {
	const { checkout } = workspace.observed();
	const findings = workspace.findings();
	return printablePage({
		title: workspace.name,
		seen: checkout === null ? '' : `As of ${checkout}`,
		artefacts: workspace.artefacts(),
		findings,
		known: workspace.known(findings),
		map: mapLook(workspace.rooms),
		stateOf: (id) => workspace.viewOf(id),
	});
}

/** The map as it is first seen in the app: what was archived is not on it. */
function mapFiles(workspace: Rendered, shape: 'map-svg' | 'map-mermaid'): RenderedExport {
	const contexts = workspace
		.artefacts()
		.contexts.filter(({ id }) => workspace.viewOf(id).phase !== 'archived');
	if (contexts.length === 0) return [];
	const { groups, positions } = mapLook(workspace.rooms);
	if (shape === 'map-mermaid')
		return [{ path: 'context_map.mmd', text: mapToMermaid(contexts, groups) }];
	const text = mapToSvg({
		title: `${workspace.name}: context map`,
		contexts,
		groups,
		places: placeContexts(contexts, groups, positions),
		theme: 'light',
		toneOf(id) {
			const view = workspace.viewOf(id);
			const tone = view.bypassed ? ('bypassed' as const) : view.phase;
			return { tone, suspect: view.standing === 'suspect', words: stateWords(view) };
		},
	});
	return [{ path: 'context_map.svg', text }];
}
