import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { AcceptanceCriterionId, ComponentId, StoryId } from '#shared/id.ts';
import { impactOf } from '#shared/trace/map/impact.ts';
import { anyMap, context, contextId } from '#test/unit/map/example-map.ts';

const story = (n: number) => StoryId.parse(`st_000000000${n}`);
const criterion = (n: number) => AcceptanceCriterionId.parse(`ac_000000000${n}`);
const component = (n: number) => ComponentId.parse(`cp_000000000${n}`);

/**
 * Checkout (2) ─▶ Orders (1) ─▶ Accounts (0). Accounts satisfies story 0 and owns component 0, whose
 * Design serves its criterion 0; Orders satisfies story 1 and owns component 1.
 */
function shop(): Artefacts {
	const accounts = { ...context(0), stories: [story(0)], components: [part(0)] };
	const orders = { ...context(1, [0]), stories: [story(1)], components: [part(1)] };
	return {
		stories: [storyOf(0, [0, 1]), storyOf(1, [2])],
		contexts: [accounts, orders, context(2, [1])],
		designs: [
			{
				id: component(0),
				component: 'Session',
				type: 'module',
				context: contextId(0),
				criteria: [criterion(0)],
				body: '',
			},
		],
	};
}

function part(n: number) {
	return { id: component(n), name: `P${n}`, type: 'module', code: '' };
}

function storyOf(n: number, criteria: readonly number[]) {
	const texts = criteria.map((one) => ({ id: criterion(one), text: 'It holds' }));
	return { id: story(n), title: `S${n}`, narrative: '', criteria: texts, notes: '' };
}

function ways(...args: Parameters<typeof impactOf>): string[] {
	return impactOf(...args).map(({ path }) => path.join(' '));
}

describe('impact', { timeout: 60_000 }, () => {
	test('[MP5] a context: what depends on it, what it owns, and the stories at stake', () => {
		const [a, b, c] = [0, 1, 2].map(contextId);
		expect(ways(shop(), contextId(0))).toEqual([
			`${a} ${b}`,
			`${a} ${story(0)}`,
			`${a} ${component(0)}`,
			`${a} ${b} ${c}`,
			`${a} ${b} ${story(1)}`,
			`${a} ${b} ${component(1)}`,
		]);
	});

	test('[MP5] a component reaches its context and on, never what lies beside it', () => {
		const beside = shop();
		const [accounts, ...rest] = beside.contexts;
		if (accounts === undefined) throw new Error('It is there.');
		const more = { ...accounts, components: [part(0), part(5)] };
		const found = impactOf({ ...beside, contexts: [more, ...rest] }, component(0));
		const ids = found.map(({ id }) => id);
		expect(ids).toEqual([
			contextId(0),
			contextId(1),
			story(0),
			contextId(2),
			story(1),
			component(1),
		]);
		expect(ids).not.toContain(component(5));
	});

	test('[MP5] a story and a criterion reach what satisfies and serves them', () => {
		expect(ways(shop(), story(0)).slice(0, 2)).toEqual([
			`${story(0)} ${contextId(0)}`,
			`${story(0)} ${component(0)}`,
		]);
		expect(impactOf(shop(), criterion(0)).map(({ id }) => id)).toContain(component(0));
		// The Design serves another criterion of that story only.
		expect(ways(shop(), criterion(1))).toContain(`${criterion(1)} ${story(0)} ${contextId(0)}`);
		expect(ways(shop(), criterion(1))).not.toContain(`${criterion(1)} ${component(0)}`);
		expect(impactOf(shop(), story(9))).toEqual([]);
	});

	test('[MP5] the other way: what an artefact rests on', () => {
		expect(ways(shop(), contextId(2), 'dependencies')).toEqual([
			`${contextId(2)} ${contextId(1)}`,
			`${contextId(2)} ${contextId(1)} ${contextId(0)}`,
			`${contextId(2)} ${contextId(1)} ${story(1)}`,
			`${contextId(2)} ${contextId(1)} ${contextId(0)} ${story(0)}`,
		]);
		expect(ways(shop(), component(0), 'dependencies')).toEqual([
			`${component(0)} ${contextId(0)}`,
			`${component(0)} ${story(0)}`,
			`${component(0)} ${criterion(0)}`,
		]);
	});

	test('[MP5] what a design refers to reaches it', () => {
		const all = shop();
		const body = `# Session\n\nUses [[P1]]<!-- ${component(1)} -->, [[Session]]<!-- ${component(0)} -->.\n`;
		const designs = all.designs.map((design) => ({ ...design, body }));
		expect(ways({ ...all, designs }, component(1))).toContain(`${component(1)} ${component(0)}`);
		expect(ways({ ...all, designs }, component(0), 'dependencies')).toContain(
			`${component(0)} ${component(1)}`,
		);
	});

	test('[MP5] on any map: exactly what reaches it, by a shortest way of real dependencies', () => {
		fc.assert(
			fc.property(anyMap(), fc.nat({ max: 6 }), (contexts, n) => {
				const start = contexts[n % contexts.length]?.id ?? contextId(0);
				const distance = new Map([[start, 0]]);
				for (const [to, far] of distance)
					for (const { id, dependencies } of contexts)
						if (dependencies.includes(to) && !distance.has(id)) distance.set(id, far + 1);
				const found = impactOf({ stories: [], contexts, designs: [] }, start);
				const lengths = new Map(found.map(({ id, path }) => [id, path.length - 1]));
				distance.delete(start);
				expect([...lengths].toSorted()).toEqual([...distance].toSorted());
				for (const { path } of found) {
					for (const [at, id] of path.slice(1).entries()) {
						const own = contexts.find((one) => one.id === id);
						expect(own?.dependencies).toContain(path[at]);
					}
				}
			}),
		);
	});
});
