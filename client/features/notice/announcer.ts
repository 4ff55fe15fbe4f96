import type { Notice } from '#client/features/notice/notice.ts';

/** What the browser offers to say something outside the page. */
export interface Outside {
	/** Whether this person wants it, and the browser lets it. */
	allowed(): boolean;
	/** Nobody is told outside what they see inside. */
	isHidden(): boolean;
	/** Whether policy lets names and titles show. */
	namesContent(): boolean;
	/** The same tag shows once, however many tabs say it. */
	show(notice: { readonly tag: string; readonly body: string; readonly href: string }): void;
}

/** Says each notice outside at most once, and nothing that was there when the page opened. */
export class Announcer {
	readonly #outside: Outside;
	#known: Set<string> | null = null;

	constructor(outside: Outside) {
		this.#outside = outside;
	}

	take(notices: readonly Notice[]): void {
		const known = this.#known;
		this.#known = new Set([...(known ?? []), ...notices.map(({ id }) => id)]);
		if (known === null || !this.#outside.isHidden() || !this.#outside.allowed()) return;
		for (const { id, done, words, plain, href } of notices) {
			if (done || known.has(id)) continue;
			const body = this.#outside.namesContent() ? words : plain;
			this.#outside.show({ tag: id, body, href });
		}
	}
}
