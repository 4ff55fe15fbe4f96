import type { Sessions } from '#server/session/sessions.ts';
import type { Timer } from '#server/timer.ts';
import type { SessionId } from '#shared/id.ts';
import { MOST_SAID, type SessionActivity } from '#shared/protocol/sessions.ts';

/** An agent says much in a second; whoever reads along fetches what came since in one go. */
const GATHER_MS = 200;
const PAGE = 500;

/** Tells that there is more to fetch of a Session, a few times a second at most. */
export interface SessionTold {
	onActivity(listener: (told: SessionActivity) => void): () => void;
}

/** Where news of Sessions comes from, for as long as there is anybody to tell. */
export interface ToldSource extends Pick<Sessions, 'transcript'> {
	onChanged(listener: (session: SessionId) => void): void;
	/** What is being said, piece by piece; null once that is over. */
	onSaid(listener: (session: SessionId, text: string | null) => void): void;
}

export function createSessionTold(sessions: ToldSource, timer: Timer): SessionTold {
	const listeners = new Set<(told: SessionActivity) => void>();
	const changed = new Set<SessionId>();
	/** The last entry of each transcript that was told of. */
	const last = new Map<SessionId, number>();
	/** What is being said, as much of its end as is told. */
	const saying = new Map<SessionId, string>();
	let waiting = false;

	sessions.onChanged(note);
	sessions.onSaid((session, text) => {
		if (text === null && !saying.delete(session)) return;
		if (text !== null && text !== '') {
			const whole = `${saying.get(session) ?? ''}${text}`;
			saying.set(session, whole.slice(-MOST_SAID).toWellFormed());
		}
		if (text !== '') note(session);
	});

	function note(session: SessionId): void {
		if (listeners.size === 0) return;
		changed.add(session);
		if (waiting) return;
		waiting = true;
		timer.after(GATHER_MS, tell);
	}

	function tell(): void {
		waiting = false;
		const told = [...changed].map((session) => {
			const said = saying.get(session);
			const words = said === undefined ? {} : { saying: said };
			return { type: 'sessionActivity' as const, session, n: lastOf(session), ...words };
		});
		changed.clear();
		for (const one of told) for (const listener of [...listeners]) listener(one);
	}

	function lastOf(session: SessionId): number {
		let n = last.get(session) ?? 0;
		let page = sessions.transcript(session, n, PAGE);
		while (page.length > 0) {
			n = page.at(-1)?.n ?? n;
			page = page.length < PAGE ? [] : sessions.transcript(session, n, PAGE);
		}
		last.set(session, n);
		return n;
	}

	return {
		onActivity(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
