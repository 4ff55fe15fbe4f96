import { expect, test } from 'vitest';
import { type FileMove, placeAfter, planMove } from '#shared/trace/tracing/plan-move.ts';

test('[TF8] a move out of the repository is refused as that, whatever rule its path would fit', () => {
	const files = { stateOf: () => 'missing' as const, isSame: () => false };
	for (const to of ['../session.ts', '/etc/session.ts', 'src/../../session.ts']) {
		const planned = planMove([], files, { preset: null, folder: 'docs' }, { from: 'src/a.ts', to });
		expect(planned).toMatchObject({ ok: false, error: { guard: 'move-outside' } });
	}
});

test('[TF7] what imports the file and moved along is named where it is then', () => {
	const moves: readonly FileMove[] = [
		{ what: 'test', from: 'test/a.test.ts', to: 'test/b.test.ts' },
	];
	expect(['test/a.test.ts', 'src/c.ts'].map((path) => placeAfter(moves, path))).toEqual([
		...['test/b.test.ts', 'src/c.ts'],
	]);
});
