import { Changes } from '#client/state/changes.svelte.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import type { ComponentId } from '#shared/id.ts';
import { CheckoutPlaces } from '#shared/protocol/checkout-places.ts';
import { FileLines } from '#shared/protocol/file-lines.ts';

/** Where files of the relay's checkout can be opened. Kept by this page alone. */
export interface Checkout {
	/** Null until the relay answered, and where it does not. */
	readonly places: CheckoutPlaces | null;
	/** Asks the relay, unless it told a moment ago: whoever shows files does. */
	look(): Promise<void>;
	/** Where to look in the files of a Design; null until the relay told, or where it does not. */
	linesOf(design: ComponentId): FileLines | null;
	/** Asks for them, unless the relay told a moment ago: whoever is about to open a file does. */
	lookAtLines(design: ComponentId): Promise<void>;
}

const HOLDS_MS = 60_000;
/** Files change while they are worked on. */
const LINES_HOLD_MS = 5_000;

export class RelayCheckout implements Checkout {
	#api: RelayApi;
	#now: () => Date;
	#changes = new Changes();
	#places: CheckoutPlaces | null = null;
	#asked = Number.NEGATIVE_INFINITY;
	#lines = new Map<ComponentId, { readonly at: number; readonly lines: FileLines | null }>();

	constructor(api: RelayApi, now: () => Date) {
		this.#api = api;
		this.#now = now;
	}

	get places(): CheckoutPlaces | null {
		this.#changes.version;
		return this.#places;
	}

	async look(): Promise<void> {
		const now = this.#now().getTime();
		if (now - this.#asked < HOLDS_MS) return;
		this.#asked = now;
		const told = await this.#api.ask('places', CheckoutPlaces, { ticket: true });
		if (!told.ok) {
			this.#asked = Number.NEGATIVE_INFINITY;
			return;
		}
		this.#places = told.value;
		this.#changes.touch();
	}

	linesOf(design: ComponentId): FileLines | null {
		this.#changes.version;
		return this.#lines.get(design)?.lines ?? null;
	}

	async lookAtLines(design: ComponentId): Promise<void> {
		const at = this.#now().getTime();
		const before = this.#lines.get(design);
		if (before !== undefined && at - before.at < LINES_HOLD_MS) return;
		const told = await this.#api.ask(`lines/${design}`, FileLines, { ticket: true });
		this.#lines.set(design, { at, lines: told.ok ? told.value : null });
		this.#changes.touch();
	}
}
