import createDOMPurify from 'dompurify';
import { timeWords } from '#client/features/export/seen-words.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { PrintableWorkspace } from '#shared/export/printable.ts';

/** What there is to print, as this device has it right now. */
export function printableOf(workspace: Workspace, now: Date): PrintableWorkspace {
	const findings = workspace.findings();
	const checkout = workspace.observed?.checkout ?? null;
	return {
		title: workspace.folderName,
		seen: [timeWords(now), checkout].filter((words) => words !== null).join(' · '),
		artefacts: workspace.artefacts,
		findings,
		known: new Set(findings.filter((finding) => workspace.isKnown(finding))),
		map: { positions: workspace.map.positions, groups: workspace.map.headings },
		stateOf: (id) => workspace.view(id),
	};
}

/** Sanitised once more before it goes into the app's own page, so that a mistake is not a hole. */
export function purified(html: string): string {
	return createDOMPurify(window).sanitize(html, {
		USE_PROFILES: { html: true, svg: true },
		FORBID_TAGS: [
			'style',
			'form',
			'input',
			'button',
			'img',
			'image',
			'use',
			'video',
			'audio',
			'iframe',
		],
		FORBID_ATTR: ['style', 'name'],
	});
}
