/** Which open Sessions work on what: whoever takes their steps does that work. */

import { isHeldUp } from '#machines/session/seen-session.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import { isEnded } from '#machines/work/session-work.ts';
import type { ArtefactId, SessionId } from '#shared/id.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';

export interface OpenSessions {
	readonly all: readonly SessionState[];
	/** By the artefact that one works on. */
	readonly on: ReadonlyMap<ArtefactId, SessionId>;
	/** By the artefact whose change one follows: it works on what became suspect. */
	readonly following: ReadonlyMap<ArtefactId, SessionId>;
	/** Those about the whole workspace. */
	readonly everywhere: ReadonlyMap<SessionKind, SessionId>;
}

export function openSessions(sessions: readonly SessionState[]): OpenSessions {
	const all = sessions.filter((session) => !isEnded(session));
	const on = new Map<ArtefactId, SessionId>();
	const following = new Map<ArtefactId, SessionId>();
	const everywhere = new Map<SessionKind, SessionId>();
	for (const session of all) {
		const { id, kind, artefact } = session;
		// What it builds on has to be approved first, and nobody does that in its step.
		if (isHeldUp(session)) continue;
		if (artefact === null) everywhere.set(kind, id);
		else if (kind === 'change') following.set(artefact, id);
		else on.set(artefact, id);
	}
	return { all, on, following, everywhere };
}

/** The artefacts that another Session works on than before; null where all may be. */
export function regrouped(before: OpenSessions, now: OpenSessions): readonly ArtefactId[] | null {
	const differ = <K>(one: ReadonlyMap<K, SessionId>, other: ReadonlyMap<K, SessionId>) =>
		[...new Set([...one.keys(), ...other.keys()])].filter((key) => one.get(key) !== other.get(key));
	if (differ(before.everywhere, now.everywhere).length > 0) return null;
	return [...differ(before.on, now.on), ...differ(before.following, now.following)];
}
