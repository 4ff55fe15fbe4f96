import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Names } from '#client/state/member/names.svelte.ts';
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import { createSeenSessions, seenSession } from '#machines/session/seen-session.ts';
import { createSessionBook, type SessionBook } from '#machines/session/session-book.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { ArtefactId, SessionId } from '#shared/id.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { Refusal } from '#shared/refusal.ts';

/** The Sessions that the log of this page folds to: read when they are asked for, and only what is new. */
export class SessionList {
	#book: LogBook;
	#names: Names;
	#read: { readonly ledger: Ledger; readonly sessions: SessionBook } | null = null;

	#isThrough: (artefact: ArtefactId) => boolean;
	#seen: ReturnType<typeof createSeenSessions>;

	/** `isThrough` says whether an artefact is approved as it reads here. */
	constructor(book: LogBook, names: Names, isThrough: (artefact: ArtefactId) => boolean) {
		this.#book = book;
		this.#names = names;
		this.#isThrough = isThrough;
		this.#seen = createSeenSessions(isThrough);
	}

	get all(): readonly SessionState[] {
		return this.#seen(this.#sessions.list());
	}

	of(id: SessionId): SessionState | null {
		const session = this.#sessions.get(id);
		return session === null ? null : seenSession(session, this.#isThrough);
	}

	get uncounted(): ReadonlyMap<EventId, Refusal> {
		return this.#sessions.refusals();
	}

	isProvisional(id: SessionId): boolean {
		return this.#book.provisional.some(({ event }) => 'session' in event && event.session === id);
	}

	/** A refused event starts the ledger over, and what was read of the old one with it. */
	get #sessions(): SessionBook {
		const { ledger } = this.#book;
		if (this.#read?.ledger !== ledger) {
			const sessions = createSessionBook(ledger, (ref) => this.#names.textOf(ref));
			this.#read = { ledger, sessions };
		}
		this.#names.version;
		this.#read.sessions.renew();
		return this.#read.sessions;
	}
}
