import { Changes } from '#client/state/changes.svelte.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import { CheckoutPlaces } from '#shared/protocol/checkout-places.ts';

/** Where files of the relay's checkout can be opened. Kept by this page alone. */
export interface Checkout {
	/** Null until the relay answered, and where it does not. */
	readonly places: CheckoutPlaces | null;
	/** Asks the relay, unless it told a moment ago: whoever shows files does. */
	look(): Promise<void>;
}

const HOLDS_MS = 60_000;

export class RelayCheckout implements Checkout {
	#api: RelayApi;
	#now: () => Date;
	#changes = new Changes();
	#places: CheckoutPlaces | null = null;
	#asked = Number.NEGATIVE_INFINITY;

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
}
