/** Which event begins a Session, and what it says of it. */
import type { Judgement } from '#machines/lifecycle/judge.ts';
import { isAtLeast } from '#machines/membership/records.ts';
import { SAYS } from '#machines/session/refusals.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import { kindOf, type SessionId } from '#shared/id.ts';
import type { EventOf } from '#shared/lifecycle/event.ts';
import type { PlacedEvent } from '#shared/lifecycle/order.ts';
import type { Refusal } from '#shared/refusal.ts';
import { SessionKind } from '#shared/session/session-kind.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';

/** What counted as its beginning. */
export interface Opening
	extends Pick<SessionState, 'id' | 'kind' | 'artefact' | 'parent' | 'goal' | 'started'> {
	readonly placed: PlacedEvent;
}

/** `askParent` says why the parent refuses this start of a child, or null. */
export function openingFrom(
	placed: PlacedEvent,
	judgement: Judgement | null,
	askParent: (parent: SessionId, start: PlacedEvent) => Refusal | null,
): Opening | Refusal {
	const { event } = placed;
	if (event.type !== 'sessionStarted' || judgement === null) return SAYS.notStarted;
	if ('guard' in judgement) return judgement;
	const kind = SessionKind.safeParse(event.kind);
	if (!kind.success) return SAYS.unknownKind;
	if (!isAbout(kind.data, event)) return SAYS.wrongArtefact;
	const { by, role } = judgement;
	if (by?.kind === 'member' && (role === null || !isAtLeast(role, 'author'))) {
		return SAYS.viewersRead;
	}
	if ((by === null) !== (event.parent !== undefined)) return SAYS.relayStartsChildren;
	const no = event.parent === undefined ? null : askParent(event.parent, placed);
	if (no !== null) return no;
	return {
		...{ id: event.session, kind: kind.data, artefact: event.artefact, placed },
		...{ parent: event.parent ?? null, goal: event.goal ?? null },
		started: { event: placed.id, by, key: event.by.key, at: event.at },
	};
}

function isAbout(kind: SessionKind, { artefact }: EventOf<'sessionStarted'>): boolean {
	const { about } = SESSION_TYPES[kind];
	if (about === null || artefact === null) return about === null && artefact === null;
	return about === 'any' || about === kindOf(artefact);
}
