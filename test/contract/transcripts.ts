/** What every store of transcripts promises, run over each of them. */
import { describe, expect, test } from 'vitest';
import type { Store } from '#server/storage/store.ts';
import { deriveId } from '#shared/id.ts';

const [ONE, TWO] = [deriveId('se', '', 'one', 0), deriveId('se', '', 'two', 0)].toSorted();

export function describeTranscripts(name: string, create: () => Store): void {
	describe(`${name}: transcripts`, () => {
		test('[SN9] entries count from one in each session, and come in pages', () => {
			using store = create();
			const { transcripts } = store;
			if (ONE === undefined || TWO === undefined) throw new Error('Two sessions.');
			const entry = (body: string, step: string | null = null) => ({
				...{ at: `2026-11-22T09:00:0${body.length}.000Z`, step, who: 'robin', body },
			});
			expect(transcripts.append(ONE, entry('a'))).toBe(1);
			expect(transcripts.append(TWO, entry('b'))).toBe(1);
			expect(transcripts.append(ONE, entry('cc', 'review'))).toBe(2);
			expect(transcripts.append(ONE, entry('d'))).toBe(3);
			expect(transcripts.after(ONE, 0, 2)).toEqual([
				{ n: 1, ...entry('a') },
				{ n: 2, ...entry('cc', 'review') },
			]);
			expect(transcripts.after(ONE, 2, 10).map(({ body }) => body)).toEqual(['d']);
			expect(transcripts.list()).toEqual([
				{ session: ONE, characters: 4, last: entry('cc').at },
				{ session: TWO, characters: 1, last: entry('b').at },
			]);
			transcripts.remove(ONE);
			expect(transcripts.after(ONE, 0, 10)).toEqual([]);
			expect(transcripts.list().map(({ session }) => session)).toEqual([TWO]);
		});
	});
}
