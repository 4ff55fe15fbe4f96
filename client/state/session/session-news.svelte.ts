import { Changes } from '#client/state/changes.svelte.ts';
import type { FollowedSessions } from '#client/state/session/followed-sessions.ts';
import type { TabBus } from '#client/sync/tab-bus.ts';
import type { SessionId } from '#shared/id.ts';
import type { SessionActivity } from '#shared/protocol/sessions.ts';

/** Which Sessions have more to fetch, as the relay says. */
export class SessionNews {
	#changes = new Changes();
	#last = new Map<SessionId, number>();
	#heard = new Map<SessionId, string>();
	/** Told several times a second: whoever fetches hears nothing of it. */
	#words = new Changes();
	#saying = new Map<SessionId, { readonly n: number; readonly text: string }>();
	#now: () => Date;

	#followed: Pick<FollowedSessions, 'follow'>;

	constructor(now: () => Date, followed: Pick<FollowedSessions, 'follow'>) {
		this.#now = now;
		this.#followed = followed;
	}

	/** From here on what is said there is told as it is said, until it is left. */
	follow(session: SessionId): () => void {
		// Nobody tells how it ended while nobody followed; what goes on is told at once.
		if (this.#saying.delete(session)) this.#words.touch();
		return this.#followed.follow(session);
	}

	/** The number of the last entry of its transcript that this tab has heard of; 0 before. */
	last(session: SessionId): number {
		this.#changes.version;
		return this.#last.get(session) ?? 0;
	}

	/** When the relay last said that something happened there, ISO 8601; null before. */
	heardOf(session: SessionId): string | null {
		this.#changes.version;
		return this.#heard.get(session) ?? null;
	}

	/** What its worker is saying just now, after the transcript's entry `n`; null while nothing is said. */
	saying(session: SessionId): { readonly n: number; readonly text: string } | null {
		this.#words.version;
		return this.#saying.get(session) ?? null;
	}

	/** With a bus, the other tabs hear of it too. */
	take(told: SessionActivity, bus: Pick<TabBus, 'say'> | null = null): void {
		bus?.say({ type: 'session', told });
		this.#takeWords(told);
		const isMore = told.saying === undefined || this.#last.get(told.session) !== told.n;
		this.#last.set(told.session, told.n);
		this.#heard.set(told.session, this.#now().toISOString());
		if (isMore) this.#changes.touch();
	}

	/** What was said stays in sight until the entry that holds it was fetched. */
	#takeWords({ session, n, saying }: SessionActivity): void {
		const before = this.#saying.get(session);
		if (saying !== undefined) this.#saying.set(session, { n, text: saying });
		else if (before?.n === n) this.#saying.delete(session);
		if (saying !== undefined || before !== undefined) this.#words.touch();
	}

	/** Hears of every message. */
	listen(listener: () => void): () => void {
		return this.#changes.listen(listener);
	}
}
