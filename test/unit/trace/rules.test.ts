import { describe, expect, test } from 'vitest';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Design } from '#shared/artefact/design.ts';
import { AcceptanceCriterionId, ComponentId, ContextId } from '#shared/id.ts';
import { downstreamOf, upstreamOf } from '#shared/lifecycle/upstream.ts';
import { readDesign } from '#shared/markdown/design.ts';
import { check } from '#shared/trace/checker.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { EXAMPLE } from '#shared/trace/example.ts';
import { hiddenCharactersIn } from '#shared/trace/hidden-character.ts';
import { codePathOf, designPathOf, tracePathsOf } from '#shared/trace/paths.ts';
import { phoenix } from '#shared/trace/presets/phoenix.ts';
import { PRESETS } from '#shared/trace/presets/presets.ts';
import { typescript } from '#shared/trace/presets/typescript.ts';
import { statusOf } from '#shared/trace/status.ts';
import { componentWith, contextWith, storyWith } from '#test/fixtures/artefacts.ts';

const example: Artefacts = {
	stories: EXAMPLE.stories,
	contexts: EXAMPLE.contexts,
	designs: EXAMPLE.designs.flatMap(({ markdown }) => readDesign(markdown).design ?? []),
};

function design(change: Partial<Design> = {}): Design {
	return {
		id: componentWith().id,
		component: 'X',
		type: 'schema',
		context: null,
		criteria: [],
		body: '# X\n',
		...change,
	};
}

function rulesOf(artefacts: Partial<Artefacts>): string[] {
	const whole = { stories: [], contexts: [], designs: [], ...artefacts };
	return [
		...new Set(check(whole, conventionsOf({ preset: 'typescript' })).map(({ rule }) => rule)),
	];
}

describe('stories', () => {
	test('[TR1] the example has nothing to find but hints', () => {
		expect(
			check(example, conventionsOf({ preset: 'typescript' })).filter(
				({ severity }) => severity !== 'info',
			),
		).toEqual([]);
	});

	test.each([
		['story-without-criteria', [storyWith({ says: [] })]],
		['title-used-twice', [storyWith({ title: 'A' }), storyWith({ title: ' a' })]],
		['title-missing', [storyWith({ title: ' ' })]],
		['untestable-words', [storyWith({ says: ['It is fast, etc.'] })]],
		['untestable-words', [storyWith({ says: ['Users and/or guests sign in'] })]],
		['story-form', [storyWith({ narrative: 'Sign-in.' })]],
		['many-criteria', [storyWith({ says: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })]],
		['same-criterion', [storyWith({ says: ['It works.', 'it **works**'] })]],
		['hidden-characters', [storyWith({ says: ['It\u200B works'] })]],
	])('[TR1] %s', (rule, stories) => {
		expect(rulesOf({ stories })).toContain(rule);
	});

	test('[TR1] bold role sentences are in form', () => {
		const narrative = '**As a** reader\n**I want to** read\n**So that I** learn';
		expect(
			rulesOf({
				stories: [storyWith({ narrative }), storyWith({ says: ['Breakfast is served'] })],
			}),
		).toEqual([]);
		for (const who of ['anyone who reads', 'somebody in a hurry', 'whoever pays', 'every reader']) {
			const told = storyWith({ narrative: `As ${who}, I want to read, so that I learn.` });
			expect(rulesOf({ stories: [told] })).not.toContain('story-form');
		}
	});

	test('[TR8] what an emoji or a script needs is not hidden', () => {
		for (const fine of ['👩‍💻 works', 'می‌خواهم', 'क्‍ष', 'tab\tand\nline', '❤️']) {
			expect(hiddenCharactersIn(fine)).toEqual([]);
		}
		for (const bad of [
			'a\u202Eb',
			'a\u200Db',
			'\uFEFFa',
			'a\u2066',
			'x\u{E0041}',
			'a\u0000',
			'1\u200D2',
		]) {
			expect(hiddenCharactersIn(bad)).toHaveLength(1);
		}
	});
});

describe('contexts', () => {
	const a = contextWith();
	const seven = Array.from({ length: 7 }, () => storyWith());
	test.each<[string, Partial<Artefacts>]>([
		[
			'entity-owned-twice',
			{ contexts: [contextWith({ entity: 'E' }), contextWith({ entity: 'e ' })] },
		],
		['coordination-owns', { contexts: [contextWith({ type: 'coordination' })] }],
		['domain-without-entity', { contexts: [contextWith({ entity: '' })] }],
		['domain-dependency', { contexts: [a, contextWith({ dependencies: [a.id] })] }],
		['story-unmapped', { contexts: [a], stories: [storyWith()] }],
		[
			'story-mapped-twice',
			{
				stories: seven,
				contexts: [
					contextWith({ stories: seven.map(({ id }) => id) }),
					contextWith({ stories: seven.slice(0, 1).map(({ id }) => id) }),
				],
			},
		],
		[
			'context-size',
			{ stories: seven, contexts: [contextWith({ stories: seven.map(({ id }) => id) })] },
		],
		['context-orphan', { contexts: [a] }],
		[
			'context-fan-out',
			{
				contexts: [
					contextWith({
						dependencies: seven.map(({ id }) => ContextId.parse(id.replace('st', 'cx'))),
					}),
				],
			},
		],
		[
			'name-unresolved',
			{ contexts: [contextWith({ unresolved: { dependencies: ['Gone'], stories: [] } })] },
		],
		[
			'name-unresolved',
			{ contexts: [contextWith({ dependencies: [ContextId.parse('cx_zzzzzzzzzz')] })] },
		],
		[
			'component-type-unknown',
			{
				contexts: [
					contextWith({
						components: [
							{ id: ComponentId.parse('cp_zzzzzzzzzz'), name: 'X', type: 'gizmo', code: '' },
						],
					}),
				],
			},
		],
	])('[TR2] %s', (rule, artefacts) => {
		expect(rulesOf(artefacts)).toContain(rule);
	});

	test('[TR4] a cycle of four is found once, with its path', () => {
		const ids = ['a', 'b', 'c', 'd'].map((end) => ContextId.parse(`cx_${end.repeat(10)}`));
		const contexts = ids.map((id, n) =>
			contextWith({
				id,
				name: 'ABCD'.charAt(n),
				dependencies: ids.slice((n + 1) % 4, ((n + 1) % 4) + 1),
			}),
		);
		const found = check({ stories: [], contexts, designs: [] }).filter(
			({ rule }) => rule === 'context-cycle',
		);
		expect(found.map(({ message }) => message)).toEqual([
			'Dependencies go in a circle: A → B → C → D → A.',
		]);
		const [first] = contexts;
		expect(found.map(({ artefact }) => artefact)).toEqual([first?.id]);
	});
});

test.each<[string, Partial<Design>]>([
	['design-without-component', {}],
	['section-empty', { body: '# X\n\n## Purpose\n\n## Fields\n' }],
	['criterion-unknown', { criteria: [AcceptanceCriterionId.parse('ac_zzzzzzzzzz')] }],
])('[TR3] %s', (rule, change) => {
	const around = { stories: [storyWith()], contexts: [contextWith()] };
	expect(rulesOf({ ...around, designs: [design(change)] })).toContain(rule);
});

test('[TR5] what rests on what', () => {
	const [signIn] = example.stories;
	const [accounts] = example.contexts;
	const [session] = example.designs;
	if (!signIn || !accounts || !session) throw new Error('The example has one of each.');
	expect(upstreamOf(example, session.id)).toEqual([accounts.id, signIn.id]);
	expect(upstreamOf(example, accounts.id)).toEqual([...accounts.stories].sort());
	expect(upstreamOf(example, signIn.id)).toEqual([]);
	expect(downstreamOf(example, signIn.id).toSorted()).toEqual([session.id, accounts.id].toSorted());
});

test('[TR6] paths lead from code to test and design and back, and never out', () => {
	expect(tracePathsOf(phoenix, 'lib/shop/cart.ex')).toEqual({
		code: 'lib/shop/cart.ex',
		tests: ['test/shop/cart_test.exs'],
		design: 'docs/design/shop/cart.md',
	});
	expect(tracePathsOf(typescript, 'packages/core/src/a/b.tsx')?.design).toBe(
		'docs/design/core/a/b.md',
	);
	expect(codePathOf(phoenix, 'docs/design/shop/cart.md')).toBe('lib/shop/cart.ex');
	for (const bad of ['../x.ts', 'src/../../x.ts', '/etc/passwd', 'src\\..\\x.ts', 'src//x.ts']) {
		expect(tracePathsOf(typescript, bad)).toBeNull();
		expect(designPathOf(typescript, { name: 'My Thing', code: bad })).toBe(
			'docs/design/my-thing.md',
		);
	}
	for (const preset of PRESETS.values()) expect(preset.componentTypes.length).toBeGreaterThan(0);
});

test('[TR7] status counts each artefact once', () => {
	const status = statusOf(
		example,
		() => ({ phase: 'draft', standing: 'suspect', changedSinceApproval: true }),
		check(example),
		{ events: 3 },
	);
	const counted = { total: 3, draft: 3, suspect: 3, changed: 3, approved: 0 };
	expect(status.stories).toMatchObject(counted);
	expect(status.criteria).toBe(6);
	expect(status.findings.error).toBe(0);
	expect(status.log).toEqual({ events: 3, verified: true });
});
