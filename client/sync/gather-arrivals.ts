import { clone, type Decoder, peekVarUint } from 'lib0/decoding';
import { createEncoder } from 'lib0/encoding';
import type { WebsocketProvider } from 'y-websocket';

/** Ten people typing are read twenty times a second; whoever types alone is read at once. */
const GATHER_MS = 50;
const SYNC = 0;
const AWARENESS = 1;
const SYNC_UPDATE = 2;

export interface GatheredArrivals {
	/** Takes in now what waits: before anything that must come after it. */
	flush(): void;
}

/**
 * Takes in what others type a few times a second, in one transaction each time, instead of letter
 * by letter. An edit that waits has not arrived yet, as far as anyone on this page can tell: text
 * and editor never differ. Places of people wait along, since they lie in texts that may wait.
 */
export function gatherArrivals(provider: WebsocketProvider): GatheredArrivals {
	const [takeSync, takeAwareness] = provider.messageHandlers;
	let edits: Decoder[] = [];
	let places: Decoder[] = [];
	let timer: ReturnType<typeof setTimeout> | null = null;

	provider.messageHandlers[SYNC] = (encoder, decoder, ...rest) => {
		if (provider.synced && peekVarUint(decoder) === SYNC_UPDATE) return arrive(edits, decoder);
		flush();
		takeSync?.(encoder, decoder, ...rest);
	};
	provider.messageHandlers[AWARENESS] = (_encoder, decoder) => arrive(places, decoder);
	// The socket's last words count, and what follows them may put the document aside.
	provider.on('connection-close', flush);
	return { flush };

	function arrive(waiting: Decoder[], decoder: Decoder): void {
		waiting.push(clone(decoder));
		if (timer !== null) return;
		takeIn();
		timer = setTimeout(flushAndRest, GATHER_MS);
	}

	/** While more keeps coming, it is gathered; after a pause the next one is taken in at once. */
	function flushAndRest(): void {
		timer = null;
		if (edits.length + places.length === 0) return;
		takeIn();
		timer = setTimeout(flushAndRest, GATHER_MS);
	}

	function flush(): void {
		if (timer !== null) clearTimeout(timer);
		timer = null;
		takeIn();
	}

	function takeIn(): void {
		const [texts, people] = [edits, places];
		edits = [];
		places = [];
		if (provider.doc.isDestroyed) return;
		if (texts.length > 0)
			provider.doc.transact(() => {
				for (const edit of texts) takeSync?.(createEncoder(), edit, provider, true, SYNC);
			}, provider);
		for (const place of people) takeAwareness?.(createEncoder(), place, provider, true, AWARENESS);
	}
}
