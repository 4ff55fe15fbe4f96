/** A workspace in other clothes: Gherkin skeletons, or one page to read and print. */
import { z } from 'zod';
import type { Workspace } from '#server/workspace.ts';
import { gherkinFiles } from '#shared/export/gherkin.ts';
import { printablePage } from '#shared/export/printable-page.ts';

export const ExportShape = z.enum(['gherkin', 'html']);
export type ExportShape = z.infer<typeof ExportShape>;

export const RenderedExport = z.array(z.object({ path: z.string(), text: z.string() }));
export type RenderedExport = z.infer<typeof RenderedExport>;

export function renderExport(
	workspace: Pick<Workspace, 'name' | 'artefacts' | 'findings' | 'viewOf' | 'observed'>,
	shape: ExportShape,
): RenderedExport {
	const artefacts = workspace.artefacts();
	if (shape === 'gherkin') return gherkinFiles(artefacts.stories);
	const { checkout } = workspace.observed();
	const text = printablePage({
		title: workspace.name,
		seen: checkout === null ? '' : `As of ${checkout}`,
		artefacts,
		findings: workspace.findings(),
		stateOf: (id) => workspace.viewOf(id),
	});
	return [{ path: `${workspace.name}.html`, text }];
}
