/** What every {@link Store} promises, run over each of them. */
import { describe, expect, test } from 'vitest';
import type { Store } from '#server/storage/store.ts';
import { toBase64Url } from '#shared/base64url.ts';
import { hashOf } from '#shared/hash.ts';
import type { Envelope } from '#shared/lifecycle/envelope.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const plain = (update: Uint8Array | undefined) => [...(update ?? [])];
const GENERATION = hashOf('generation');

export function describeStore(name: string, create: () => Store): void {
	describe(`${name}: documents`, () => {
		test('[ST1] a document is founded once, on its seed', () => {
			using store = create();
			store.docs.create('stories', GENERATION, bytes(1, 2));

			expect(store.docs.load('stories')?.generation).toBe(GENERATION);
			expect(plain(store.docs.load('stories')?.snapshot)).toEqual([1, 2]);
			expect(store.docs.list()).toEqual([{ name: 'stories', generation: GENERATION }]);
			expect(() => store.docs.create('stories', GENERATION, bytes(3))).toThrow('already');
			expect(store.docs.load('contexts')).toBeNull();
		});

		test('[ST2] updates come back in the order they were appended, whatever lay between', () => {
			using store = create();
			for (const doc of ['stories', 'contexts']) store.docs.create(doc, GENERATION, bytes(0));
			store.docs.append([
				{ name: 'stories', update: bytes(1) },
				{ name: 'contexts', update: bytes(9) },
				{ name: 'stories', update: bytes(2, 2) },
			]);
			store.docs.append([{ name: 'stories', update: bytes() }]);
			store.docs.append([{ name: 'stories', update: bytes(3) }]);

			expect(store.docs.load('stories')?.tail.map(plain)).toEqual([[1], [2, 2], [], [3]]);
			expect(store.docs.load('contexts')?.tail.map(plain)).toEqual([[9]]);
		});

		test('[ST3] an append that cannot be done has changed nothing', () => {
			using store = create();
			store.docs.create('stories', GENERATION, bytes(0));
			const half = [
				{ name: 'stories', update: bytes(1) },
				{ name: 'nowhere', update: bytes(2) },
			];

			expect(() => store.docs.append(half)).toThrow('nowhere');
			expect(store.docs.load('stories')?.tail).toEqual([]);
		});

		test('[ST4] compaction replaces snapshot and tail, of one document only', () => {
			using store = create();
			for (const doc of ['stories', 'contexts']) {
				store.docs.create(doc, GENERATION, bytes(0));
				store.docs.append([{ name: doc, update: bytes(1) }]);
			}
			store.docs.compact('stories', bytes(7, 7));
			store.docs.append([{ name: 'stories', update: bytes(8) }]);

			expect(plain(store.docs.load('stories')?.snapshot)).toEqual([7, 7]);
			expect(store.docs.load('stories')?.tail.map(plain)).toEqual([[8]]);
			expect(store.docs.load('contexts')?.tail.map(plain)).toEqual([[1]]);
		});

		test('a removed document can be founded anew', () => {
			using store = create();
			store.docs.create('stories', GENERATION, bytes(0));
			store.docs.append([{ name: 'stories', update: bytes(1) }]);
			store.docs.remove('stories');
			expect(store.docs.load('stories')).toBeNull();

			store.docs.create('stories', hashOf('another'), bytes(5));
			expect(store.docs.load('stories')?.generation).toBe(hashOf('another'));
			expect(store.docs.load('stories')?.tail).toEqual([]);
		});
	});

	describe(`${name}: log`, () => {
		test('[ST5] events are numbered in the order they came, each once', () => {
			using store = create();
			const [one, two, three] = [envelopeAt(1), envelopeAt(2), envelopeAt(3)];
			expect(store.log.append([one, two], [], [])).toBe(2);
			expect(store.log.append([two, three], [], [])).toBe(3);

			expect(store.log.position()).toBe(3);
			expect(store.log.has(two.id)).toBe(true);
			expect(store.log.has(hashOf('never'))).toBe(false);
			expect(store.log.after(0, 10)).toEqual([one, two, three]);
			expect(store.log.after(1, 1)).toEqual([two]);
			expect(store.log.after(3, 10)).toEqual([]);
		});

		test('texts and blobs are kept by their hash', () => {
			using store = create();
			const blob = { salt: 'c2FsdA', text: 'Please split it.' };
			store.log.append([], [{ revision: hashOf('r'), text: 'a\n' }], [{ ref: hashOf('b'), blob }]);

			expect(store.log.readText(hashOf('r'))).toBe('a\n');
			expect(store.log.readText(hashOf('other'))).toBeNull();
			expect(store.log.readBlob(hashOf('b'))).toEqual(blob);
			expect(store.log.readBlob(hashOf('other'))).toBeNull();
			expect(store.log.listBlobs()).toEqual([{ ref: hashOf('b'), blob }]);
		});
	});

	describe(`${name}: the rest`, () => {
		test('what is written together is all there', () => {
			using store = create();
			const answer = store.together(() => {
				store.docs.create('stories', GENERATION, bytes(0));
				store.docs.create('contexts', GENERATION, bytes(0));
				store.docs.append([{ name: 'stories', update: bytes(1) }]);
				store.docs.compact('stories', bytes(2));
				store.agreed.write('user_stories.md', '# A');
				return 'done';
			});
			expect(answer).toBe('done');
			expect(store.docs.list().length).toBe(2);
			expect(plain(store.docs.load('stories')?.snapshot)).toEqual([2]);
			expect(store.agreed.read('user_stories.md')).toBe('# A');
		});

		test('agreed texts are kept by path', () => {
			using store = create();
			store.agreed.write('user_stories.md', '# A');
			store.agreed.write('user_stories.md', '# B');
			store.agreed.write('designs/a.md', 'ü');
			expect(store.agreed.list()).toEqual(['designs/a.md', 'user_stories.md']);
			expect(store.agreed.read('user_stories.md')).toBe('# B');

			store.agreed.remove('user_stories.md');
			expect(store.agreed.read('user_stories.md')).toBeNull();
		});

		test('agents are kept by id, oldest first', () => {
			using store = create();
			const robin = {
				id: 'ag_0000000001',
				name: 'robin',
				tokenHash: hashOf('token'),
				createdAt: '2026-11-22T10:00:00.000Z',
				revokedAt: null,
			} as const;
			const wren = { ...robin, id: 'ag_0000000000', name: 'wren', tokenHash: null } as const;
			store.agents.save(robin);
			store.agents.save({ ...wren, createdAt: '2026-11-22T11:00:00.000Z' });
			store.agents.save({ ...robin, revokedAt: '2026-11-22T12:00:00.000Z' });

			expect(store.agents.list().map(({ name }) => name)).toEqual(['robin', 'wren']);
			expect(store.agents.list()[0]?.revokedAt).toBe('2026-11-22T12:00:00.000Z');
		});

		test('small facts are kept by name', () => {
			using store = create();
			expect(store.readMeta('slug')).toBeNull();
			store.writeMeta('slug', 'a');
			store.writeMeta('slug', 'b');
			expect(store.readMeta('slug')).toBe('b');
		});
	});
}

function envelopeAt(n: number): { id: string; envelope: Envelope } {
	const key = hashOf('key');
	return {
		id: hashOf(`event ${n}`),
		envelope: {
			event: {
				v: 1,
				workspace: hashOf('root'),
				parents: [],
				at: '2026-11-22T10:00:00.000Z',
				by: { key },
				type: 'archived',
				artefact: 'st_0000000000',
			},
			sig: { alg: 'ed25519', value: toBase64Url(bytes(n)) },
		},
	};
}
