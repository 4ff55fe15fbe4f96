import { describe, expect, test } from 'vitest';
import { createSyncWorld } from '#test/simulation/sync-world.ts';

const STEPS = 1_200;

/** Seeds that once failed. They stay here for good, each with what it taught us. */
const regressions: readonly number[] = [];
const chosen = process.env['SEED'];
const fresh = chosen ? [Number(chosen)] : Array.from({ length: 50 }, (_, n) => n);

describe('text in bad weather', () => {
	test.each([...regressions, ...fresh])(
		'[RL23] seed %i: replicas converge and nothing acknowledged is lost',
		(seed) => {
			const world = createSyncWorld(seed);
			for (let n = 0; n < STEPS; n++) world.step();
			const promised = world.acknowledged.size;
			world.settle();

			const [first, ...rest] = world.replicas().map((yDoc) => ({
				text: yDoc.getText('markdown').toString(),
				written: Object.keys(yDoc.getMap('written').toJSON()).toSorted(),
			}));
			for (const replica of rest) expect(replica).toEqual(first);
			expect(world.forgotten).toEqual([]);

			expect(promised).toBeGreaterThan(0);
			expect(world.counts.edits).toBeGreaterThan(50);
			expect(world.counts.drops + world.counts.restarts).toBeGreaterThan(2);
			expect(world.counts.letGo).toBeGreaterThan(0);
		},
	);
});
