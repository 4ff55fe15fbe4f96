import { Changes } from '#client/state/changes.svelte.ts';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import { nameRefOf } from '#machines/history/name-ref.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';

/** The prose that events refer to by hash: display names and reasons. Erased ones read as null. */
export class Names {
	#book: LogBook;
	#changes = new Changes();
	#texts: ReadonlyMap<BlobRef, string> = new Map();
	/** Names of Agents that no event has admitted, from the relay. */
	#visitors: ReadonlyMap<string, string> = new Map();

	constructor(book: LogBook) {
		this.#book = book;
	}

	take(texts: ReadonlyMap<BlobRef, string>): void {
		this.#texts = new Map([...this.#texts, ...texts]);
		this.#changes.touch();
	}

	takeVisitors(names: ReadonlyMap<string, string>): void {
		this.#visitors = names;
		this.#changes.touch();
	}

	/** Changes with every text that arrives. */
	get version(): number {
		return this.#changes.version;
	}

	textOf(ref: BlobRef): string | null {
		this.#changes.version;
		return this.#texts.get(ref) ?? null;
	}

	/** References that events name and this device has no text for. */
	has(ref: BlobRef): boolean {
		return this.#texts.has(ref);
	}

	/** A display name for a Member, Agent or relay. */
	of(id: string): string {
		const ref = nameRefOf(this.#book.state.membership, id);
		const text = ref === null ? null : this.textOf(ref);
		return text ?? this.#visitors.get(id) ?? fallbackFor(id);
	}
}

function fallbackFor(id: string): string {
	if (id.startsWith('ag_')) return 'An agent';
	return id.startsWith('rl_') ? 'A relay' : 'Someone';
}
