import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Component } from '#shared/artefact/component.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
import { check, createChecker } from '#shared/trace/checker.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import type { Keys } from '#shared/trace/keys.ts';
import { MAP_RULES } from '#shared/trace/rules/rules.ts';
import { componentWith, contextWith, storyWith } from '#test/fixtures/artefacts.ts';

/** Few values, so that titles, entities and names meet. */
const TITLES = ['Sign in', 'sign in', 'Put a book', ''];
const WORDS = ['It opens', 'It is fast, etc.', '', 'It\u200B opens'];
const BODIES = [
	'# X\n',
	'# X\n\n## Purpose\n\nWhy.\n\n## Dependencies\n\n- Context A\n- Shelvs\n',
	'# X\n\n## Public API\n\n```ts\nopen(): void\n```\n\n## Test Assertions\n\n- close(): closes\n',
];
const PRESETS = ['typescript', 'phoenix', 'plain', 'none'];

type Edit = (artefacts: Artefacts, ids: Ids) => Artefacts;
interface Ids {
	readonly stories: readonly Story[];
	readonly contexts: readonly Context[];
	readonly components: readonly Component[];
}

const n = fc.nat(5);
const pick = <T>(values: readonly T[], at: number): T => {
	const value = values[at % values.length];
	if (value === undefined) throw new Error('There is at least one.');
	return value;
};

/** Replaces the one of that id, or adds it; others stay the same objects. */
function put<T extends { readonly id: string }>(all: readonly T[], one: T): readonly T[] {
	return all.some(({ id }) => id === one.id)
		? all.map((other) => (other.id === one.id ? one : other))
		: [...all, one];
}

const storyEdit = fc.record({ at: n, title: n, words: fc.array(n, { maxLength: 3 }) }).map(
	({ at, title, words }): Edit =>
		(artefacts, ids) => {
			const story = pick(ids.stories, at);
			const criteria = words.map((word, k) => ({
				id: pick(ids.stories, k).criteria[0]?.id ?? pick(story.criteria, 0).id,
				text: pick(WORDS, word),
			}));
			const next = { ...story, title: pick(TITLES, title), criteria };
			return { ...artefacts, stories: put(artefacts.stories, next) };
		},
);

const contextEdit = fc
	.record({
		at: n,
		type: fc.boolean(),
		entity: n,
		uses: fc.array(n, { maxLength: 3 }),
		stories: fc.array(n, { maxLength: 2 }),
		owns: fc.array(n, { maxLength: 2 }),
	})
	.map(
		({ at, type, entity, uses, stories, owns }): Edit =>
			(artefacts, ids) => {
				const next: Context = {
					...pick(ids.contexts, at),
					type: type ? 'domain' : 'coordination',
					entity: pick(['Book', 'book', ''], entity),
					dependencies: [...new Set(uses.map((use) => pick(ids.contexts, use).id))],
					stories: stories.map((one) => pick(ids.stories, one).id),
					components: owns.map((one) => pick(ids.components, one)),
				};
				return { ...artefacts, contexts: put(artefacts.contexts, next) };
			},
	);

const designEdit = fc
	.record({ at: n, body: n, context: n, criteria: fc.array(n, { maxLength: 2 }) })
	.map(
		({ at, body, context, criteria }): Edit =>
			(artefacts, ids) => {
				const { id, name, type } = pick(ids.components, at);
				const next: Design = {
					...{ id, component: name, type, context: pick(ids.contexts, context).id },
					criteria: criteria.flatMap((one) => pick(ids.stories, one).criteria[0]?.id ?? []),
					body: pick(BODIES, body),
				};
				return { ...artefacts, designs: put(artefacts.designs, next) };
			},
	);

const dropEdit = fc.record({ at: n, kind: n }).map(
	({ at, kind }): Edit =>
		({ stories, contexts, designs }) => ({
			stories: kind % 3 === 0 ? stories.filter((_, k) => k !== at) : stories,
			contexts: kind % 3 === 1 ? contexts.filter((_, k) => k !== at) : contexts,
			designs: kind % 3 === 2 ? designs.filter((_, k) => k !== at) : designs,
		}),
);

const edit = fc.oneof(storyEdit, contextEdit, designEdit, dropEdit);
const step = fc.record({ edit, preset: fc.option(n, { freq: 8 }) });

test('[VA5] what a keystroke re-checks adds up to what a look at everything finds', () => {
	const ids: Ids = {
		stories: Array.from({ length: 4 }, () => storyWith()),
		contexts: ['A', 'B', 'A.B', 'C'].map((name) => contextWith({ name: `Context ${name}` })),
		components: ['repository', 'route', 'odd'].map((type) => componentWith({ type })),
	};
	fc.assert(
		fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
			const checker = createChecker();
			let artefacts: Artefacts = { stories: [], contexts: [], designs: [] };
			let conventions = conventionsOf({ preset: 'typescript' });
			for (const { edit: make, preset } of steps) {
				artefacts = make(artefacts, ids);
				if (preset !== null) conventions = conventionsOf({ preset: pick(PRESETS, preset) });
				expect(checker(artefacts, conventions)).toEqual(check(artefacts, conventions));
			}
		}),
		{ numRuns: 150 },
	);
});

test.each(MAP_RULES.map((rule) => [rule.id, rule] as const))(
	'[VA5] %s reads the keys that it needs, and no others',
	(_, rule) => {
		const read = new Set<string>();
		const keys: Keys = {
			get stories() {
				read.add('stories');
				return [];
			},
			get contexts() {
				read.add('contexts');
				return [];
			},
			get designs() {
				read.add('designs');
				return [];
			},
		};
		rule.check(keys, conventionsOf({ preset: 'typescript' }));
		expect([...read].sort()).toEqual([...rule.needs].sort());
	},
);

test('[VA5] an artefact that did not change is not looked at again', () => {
	let reads = 0;
	const stories = Array.from({ length: 50 }, () => storyWith());
	const checker = createChecker();
	checker({ stories, contexts: [], designs: [] });
	const [first, ...others] = stories;
	if (first === undefined) throw new Error('There are fifty.');
	const watched = others.map((story) =>
		Object.defineProperty({ ...story }, 'criteria', {
			enumerable: true,
			get() {
				reads++;
				return story.criteria;
			},
		}),
	);
	checker({ stories: [first, ...watched], contexts: [], designs: [] });
	const once = reads;
	checker({ stories: [{ ...first, title: 'Another' }, ...watched], contexts: [], designs: [] });
	expect(once).toBeGreaterThan(0);
	expect(reads).toBe(once);
});
