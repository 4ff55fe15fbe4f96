import { describe, expect, test } from 'vitest';
import { mergeContext } from '#server/mcp/merge-context.ts';
import { mergeOrder, mergeSet } from '#server/mcp/merge-order.ts';
import { mergeStory } from '#server/mcp/merge-story.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';

const base: Story = {
	id: 'st_0000000001',
	title: 'Save a draft',
	narrative: 'As a writer I want drafts kept.',
	criteria: [
		{ id: 'ac_0000000001', text: 'A draft is kept.' },
		{ id: 'ac_0000000002', text: 'A draft has a date.' },
	],
	notes: '',
};

describe('stories', () => {
	test('[MC3] what both changed in different places survives', () => {
		const mine = { ...base, title: 'Save every draft' };
		const theirs = { ...base, narrative: 'As a writer I want drafts kept for ever.' };
		const { artefact, conflicts } = mergeStory(base, mine, theirs);
		expect(conflicts).toEqual([]);
		expect(artefact).toMatchObject({ title: mine.title, narrative: theirs.narrative });
	});

	test('[MC3] criteria that either side added are kept, and deleted ones are gone', () => {
		const mine = {
			...base,
			criteria: [...base.criteria, { id: 'ac_0000000003', text: 'Mine.' } as const],
		};
		const theirs = {
			...base,
			criteria: [{ id: 'ac_0000000004', text: 'Theirs.' } as const, ...base.criteria.slice(1)],
		};
		const { artefact, conflicts } = mergeStory(base, mine, theirs);
		expect(conflicts).toEqual([]);
		expect(artefact.criteria.map(({ id }) => id)).toEqual([
			'ac_0000000004',
			'ac_0000000002',
			'ac_0000000003',
		]);
	});

	test('[MC3] the same words changed by both are a conflict, and so is rewriting what was deleted', () => {
		const mine = { ...base, title: 'Save a note' };
		const theirs = { ...base, title: 'Save a letter' };
		expect(mergeStory(base, mine, theirs).conflicts).toEqual(['title']);
		const rewritten = {
			...base,
			criteria: [{ id: 'ac_0000000001', text: 'A draft is kept for a year.' } as const],
		};
		const deleted = { ...base, criteria: base.criteria.slice(1) };
		expect(mergeStory(base, rewritten, deleted).conflicts).toHaveLength(1);
	});
});

describe('contexts', () => {
	const context: Context = {
		id: 'cx_0000000001',
		name: 'Drafts',
		type: 'domain',
		entity: 'Draft',
		responsibilities: 'Keeps drafts.',
		dependencies: [],
		stories: ['st_0000000001'],
		components: [{ id: 'cp_0000000001', name: 'Draft', type: 'schema', code: 'lib/draft.ts' }],
		notes: '',
		unresolved: { dependencies: [], stories: [] },
	};

	test('[MC3] links and components of both are kept', () => {
		const mine: Context = { ...context, stories: ['st_0000000001', 'st_0000000002'] };
		const theirs: Context = {
			...context,
			stories: [],
			components: [
				...context.components,
				{ id: 'cp_0000000002', name: 'Drafts', type: 'context', code: '' },
			],
		};
		const { artefact, conflicts } = mergeContext(context, mine, theirs);
		expect(conflicts).toEqual([]);
		expect(artefact.stories).toEqual(['st_0000000002']);
		expect(artefact.components).toHaveLength(2);
	});

	test('[MC3] a component given two paths is a conflict', () => {
		const withCode = (code: string): Context => ({
			...context,
			components: context.components.map((component) => ({ ...component, code })),
		});
		const { conflicts } = mergeContext(context, withCode('lib/a.ts'), withCode('lib/b.ts'));
		expect(conflicts).toEqual(['code of component cp_0000000001']);
	});
});

test('an order that I changed wins, with their additions behind what they stood behind', () => {
	expect(mergeOrder(['a', 'b', 'c'], ['c', 'a', 'b'], ['a', 'x', 'b', 'c'])).toEqual([
		'c',
		'a',
		'x',
		'b',
	]);
	expect(mergeOrder(['a', 'b'], ['a', 'b', 'm'], ['b', 'a'])).toEqual(['b', 'm', 'a']);
});

test('sets keep what either added and lose what either removed', () => {
	expect(mergeSet(['a', 'b'], ['a', 'm'], ['b', 'a', 't'])).toEqual(['a', 'm', 't']);
});
