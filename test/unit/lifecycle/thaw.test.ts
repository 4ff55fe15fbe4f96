import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
import { AcceptanceCriterionId, ComponentId, ContextId, StoryId } from '#shared/id.ts';
import {
	canonicalContext,
	canonicalDesign,
	canonicalStory,
	canonicalTextOf,
} from '#shared/lifecycle/canonical-text.ts';
import { thaw } from '#shared/lifecycle/thaw.ts';

const ac = (n: number) => AcceptanceCriterionId.parse(`ac_000000000${n}`);

const story: Story = {
	id: StoryId.parse('st_0000000001'),
	title: 'Sign in',
	narrative: 'As a reader\n\n**Acceptance Criteria**\n\nI sign in.',
	criteria: [
		{ id: ac(1), text: 'It works.' },
		{ id: ac(2), text: 'Given a reader\n\n- when\n  - then' },
	],
	notes: '**Priority**: 1\n\nAsk Grace.\n\n**Notes**\n\nTwice.',
};

const context: Context = {
	id: ContextId.parse('cx_0000000001'),
	name: 'Accounts',
	type: 'domain',
	entity: 'Reader',
	responsibilities: 'Knows readers.\n\n**Dependencies**: none\n\n- signs in',
	dependencies: [ContextId.parse('cx_0000000002')],
	stories: [story.id],
	components: [],
	notes: '**Type**: domain\n**Dependencies**: none\n**Stories**: none',
	unresolved: { dependencies: [], stories: [] },
};

const design: Design = {
	id: ComponentId.parse('cp_0000000001'),
	component: 'Sign in',
	type: 'schema',
	context: context.id,
	criteria: [ac(1)],
	body: '# Sign in\n\ncriteria: none\n\n```ts\nconst a = 1;  \n```\n',
};

const ALL: readonly AnyArtefact[] = [
	{ kind: 'story', story },
	{ kind: 'context', context },
	{ kind: 'design', design },
];

const anyText = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc
		.array(
			fc.constantFrom(
				...['# a', '**Notes**', '**Acceptance Criteria**', '\\**Acceptance Criteria**', '- a', ''],
				...['  b', '```', 'Priority: 1', '**Dependencies**: none', '**Stories**: none', '\t', 'é'],
			),
		)
		.map((lines) => lines.join('\n')),
);

describe('a frozen text', () => {
	test.each(ALL)('[RV6] reads back into the $kind it was printed from', (artefact) => {
		const thawed = thaw(canonicalTextOf(artefact), artefact);
		expect(thawed).toMatchObject({ kind: artefact.kind });
	});

	test('[RV6] gives the fields a person wrote, and the ids of today', () => {
		const thawed = thaw(canonicalStory(story), {
			kind: 'story',
			story: { ...story, title: 'Later', criteria: story.criteria.toReversed() },
		});
		expect(thawed).toEqual({
			kind: 'story',
			story: { ...story, notes: 'Ask Grace.\n\n**Notes**\n\nTwice.' },
		});
		expect(
			thaw(canonicalContext(context), { kind: 'context', context: { ...context, name: 'B' } }),
		).toEqual({ kind: 'context', context });
	});

	test('[RV6] whatever the words, it is read exactly or not at all', () => {
		fc.assert(
			fc.property(anyText, anyText, anyText, anyText, (title, narrative, criterion, notes) => {
				const odd = { ...story, title, narrative, notes };
				const criteria = [criterion, 'b', criterion].map((text, n) => ({ id: ac(n + 1), text }));
				const artefact = { kind: 'story' as const, story: { ...odd, criteria } };
				const text = canonicalTextOf(artefact);
				const thawed = thaw(text, artefact);
				expect(thawed === null ? text : canonicalTextOf(thawed)).toBe(text);
			}),
			{ numRuns: 300 },
		);
	});

	test('[RV6] is not read where it is no such text', () => {
		for (const artefact of ALL) expect(thaw('# Sign in\n\n- It works\n', artefact)).toBeNull();
		const other = canonicalDesign(design);
		expect(thaw(`${other} `, { kind: 'design', design })).toBeNull();
	});

	test('[RV6] a criterion that was reworded keeps the id of its place', () => {
		const text = canonicalStory(story);
		const [first, second] = story.criteria;
		if (!first || !second) throw new Error('There are two.');
		const now = { ...story, criteria: [{ ...first, text: 'It works at once.' }, second] };
		const thawed = thaw(text, { kind: 'story', story: now });
		expect(thawed).toMatchObject({ story: { criteria: [{ id: ac(1) }, { id: ac(2) }] } });
	});
});
