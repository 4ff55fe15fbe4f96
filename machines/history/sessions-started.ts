import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { ArtefactId, SessionId } from '#shared/id.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';
import { SessionKind } from '#shared/session/session-kind.ts';

/** What a Session was started for; `kind` is null where this version knows no such type. */
export interface SessionStart {
	readonly kind: SessionKind | null;
	readonly artefact: ArtefactId | null;
}

type Started = ReadonlyMap<SessionId, SessionStart>;

const known = new WeakMap<WorkspaceState, Started>();

/** Every Session that the log tells the start of, for readers; the first start of an id holds. */
export function sessionsStartedIn(ledger: Ledger): Started {
	const state = ledger.state();
	const before = known.get(state);
	if (before !== undefined) return before;
	const all = new Map<SessionId, SessionStart>();
	for (const { event } of ledger.events()) {
		if (event.type !== 'sessionStarted' || all.has(event.session)) continue;
		const kind = SessionKind.safeParse(event.kind);
		all.set(event.session, { kind: kind.data ?? null, artefact: event.artefact });
	}
	known.set(state, all);
	return all;
}

/** What the Session of an event was started for; null for an event of no Session. */
export function sessionStartOf(ledger: Ledger, event: LifecycleEvent): SessionStart | null {
	return 'session' in event ? (sessionsStartedIn(ledger).get(event.session) ?? null) : null;
}
