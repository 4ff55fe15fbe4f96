import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { updateFrame } from '#shared/protocol/sync-frames.ts';
import { createRandom, type SeededRandom } from '#test/fixtures/random.ts';
import { createRelayWorld } from '#test/fixtures/relay-world.ts';
import { BEN, connectSyncClient } from '#test/fixtures/sync-client.ts';

const ATTACKS = 60;

/** Seeds that once failed. They stay here for good, each with what it taught us. */
const regressions: readonly number[] = [];
const chosen = process.env['SEED'];
const fresh = chosen ? [Number(chosen)] : Array.from({ length: 20 }, (_, n) => n);

describe('frames by vandals', () => {
	test.each([...regressions, ...fresh])(
		'[RL7] seed %i: whatever bytes come, the room goes on and reads the same from disk',
		(seed) => {
			const random = createRandom(seed);
			const world = createRelayWorld({ tailRows: 30 });
			const ben = connectSyncClient(world.room, { identity: BEN, yDoc: docBy(random) });
			world.turns.end();
			let refused = 0;
			for (let n = 0; n < ATTACKS; n++) {
				const vandal = connectSyncClient(world.room, { yDoc: docBy(random) });
				world.turns.end();
				ben.yDoc.getText('markdown').insert(0, `${n} `);
				const empty = n % 6 === 0;
				vandal.send(
					empty
						? updateFrame(ofNothing(random))
						: vandalise(honestUpdate(random, vandal.yDoc), random),
				);
				world.turns.end();
				if (vandal.closed) refused += 1;
				if (empty) expect(vandal.closed).not.toBeNull();
				vandal.leave();
			}

			expect(ben.closed).toBeNull();
			expect(world.text()).toBe(world.storedText());
			const late = connectSyncClient(world.room);
			expect(late.yDoc.getText('markdown').toString()).toBe(world.text());
			// A vandal who may write puts words between those of ben's, which stay and keep their order.
			const written = Array.from({ length: ATTACKS }, (_, n) => ATTACKS - 1 - n).join('');
			expect(world.text().replace(/\D/g, '')).toBe(written);
			expect(refused).toBeGreaterThan(0);
		},
	);
});

/** The seed says who a client is, too: a vandal's bytes may name them. */
function docBy(random: SeededRandom): Y.Doc {
	const yDoc = new Y.Doc();
	yDoc.clientID = 1 + random.below(2 ** 32 - 1);
	return yDoc;
}

/** An update as a client would make it: some text, a deletion, nested types. */
function honestUpdate(random: SeededRandom, base: Y.Doc): Uint8Array {
	const yDoc = docBy(random);
	Y.applyUpdate(yDoc, Y.encodeStateAsUpdate(base));
	const before = Y.encodeStateVector(yDoc);
	yDoc.transact(() => {
		yDoc.getText('markdown').insert(0, 'v'.repeat(1 + random.below(20)));
		if (random.chance(0.5)) yDoc.getText('markdown').delete(0, 1);
		const map = new Y.Map<unknown>();
		yDoc.getMap('blocks').set(`key${random.below(5)}`, map);
		map.set('list', Y.Array.from([1, 'two', { three: [null, true] }]));
		map.set('bytes', Uint8Array.of(1, 2, 3));
	});
	return Y.encodeStateAsUpdate(yDoc, before);
}

/**
 * An update that any reader decodes, with something of no length in it: a struct that shares its
 * clock with the next one, or a deletion of nothing.
 */
function ofNothing(random: SeededRandom): Uint8Array {
	const client = 1 + random.below(100);
	const struct = [1, 1, client, 0, 0, 0, 0];
	const deletion = [0, 1, client, 1, 0, 0];
	return Uint8Array.from(random.pick([struct, deletion]));
}

/** Changes, cuts or inserts a few bytes; never a digit, which would look like one of ben's. */
function vandalise(update: Uint8Array, random: SeededRandom): Uint8Array {
	const bytes = [...update];
	for (let n = 1 + random.below(4); n > 0; n--) {
		const at = random.below(bytes.length);
		const byte = random.pick([0, 1, 2, 4, 7, 10, 0x84, 0x80, 0xff, random.below(48)]);
		random.pick([
			() => bytes.splice(at, 1, byte),
			() => bytes.splice(at, 1),
			() => bytes.splice(at, 0, byte),
			() => bytes.splice(at),
		])();
		if (bytes.length === 0) bytes.push(0);
	}
	return updateFrame(Uint8Array.from(bytes));
}
