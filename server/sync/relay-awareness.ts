import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

/**
 * An Awareness in which the relay itself is nobody. It has a document of its own, so that it
 * outlives the Room's, which is let go of when idle.
 */
export function createRelayAwareness(): Awareness {
	const awareness = new Awareness(new Y.Doc({ guid: 'presence' }));
	awareness.setLocalState(null);
	// y-protocols looks for the silent every 3 s, which alone is no reason to keep a process alive.
	const timer: unknown = awareness._checkInterval;
	if (timer instanceof Object && 'unref' in timer && typeof timer.unref === 'function') {
		timer.unref();
	}
	return awareness;
}
