/** What every {@link Store} promises of editions. */
import { describe, expect, test } from 'vitest';
import type { Store, StoredEdition } from '#server/storage/store.ts';
import { hashOf } from '#shared/hash.ts';
import { StoryId } from '#shared/id.ts';

const ONE = StoryId.parse('st_0000000001');
const TWO = StoryId.parse('st_0000000002');

function edition(n: number, content = `text ${n}`, artefact = ONE): StoredEdition {
	const at = new Date(Date.UTC(2026, 10, 22, 12, n)).toISOString();
	const by = [{ kind: 'person' as const, id: 'mb_0000000ada' }];
	return { artefact, n, began: at, at, by, revision: null, hash: hashOf(content), content };
}

export function describeEditions(name: string, create: () => Store): void {
	describe(`${name}: editions`, () => {
		test('[HI1] editions come newest first, page by page, without their words', () => {
			using store = create();
			const { editions } = store;
			for (const n of [1, 3, 2, 7]) editions.put(edition(n));
			editions.put(edition(9, 'other', TWO));

			expect(editions.list(ONE, null, 2).map(({ n }) => n)).toEqual([7, 3]);
			expect(editions.list(ONE, 3, 10).map(({ n }) => n)).toEqual([2, 1]);
			expect(editions.list(ONE, null, Number.POSITIVE_INFINITY)).toHaveLength(4);
			expect(editions.list(ONE, 1, 10)).toEqual([]);
			const { content: _content, hash: _hash, ...head } = edition(7);
			expect(editions.list(ONE, null, 1)).toEqual([head]);
		});

		test('[HI1] an edition is read whole, and written over by its number', () => {
			using store = create();
			const long = { ...edition(1), content: '# Titel\n\n“naïve” 👩‍💻\n'.repeat(2_000) };
			store.editions.put(long);
			expect(store.editions.read(ONE, 1)).toEqual(long);
			store.editions.put(edition(1, 'again'));
			expect(store.editions.read(ONE, 1)?.content).toBe('again');
			expect(store.editions.read(ONE, 2)).toBeNull();
		});

		test('[HI1] the newest of every artefact is known, and others can be let go of', () => {
			using store = create();
			for (const n of [1, 2, 3]) store.editions.put(edition(n));
			store.editions.put(edition(1, 'other', TWO));
			expect(store.editions.latest()).toEqual(
				new Map([
					[ONE, { n: 3, hash: hashOf('text 3') }],
					[TWO, { n: 1, hash: hashOf('other') }],
				]),
			);
			store.editions.remove(ONE, [1, 2, 8]);
			expect(store.editions.list(ONE, null, 10).map(({ n }) => n)).toEqual([3]);
			expect(store.editions.list(TWO, null, 10)).toHaveLength(1);
		});
	});
}
