import { createDecoder, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { gatherArrivals } from '#client/sync/gather-arrivals.ts';
import { updateFrame } from '#shared/protocol/sync-frames.ts';

/** A page in step with its relay, and what it hears; and someone who types elsewhere. */
function page() {
	const doc = new Y.Doc();
	const provider = new WebsocketProvider('ws://relay.invalid', 'design', doc, {
		connect: false,
		disableBc: true,
	});
	const gathered = gatherArrivals(provider);
	provider.synced = true;
	const text = doc.getText('markdown');
	let changes = 0;
	text.observe(() => changes++);

	const there = new Y.Doc();
	there.on('update', (update: Uint8Array) => hear(updateFrame(update)));

	function hear(frame: Uint8Array) {
		const decoder = createDecoder(frame);
		const kind = readVarUint(decoder);
		provider.messageHandlers[kind]?.(createEncoder(), decoder, provider, true, kind);
	}

	function hearPlace(name: string) {
		const awareness = new Awareness(there);
		awareness.setLocalState({ name });
		const encoder = createEncoder();
		writeVarUint(encoder, 1);
		writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [there.clientID]));
		hear(toUint8Array(encoder));
		awareness.destroy();
	}

	const typed = (words: string) => {
		const theirs = there.getText('markdown');
		for (const letter of words) theirs.insert(theirs.length, letter);
	};
	return { provider, gathered, text, typed, hearPlace, changes: () => changes };
}

describe('what others type', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	test('[CL16] the first letter is there at once, and those that follow come together', () => {
		const { text, typed, changes } = page();
		typed('together');
		expect(text.toString()).toBe('t');
		vi.advanceTimersByTime(50);
		expect(text.toString()).toBe('together');
		expect(changes()).toBe(2);
		vi.advanceTimersByTime(50);
		typed('!');
		expect(text.toString()).toBe('together!');
	});

	test('[CL16] what one types meanwhile stays where one typed it', () => {
		const { text, typed } = page();
		typed('abc');
		text.insert(0, 'Mine: ');
		text.insert(6, 'and ');
		vi.advanceTimersByTime(50);
		expect(text.toString()).toBe('Mine: and abc');
	});

	test('[CL16] a place comes with the text it lies in', () => {
		const { provider, typed, hearPlace } = page();
		typed('ab');
		hearPlace('Ben');
		expect([...provider.awareness.getStates().values()]).not.toContainEqual({ name: 'Ben' });
		vi.advanceTimersByTime(50);
		expect([...provider.awareness.getStates().values()]).toContainEqual({ name: 'Ben' });
	});

	test('[CL16] what waits is taken in when the socket goes, or when it is asked for', () => {
		const { provider, gathered, text, typed } = page();
		typed('abc');
		gathered.flush();
		expect(text.toString()).toBe('abc');
		typed('def');
		provider.emit('connection-close', [null, provider]);
		expect(text.toString()).toBe('abcdef');
	});

	test('[CL16] nothing is taken into a document that was put aside', () => {
		const { provider, text, typed } = page();
		typed('abc');
		provider.doc.destroy();
		vi.advanceTimersByTime(200);
		expect(text.toString()).toBe('a');
	});
});
