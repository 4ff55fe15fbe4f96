import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StoryId } from '#shared/id.ts';
import { NO_CONVENTIONS } from '#shared/trace/conventions.ts';
import { coverageOf } from '#shared/trace/map/coverage.ts';
import { healthOf } from '#shared/trace/map/health.ts';
import { anyMap, context, contextId, largeMap } from '#test/unit/map/example-map.ts';

const storyId = (n: number) => StoryId.parse(`st_000000000${n}`);
const story = (n: number) => ({
	id: storyId(n),
	title: `Story ${n}`,
	narrative: '',
	criteria: [],
	notes: '',
});

describe('health', { timeout: 60_000 }, () => {
	test('[MP3] every story is mapped, unmapped or mapped twice, and one of these', () => {
		const links = fc.array(fc.array(fc.nat({ max: 4 }), { maxLength: 4 }), { maxLength: 5 });
		fc.assert(
			fc.property(links, fc.nat({ max: 5 }), (owned, count) => {
				const stories = Array.from({ length: count }, (_, n) => story(n));
				const contexts = owned.map((ids, n) => ({
					...context(n),
					stories: [...new Set(ids)].map(storyId),
				}));
				const { mapped, unmapped, twice } = coverageOf({ stories, contexts });
				const all = [...mapped, ...unmapped, ...twice.map((one) => one.story)];
				expect(all.toSorted()).toEqual(stories.map(({ id }) => id));
				for (const { story: id, by } of twice)
					expect(by).toEqual(contexts.flatMap((one) => (one.stories.includes(id) ? one.id : [])));
			}),
		);
	});

	test('[MP4] one sentence, and everything that it counts', () => {
		const twice = { stories: [storyId(0)], type: 'domain' as const };
		const contexts = [
			{ ...context(0, [1]), ...twice },
			{ ...context(1, [0]), ...twice },
			context(2, [0, 1, 3, 4, 5]),
			...[3, 4, 5].map((n) => context(n)),
		];
		const health = healthOf({ stories: [story(0), story(1)], contexts, designs: [] });
		expect(health.words).toBe(
			'The map has 1 cycle, 1 story in two contexts, 1 story that no context satisfies, 1 context that nothing needs, 1 context with five dependencies or more and 2 dependencies between domain contexts.',
		);
		expect(health.entries.map(({ concern, words }) => `${concern}: ${words}`)).toEqual([
			'cycle: C0 → C1 → C0',
			'twice: “Story 0” is satisfied by C0 and C1',
			'unmapped: No context satisfies “Story 1”',
			'orphan: C2 satisfies no story, and nothing depends on it',
			'wide: C2 depends on 5',
			'domain: C0 depends on C1, domain on domain',
			'domain: C1 depends on C0, domain on domain',
		]);
		expect(health.entries[0]?.about).toEqual([contextId(0), contextId(1)]);
		expect(health).toMatchObject({ contexts: 6, dependencies: 7, layers: 2 });
		expect(health.stories).toEqual({ all: 2, mapped: 1 });
	});

	test('[MP4] what the config turned off is no concern', () => {
		const domains = [context(0, [1]), context(1)].map((one) => ({
			...one,
			type: 'domain' as const,
		}));
		const levels = { 'domain-dependency': 'off', 'context-orphan': 'off' } as const;
		const input = { stories: [], contexts: domains, designs: [] };
		expect(healthOf(input).words).toContain('1 dependency between domain contexts');
		expect(healthOf(input, { ...NO_CONVENTIONS, levels }).words).toContain('sound');
	});

	test('[MP4] a sound map and an empty one say so', () => {
		const contexts = [{ ...context(0), stories: [storyId(0)] }];
		expect(healthOf({ stories: [story(0)], contexts, designs: [] }).words).toContain('sound');
		expect(healthOf({ stories: [story(0)], contexts: [], designs: [] }).words).toContain('empty');
		fc.assert(
			fc.property(anyMap(), (any) => {
				expect(healthOf({ stories: [], contexts: any, designs: [] }).words).toMatch(
					/^The map .*\.$/,
				);
			}),
		);
	});

	test('[MP13] two thousand contexts are looked over', () => {
		expect(healthOf({ stories: [], contexts: largeMap(2_000, 4), designs: [] }).contexts).toBe(
			2_000,
		);
	});
});
