/** A presence that the relay holds up for somebody without a socket: an Agent at work over MCP. */

import { type Awareness, applyAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Identity } from '#server/sync/peer.ts';
import { encodePresences, stampedState } from '#server/sync/presence.ts';

/** Others forget whoever says nothing for 30 s (y-protocols), so it is said again. */
const RENEW_MS = 10_000;

export interface Appearance extends Disposable {
	/** What the others see, beside who it is: where the Agent is and what it does. */
	show(state: object): void;
}

export function createAppearance(awareness: Awareness, identity: Identity): Appearance {
	// A client id of its own, made the way every Yjs replica makes one.
	const client = new Y.Doc().clientID;
	let clock = 0;
	let shown: object | null = null;
	const timer = setInterval(() => shown && show(shown), RENEW_MS);
	timer.unref();

	function show(state: object) {
		shown = state;
		clock += 1;
		const json = JSON.stringify(stampedState(state, identity));
		applyAwarenessUpdate(awareness, encodePresences([{ client, clock, json }]), identity);
	}

	function dispose() {
		clearInterval(timer);
		removeAwarenessStates(awareness, [client], identity);
	}

	return { show, [Symbol.dispose]: dispose };
}
