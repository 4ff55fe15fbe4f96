import type { MapDesk } from '#client/features/context/map-desk.svelte.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { stateWords } from '#shared/lifecycle/phase.ts';
import { mapToMermaid } from '#shared/trace/map/mermaid.ts';
import { mapToSvg } from '#shared/trace/map/svg.ts';

/** Gives the map as it is seen to the browser to keep: a picture, or text for a wiki. */
export function saveMap(
	workspace: Workspace,
	desk: MapDesk,
	kind: 'light' | 'dark' | 'mermaid',
): void {
	const { places, groups } = desk;
	const contexts = workspace.contexts.filter(({ id }) => places.has(id));
	if (kind === 'mermaid') {
		keep('context_map.mmd', 'text/plain', mapToMermaid(contexts, groups));
		return;
	}
	const title = `${workspace.folderName}: context map`;
	const toneOf = (id: (typeof contexts)[number]['id']) => {
		const view = workspace.view(id);
		const tone = view.bypassed ? ('bypassed' as const) : view.phase;
		return { tone, suspect: view.standing === 'suspect', words: stateWords(view) };
	};
	const svg = mapToSvg({ title, contexts, groups, places, theme: kind, toneOf });
	keep('context_map.svg', 'image/svg+xml', svg);
}

function keep(name: string, type: string, text: string): void {
	const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
