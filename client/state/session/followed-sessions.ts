import type { Followed } from '#client/sync/log-link.ts';
import type { TabBus } from '#client/sync/tab-bus.ts';
import type { SessionId } from '#shared/id.ts';

/** The Sessions whose words are read as they are said: in this tab, and in those that it leads. */
export interface FollowedSessions extends Followed {
	follow(session: SessionId): () => void;
}

export function createFollowedSessions(
	bus: Pick<TabBus, 'tab' | 'say' | 'listen'>,
): FollowedSessions {
	/** How often each is on show in this tab. */
	const own = new Map<SessionId, number>();
	const others = new Map<string, readonly SessionId[]>();
	const listeners = new Set<() => void>();

	bus.listen((message) => {
		switch (message.type) {
			case 'follows':
				others.set(message.tab, message.sessions);
				return changed();
			case 'wants':
				// A tab that goes wants no document more.
				if (message.docs.length === 0 && others.delete(message.tab)) changed();
				return;
			case 'leads':
				others.clear();
				return tell();
			default:
				return;
		}
	});

	function changed(): void {
		for (const listener of [...listeners]) listener();
	}

	function tell(): void {
		bus.say({ type: 'follows', tab: bus.tab, sessions: [...own.keys()] });
	}

	function count(session: SessionId, by: 1 | -1): void {
		const before = own.get(session) ?? 0;
		if (before + by > 0) own.set(session, before + by);
		else own.delete(session);
		if (before > 0 && before + by > 0) return;
		tell();
		changed();
	}

	return {
		follow(session) {
			count(session, 1);
			return () => count(session, -1);
		},
		all: () => [...new Set([...own.keys(), ...[...others.values()].flat()])],
		listen(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
	};
}
