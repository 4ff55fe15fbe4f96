import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCriteria, moveCriteria } from '#shared/doc/edits/criteria.ts';
import { moveStories, removeStories, rewriteNotes } from '#shared/doc/edits/many-stories.ts';
import { mergeStories } from '#shared/doc/edits/merge-stories.ts';
import { type SplitPlace, splitStory } from '#shared/doc/edits/split-story.ts';
import { setStoryNotes, setStoryTitle } from '#shared/doc/edits/stories.ts';
import {
	openStoriesDoc,
	readStories,
	readStoryBlocks,
	type StoriesDoc,
} from '#shared/doc/stories-doc.ts';
import { AcceptanceCriterionId, StoryId } from '#shared/id.ts';
import { ada, docOf, FILE } from '#test/unit/doc/shop-document.ts';

const NEW = {
	story: StoryId.parse('st_0000000new'),
	criterion: AcceptanceCriterionId.parse('ac_0000000new'),
};
const FOUR = `# Shop\n\n${['One', 'Two', 'Three', 'Four'].map((title) => `## ${title}\n\n**Acceptance Criteria**\n- It works\n`).join('\n---\n\n')}`;

function titles(doc: StoriesDoc): string[] {
	return readStories(doc).map(({ title }) => title);
}

function texts(doc: StoriesDoc): string[][] {
	return readStories(doc).map(({ criteria }) => criteria.map(({ text }) => text));
}

function open(file: string) {
	const doc = docOf(file);
	const ids = readStories(doc).map(({ id }) => id);
	const at = (n: number) => {
		const id = ids[n];
		if (id === undefined) throw new Error(`There is a Story ${n}.`);
		return id;
	};
	const criterion = (story: number, n: number) => {
		const id = readStories(doc)[story]?.criteria[n]?.id;
		if (id === undefined) throw new Error(`There is a criterion ${n}.`);
		return id;
	};
	return { doc, at, criterion };
}

describe('many at once', () => {
	test('[SE2] Stories move together and keep the order they are given in', () => {
		const { doc, at } = open(FOUR);
		moveStories(doc, [at(3), at(0)], at(1), ada);
		expect(titles(doc)).toEqual(['Two', 'Four', 'One', 'Three']);
		moveStories(doc, [at(1), at(2)], null, ada);
		expect(titles(doc)).toEqual(['Two', 'Three', 'Four', 'One']);
	});

	test('[SE2] text between Stories stays, whatever moves', () => {
		const { doc, at } = open(FOUR);
		moveStories(doc, [at(0), at(1)], at(3), ada);
		const blocks = readStoryBlocks(doc).map((block) =>
			block.kind === 'text' ? block.text : block.story.title,
		);
		expect(blocks.filter((text) => text === '---')).toHaveLength(3);
		expect(blocks[0]).toContain('# Shop');
	});

	test('[SE3] what one person does to many is one step of undo', () => {
		const { doc, at } = open(FOUR);
		const undo = new Y.UndoManager(doc.yDoc, { trackedOrigins: new Set([ada]) });
		rewriteNotes(doc, [at(0), at(1)], () => '**Priority**: 1', ada);
		expect(readStories(doc).map(({ notes }) => notes)).toEqual([
			'**Priority**: 1',
			'**Priority**: 1',
			'',
			'',
		]);
		undo.stopCapturing();
		removeStories(doc, [at(0), at(2)], ada);
		expect(titles(doc)).toEqual(['Two', 'Four']);
		undo.undo();
		expect(titles(doc)).toEqual(['One', 'Two', 'Three', 'Four']);
		undo.undo();
		expect(readStories(doc).every(({ notes }) => notes === '')).toBe(true);
	});
});

describe('a split', () => {
	const cut = (place: (world: ReturnType<typeof open>) => SplitPlace) => {
		const world = open(FILE);
		setStoryNotes(world.doc, world.at(0), 'Text.\n\n**Priority**: 2 · **Tags**: a', ada);
		splitStory(world.doc, world.at(0), place(world), NEW, ada);
		const [first, second] = readStories(world.doc);
		if (first === undefined || second === undefined) throw new Error('There are two.');
		return { ...world, first, second };
	};

	test('[SE4] in the narrative puts the rest into a Story right below, planned alike', () => {
		const { first, second } = cut(() => ({ narrative: 4 }));
		expect([first.narrative, second.narrative]).toEqual(['As a', 'reader.'].map((s) => s.trim()));
		expect(second).toMatchObject({ id: NEW.story, notes: '**Priority**: 2 · **Tags**: a' });
		expect(first.criteria).toHaveLength(2);
	});

	test('[SE4] in a criterion takes the ones below along, with their ids', () => {
		const before = open(FILE);
		const { first, second } = cut(({ criterion }) => ({ criterion: criterion(0, 0), at: 3 }));
		expect(first.criteria.map(({ text }) => text)).toEqual(['It']);
		expect(second.criteria).toEqual([
			{ id: NEW.criterion, text: 'works' },
			{ id: before.criterion(0, 1), text: 'It fails well' },
		]);
	});

	test('[SE4] at either end of a criterion cuts no words', () => {
		const start = cut(({ criterion }) => ({ criterion: criterion(0, 1), at: 0 }));
		expect(texts(start.doc).slice(0, 2)).toEqual([['It works'], ['It fails well']]);
		const end = cut(({ criterion }) => ({ criterion: criterion(0, 0), at: 8 }));
		expect(texts(end.doc).slice(0, 2)).toEqual([['It works'], ['It fails well']]);
		expect(end.second.criteria[0]?.id).toBe(open(FILE).criterion(0, 1));
	});

	test('[SE4] by criteria moves those, with their ids', () => {
		const { first, second } = cut(({ criterion }) => ({ criteria: [criterion(0, 0)] }));
		expect(first.criteria.map(({ text }) => text)).toEqual(['It fails well']);
		expect(second.criteria).toEqual([{ id: open(FILE).criterion(0, 0), text: 'It works' }]);
	});
});

describe('a merge', () => {
	test('[SE5] keeps every word and every criterion with its id', () => {
		const { doc, at } = open(FILE);
		const before = readStories(doc).flatMap(({ criteria }) => criteria);
		setStoryNotes(doc, at(1), 'Ask Ben.\n\n**Tags**: b', ada);
		mergeStories(doc, at(0), [at(1)], new Set(), ada);
		expect(readStories(doc)).toEqual([
			{
				id: at(0),
				title: 'Sign in',
				narrative: 'As a reader.\n\nSign out',
				criteria: before,
				notes: 'Ask Ben.\n\n**Tags**: b',
			},
		]);
	});

	test('[SE5] leaves a Story that the log names in place, without criteria', () => {
		const { doc, at } = open(FILE);
		mergeStories(doc, at(1), [at(0)], new Set([at(0)]), ada);
		expect(titles(doc)).toEqual(['Sign in', 'Sign out']);
		expect(texts(doc)).toEqual([[], ['It ends', 'It works', 'It fails well']]);
	});

	test('[SE5] while someone else types in it loses nothing of theirs', () => {
		const { doc, at } = open(FILE);
		const other = openStoriesDoc(new Y.Doc());
		Y.applyUpdate(other.yDoc, Y.encodeStateAsUpdate(doc.yDoc));
		setStoryTitle(other, at(0), 'Sign in with email', ada);
		mergeStories(doc, at(0), [at(1)], new Set(), ada);
		Y.applyUpdate(doc.yDoc, Y.encodeStateAsUpdate(other.yDoc));
		expect(titles(doc)).toEqual(['Sign in with email']);
		expect(texts(doc)).toEqual([['It works', 'It fails well', 'It ends']]);
	});
});

describe('criteria', () => {
	test('[SE6] move to another Story with their ids, in order', () => {
		const { doc, at, criterion } = open(FILE);
		const ids = [criterion(0, 1), criterion(0, 0)];
		moveCriteria(doc, at(0), ids, at(1), undefined, ada);
		expect(texts(doc)).toEqual([[], ['It ends', 'It fails well', 'It works']]);
		expect(
			readStories(doc)[1]
				?.criteria.slice(1)
				.map(({ id }) => id),
		).toEqual(ids);
	});

	test('several are added in order', () => {
		const { doc, at, criterion } = open(FILE);
		const added = [
			{ id: NEW.criterion, text: 'a' },
			{ id: AcceptanceCriterionId.parse('ac_0000000nex'), text: 'b' },
		];
		addCriteria(doc, at(0), added, criterion(0, 0), ada);
		expect(texts(doc)[0]).toEqual(['It works', 'a', 'b', 'It fails well']);
	});
});
