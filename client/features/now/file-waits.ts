import { questionWords } from '#client/features/files/question-words.ts';
import { artefactHref } from '#client/features/frame/places.ts';
import type { Waiting } from '#client/features/now/waiting.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { figure } from '#shared/counted.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { FileQuestion } from '#shared/protocol/file-question.ts';

/**
 * What files ask about one artefact each: it is asked where the artefact is open, and waits until
 * somebody goes there. Where git put other texts into several, the page asks about all of them at
 * once instead.
 */
export function fileWaits(workspace: Workspace): Waiting[] {
	const several = workspace.files.fromGit();
	const alone = several.length <= 1;
	const byArtefact = new Map<ArtefactId, FileQuestion[]>();
	for (const question of workspace.files.all()) {
		const { artefact } = question;
		if (artefact === null || (!alone && several.includes(question))) continue;
		byArtefact.set(artefact, [...(byArtefact.get(artefact) ?? []), question]);
	}
	return Array.from(byArtefact, ([artefact, [first, ...more]]) => ({
		id: `files-${artefact}`,
		title: workspace.titleOf(artefact),
		words: `${first === undefined ? '' : questionWords(first)}${moreWords(more.length)} Open it to answer.`,
		href: artefactHref(workspace.slug, artefact),
		state: workspace.view(artefact),
		refused: null,
	}));
}

function moreWords(count: number): string {
	if (count === 0) return '';
	return count === 1 ? ' And one more question.' : ` And ${figure(count)} more questions.`;
}
