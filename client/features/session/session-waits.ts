import type { Waiting } from '#client/features/now/waiting.ts';
import { sessionHref } from '#client/features/session/session-href.ts';
import { typeWords, waitingWords } from '#client/features/session/session-words.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { isHeldUp } from '#machines/session/seen-session.ts';

/**
 * Sessions that a person has to see to. What waits at a gate is not among them: its artefacts wait for
 * their reviewers already.
 */
export function sessionWaits(workspace: Workspace): Waiting[] {
	return workspace.sessions.all.flatMap((session) => {
		const { id, artefact, waiting, phase } = session;
		if (waiting === null || (waiting.for === 'approval' && !isHeldUp(session))) return [];
		const title = artefact === null ? '' : ` for “${workspace.titleOf(artefact) || 'Untitled'}”`;
		return {
			...{ id, title: `${typeWords(session)}${title}`, state: null, refused: null, phase },
			words: waitingWords(workspace, session) ?? '',
			href: sessionHref(workspace.slug, id),
		};
	});
}
