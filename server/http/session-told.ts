import type { Hearing } from '#server/log/socket.ts';
import type { Sessions } from '#server/session/sessions.ts';
import type { Timer } from '#server/timer.ts';
import type { SessionId } from '#shared/id.ts';
import { MOST_SAID, type SessionActivity } from '#shared/protocol/sessions.ts';

/** An agent says much in a second; whoever reads along fetches what came since in one go. */
const GATHER_MS = 200;
const PAGE = 500;

/** Tells that there is more to fetch of a Session, a few times a second at most. */
export interface SessionTold {
	hear(listener: (told: SessionActivity) => void): Hearing;
}

interface Hearer {
	readonly tell: (told: SessionActivity) => void;
	follows: ReadonlySet<SessionId>;
}

/** Where news of Sessions comes from, for as long as there is anybody to tell. */
export interface ToldSource extends Pick<Sessions, 'transcript'> {
	onChanged(listener: (session: SessionId) => void): void;
	/** What is being said, piece by piece; null once that is over. */
	onSaid(listener: (session: SessionId, text: string | null) => void): void;
}

export function createSessionTold(sessions: ToldSource, timer: Timer): SessionTold {
	const hearers = new Set<Hearer>();
	const changed = new Set<SessionId>();
	/** Those of which nothing is news but what is being said. */
	const talked = new Set<SessionId>();
	/** The last entry of each transcript that was told of. */
	const last = new Map<SessionId, number>();
	/** What is being said, as much of its end as is told. */
	const saying = new Map<SessionId, string>();
	let callOff: (() => void) | null = null;

	sessions.onChanged((session) => note(session, changed));
	sessions.onSaid((session, text) => {
		if (text === null && !saying.delete(session)) return;
		if (text !== null && text !== '') {
			const whole = `${saying.get(session) ?? ''}${text}`;
			saying.set(session, whole.slice(-MOST_SAID).toWellFormed());
		}
		if (text !== '') note(session, talked);
	});

	function note(session: SessionId, among: Set<SessionId>): void {
		if (hearers.size === 0) return;
		among.add(session);
		callOff ??= timer.after(GATHER_MS, tell);
	}

	/** Where nobody listens there is nothing to read, and soon perhaps nowhere to read it from. */
	function rest(): void {
		callOff?.();
		callOff = null;
		changed.clear();
		talked.clear();
	}

	function tell(): void {
		callOff = null;
		const all = [...changed.union(talked)].map((session) => {
			return { session, news: newsOf(session), isNews: changed.has(session) };
		});
		changed.clear();
		talked.clear();
		for (const { session, news, isNews } of all) {
			for (const { tell, follows } of [...hearers]) {
				if (follows.has(session)) tell(withWords(news));
				else if (isNews) tell(news);
			}
		}
	}

	function newsOf(session: SessionId): SessionActivity {
		return { type: 'sessionActivity', session, n: lastOf(session) };
	}

	function withWords(news: SessionActivity): SessionActivity {
		const said = saying.get(news.session);
		return said === undefined ? news : { ...news, saying: said };
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
		hear(listener) {
			const hearer: Hearer = { tell: listener, follows: new Set() };
			hearers.add(hearer);
			return {
				follow(wanted) {
					const before = hearer.follows;
					hearer.follows = new Set(wanted);
					for (const session of hearer.follows.difference(before)) {
						// Whoever comes in the middle of a sentence reads how it began.
						if (saying.has(session)) listener(withWords(newsOf(session)));
					}
				},
				leave() {
					hearers.delete(hearer);
					if (hearers.size === 0) rest();
				},
			};
		},
	};
}
