import type { SessionQuery } from '#client/features/session/session-query.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { SessionId } from '#shared/id.ts';

/** A Session with those that one of its steps asked for. */
export interface SessionNode {
	readonly session: SessionState;
	readonly children: readonly SessionNode[];
}

/** The board: what a person is waited for, what goes on by itself, and what is over. */
export interface SessionGroups {
	readonly waiting: readonly SessionNode[];
	readonly working: readonly SessionNode[];
	readonly ended: readonly SessionNode[];
	/** How many Sessions there are in all of them, nested ones too. */
	readonly shown: number;
}

/**
 * Groups Sessions, the newest first, each under its parent. A family stands together: where one of
 * it waits for a person, all of it is with what waits. `says` is what the words are looked for in.
 */
export function groupSessions(
	sessions: readonly SessionState[],
	query: Pick<SessionQuery, 'words' | 'kind' | 'artefact'>,
	says: (session: SessionState) => string,
): SessionGroups {
	const known = new Set(sessions.map(({ id }) => id));
	const byParent = new Map<SessionId | null, SessionState[]>();
	for (const session of sessions) {
		const parent = session.parent !== null && known.has(session.parent) ? session.parent : null;
		const siblings = byParent.get(parent);
		if (siblings === undefined) byParent.set(parent, [session]);
		else siblings.push(session);
	}
	const wanted = query.words.toLowerCase().split(/\s+/).filter(Boolean);
	const roots = nodesUnder(null, new Set());
	const groupOf = new Map(roots.map((node) => [node, placeOf(node)]));
	const inGroup = (place: string) => roots.filter((node) => groupOf.get(node) === place);
	return {
		waiting: inGroup('waiting'),
		working: inGroup('working'),
		ended: inGroup('ended'),
		shown: roots.reduce((sum, node) => sum + sizeOf(node), 0),
	};

	/** A family that names itself as its own parent is met once. */
	function nodesUnder(parent: SessionId | null, met: Set<SessionId>): SessionNode[] {
		return (byParent.get(parent) ?? []).flatMap((session) => {
			if (met.has(session.id)) return [];
			met.add(session.id);
			const children = nodesUnder(session.id, met);
			return children.length > 0 || isWanted(session) ? [{ session, children }] : [];
		});
	}

	function isWanted(session: SessionState): boolean {
		if (query.kind !== null && session.kind !== query.kind) return false;
		if (query.artefact !== null && session.artefact !== query.artefact) return false;
		if (wanted.length === 0) return true;
		const said = says(session).toLowerCase();
		return wanted.every((word) => said.includes(word));
	}
}

function placeOf(node: SessionNode): 'waiting' | 'working' | 'ended' {
	if (waits(node)) return 'waiting';
	return node.session.ended === null ? 'working' : 'ended';
}

function waits({ session, children }: SessionNode): boolean {
	return session.phase === 'waiting' || (session.ended === null && children.some(waits));
}

function sizeOf({ children }: SessionNode): number {
	return 1 + children.reduce((sum, child) => sum + sizeOf(child), 0);
}
