import type { LogBook } from '#client/state/log-book.svelte.ts';
import type { Names } from '#client/state/names.svelte.ts';
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import { createSessionBook, type SessionBook } from '#machines/session/session-book.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { SessionId } from '#shared/id.ts';

/** The Sessions that the log of this page folds to: read when they are asked for, and only what is new. */
export class SessionList {
	#book: LogBook;
	#names: Names;
	#read: { readonly ledger: Ledger; readonly sessions: SessionBook } | null = null;

	constructor(book: LogBook, names: Names) {
		this.#book = book;
		this.#names = names;
	}

	get all(): readonly SessionState[] {
		return this.#sessions.list();
	}

	of(id: SessionId): SessionState | null {
		return this.#sessions.get(id);
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
