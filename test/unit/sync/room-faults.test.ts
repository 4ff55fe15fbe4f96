import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { generationFrame, updateFrame } from '#shared/protocol/sync-frames.ts';
import { createRelayWorld } from '#test/fixtures/relay-world.ts';
import { BEN, connectSyncClient } from '#test/fixtures/sync-client.ts';

const markdownOf = (yDoc: Y.Doc) => yDoc.getText('markdown').toString();
const write = (yDoc: Y.Doc, text: string) => yDoc.getText('markdown').insert(0, text);
const _AGENT = { kind: 'agent', id: 'ag_00000r0b1n' } as const;

describe('what goes wrong in a Room', () => {
	const notes = new Y.Doc();
	const update = updateFrame(Y.encodeStateAsUpdate(notes));

	test.each([
		['nothing', Uint8Array.of()],
		['an unknown message', Uint8Array.of(99, 1, 2)],
		['a sync message without a body', Uint8Array.of(0, 2)],
		['a length beyond the end', Uint8Array.of(0, 2, 200, 1, 0)],
		['no update', updateFrame(Uint8Array.of(1, 2, 3))],
		['a broken state vector', Uint8Array.of(0, 0, 1, 255)],
		['a broken presence', Uint8Array.of(1, 3, 1, 5, 1)],
		['a frame that only a relay sends', generationFrame('0'.repeat(64))],
	])('[RL6] a malformed frame costs its sender the socket, and nobody else: %s', (_, bytes) => {
		const { room, turns, text } = createRelayWorld();
		const ben = connectSyncClient(room, { identity: BEN });
		const ada = connectSyncClient(room);
		turns.end();
		write(ben.yDoc, 'before ');
		ada.send(bytes);
		ada.send(update);
		write(ben.yDoc, 'after ');
		turns.end();

		expect(ada.closed?.code).toBe(4400);
		expect(ada.closed?.reason).not.toBe('');
		expect(ben.closed).toBeNull();
		expect(text()).toBe('after before # Start\n');
	});

	test('[RL7] an update that Yjs trips over is never stored, and the others of its turn are', () => {
		const { room, turns, text, storedText } = createRelayWorld();
		const ben = connectSyncClient(room, { identity: BEN });
		const ada = connectSyncClient(room);
		turns.end();
		write(ben.yDoc, 'before ');
		write(ada.yDoc, 'from ada ');
		ada.send(updateFrame(withoutLength()));
		write(ben.yDoc, 'after ');
		const mark = ben.mark();
		turns.end();

		expect(ada.closed?.code).toBe(4400);
		expect(text()).toBe(storedText());
		expect(text()).toBe('after before # Start\n');
		expect(ben.durable).toBe(mark);
	});

	test('[RL7] deletions whose places add up to what Yjs cannot read back are never stored', () => {
		const { room, turns, text, storedText } = createRelayWorld();
		const ada = connectSyncClient(room);
		ada.send(updateFrame(deletions(Array.from({ length: 3 }, () => [0, 2 ** 52]))));
		turns.end();
		expect(ada.closed?.code).toBe(4400);
		expect(connectSyncClient(room).yDoc.getText('markdown').toString()).toBe(text());
		expect(storedText()).toBe('# Start\n');
	});

	test.each([
		['values', (yDoc: Y.Doc) => yDoc.getMap('blocks').set('key', nested(2_000))],
		['maps', nestMaps],
	])('[RL29] an update that nests deeper than any reader can go is refused: %s', (_, nest) => {
		const { room, turns } = createRelayWorld();
		const ada = connectSyncClient(room);
		const ben = connectSyncClient(room, { identity: BEN });
		ada.yDoc.transact(() => nest(ada.yDoc));
		write(ben.yDoc, 'kept ');
		turns.end();
		expect(ada.closed?.code).toBe(4400);
		expect(room.yDoc.getMap('blocks').size).toBe(0);
		expect(markdownOf(room.yDoc)).toBe('kept # Start\n');
	});

	test('[RL29] what comes in pieces, the last of them first, is as deep', () => {
		const { room, turns } = createRelayWorld();
		const yDoc = new Y.Doc();
		const pieces: Uint8Array[] = [];
		yDoc.on('update', (piece: Uint8Array) => pieces.push(piece));
		nestMaps(yDoc);
		const ada = connectSyncClient(room);
		for (const piece of pieces.toReversed()) {
			ada.send(updateFrame(piece));
			turns.end();
		}
		expect(ada.closed?.code).toBe(4400);
		expect(room.yDoc.getMap('blocks').size).toBe(0);
	});

	test('[RL5] when the disk fails the room closes, and reads again what is stored', () => {
		const { room, rooms, turns, store, text, storedText } = createRelayWorld();
		const elsewhere = connectSyncClient(rooms.open('design:cp_0000000001'));
		const ada = connectSyncClient(room);
		const ben = connectSyncClient(room, { identity: BEN });
		write(ada.yDoc, 'kept ');
		turns.end();

		store.full = true;
		write(ada.yDoc, 'lost ');
		ada.mark();
		turns.end();
		expect([ada.closed?.code, ben.closed?.code]).toEqual([4500, 4500]);
		expect(elsewhere.closed).toBeNull();
		expect(ada.durable).toBe(0);
		expect(markdownOf(ben.yDoc)).toBe('kept # Start\n');
		expect(text()).toBe('kept # Start\n');

		store.full = false;
		connectSyncClient(room, { yDoc: ada.yDoc });
		turns.end();
		expect(storedText()).toBe('lost kept # Start\n');
	});

	test('[RL28] why a Room could not write is told once, until writing works again', () => {
		const { room, turns, store, errors } = createRelayWorld();
		const type = (text: string) => {
			write(connectSyncClient(room).yDoc, text);
			turns.end();
		};

		store.full = true;
		type('lost ');
		type('lost too ');
		expect(errors.map(String)).toEqual([expect.stringContaining('The disk is full.')]);

		store.full = false;
		type('kept ');
		store.full = true;
		type('lost again ');
		expect(errors).toHaveLength(2);
	});

	test('[RL19] a frame or a document beyond the limits is refused, and the rest goes on', () => {
		const { room, turns, text } = createRelayWorld({ frameBytes: 2_000, docBytes: 3_000 });
		const big = connectSyncClient(room);
		write(big.yDoc, 'x'.repeat(2_001));
		turns.end();
		expect(big.closed?.code).toBe(4413);

		const ada = connectSyncClient(room);
		turns.end();
		write(ada.yDoc, 'y'.repeat(1_500));
		turns.end();
		write(ada.yDoc, 'z'.repeat(1_500));
		turns.end();
		expect(ada.closed?.code).toBe(4413);
		expect(text()).toBe(`${'y'.repeat(1_500)}# Start\n`);
	});
});

/** An update whose one struct is an empty string: decodable, and no struct at all. */
function withoutLength(): Uint8Array {
	return Uint8Array.of(1, 1, 42, 0, 4, 1, 1, 97, 0, 0);
}

/** Deletions of what nobody has written yet, as `[place, length]`. */
function deletions(ranges: readonly (readonly number[])[]): Uint8Array {
	return encoding.encode((encoder) => {
		for (const number of [0, 1, 99, ranges.length, ...ranges.flat()])
			encoding.writeVarUint(encoder, number);
	});
}

function nested(depth: number): unknown {
	let value: unknown = 1;
	for (let n = 0; n < depth; n++) value = [value];
	return value;
}

function nestMaps(yDoc: Y.Doc): void {
	let at: Y.Map<unknown> = yDoc.getMap('blocks');
	for (let n = 0; n < 200; n++) {
		const inner = new Y.Map<unknown>();
		at.set('inner', inner);
		at = inner;
	}
}
