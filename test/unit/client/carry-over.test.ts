import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { carryOver } from '#client/sync/carry-over.ts';
import { readStoryMetadata } from '#shared/artefact/story-metadata.ts';
import { openContextsDoc, readContexts } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc, readDesignText } from '#shared/doc/design-doc.ts';
import { addContext, addDependency } from '#shared/doc/edits/contexts.ts';
import { addCriterion, setCriterion } from '#shared/doc/edits/criteria.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import { addStory, removeStory, setStoryNotes, setStoryTitle } from '#shared/doc/edits/stories.ts';
import { openStoriesDoc, readStories, type StoriesDoc } from '#shared/doc/stories-doc.ts';
import { AcceptanceCriterionId, ContextId, StoryId } from '#shared/id.ts';
import { readFrontMatter } from '#shared/markdown/front-matter.ts';

const ME = { kind: 'person' as const, id: 'ada' };
const FIRST = StoryId.parse('st_0000000001');
const SECOND = StoryId.parse('st_0000000002');
const CRITERION = AcceptanceCriterionId.parse('ac_0000000001');

/** A founding of the stories with one Story of one criterion. */
function founding(): Y.Doc {
	const doc = new Y.Doc();
	const criteria = [{ id: CRITERION, text: 'A draft is kept.' }];
	const story = { id: FIRST, title: 'Keep a draft', narrative: '', criteria, notes: '' };
	addStory(openStoriesDoc(doc), story, undefined, ME);
	return doc;
}

function later(doc: Y.Doc, edit: (stories: StoriesDoc) => void): Y.Doc {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	edit(openStoriesDoc(copy));
	return copy;
}

function carry(name: string, base: Y.Doc, mine: Y.Doc, target: Y.Doc): void {
	const carried = { base: Y.encodeStateAsUpdate(base), mine: Y.encodeStateAsUpdate(mine) };
	carryOver(name, carried, target, ME);
}

describe('stories', () => {
	test('[OF8] words on both sides of a new founding survive, once each', () => {
		const base = founding();
		const mine = later(base, (doc) => setStoryTitle(doc, FIRST, 'Keep a draft offline', ME));
		const target = later(founding(), (doc) => {
			setCriterion(doc, FIRST, CRITERION, 'A draft is kept for a week.', ME);
		});
		carry('stories', base, mine, target);
		carry('stories', base, mine, target);
		const [story] = readStories(openStoriesDoc(target));
		expect(story?.title).toBe('Keep a draft offline');
		expect(story?.criteria.map(({ text }) => text)).toEqual(['A draft is kept for a week.']);
	});

	test('[OF8] what was added here is added there', () => {
		const base = founding();
		const mine = later(base, (doc) => {
			const story = { id: SECOND, title: 'Share', narrative: '', criteria: [], notes: '' };
			addStory(doc, story, undefined, ME);
			const criterion = { id: AcceptanceCriterionId.parse('ac_0000000002'), text: 'Offline too.' };
			addCriterion(doc, FIRST, criterion, undefined, ME);
		});
		const target = founding();
		carry('stories', base, mine, target);
		const stories = readStories(openStoriesDoc(target));
		expect(stories.map(({ title }) => title)).toEqual(['Keep a draft', 'Share']);
		expect(stories[0]?.criteria.map(({ text }) => text)).toEqual([
			'A draft is kept.',
			'Offline too.',
		]);
	});

	test('[OF8] what was deleted here goes there, unless someone has written in it since', () => {
		const base = founding();
		const mine = later(base, (doc) => removeStory(doc, FIRST, ME));
		const untouched = founding();
		carry('stories', base, mine, untouched);
		expect(readStories(openStoriesDoc(untouched))).toEqual([]);
		const edited = later(founding(), (doc) => setStoryTitle(doc, FIRST, 'Keep drafts', ME));
		carry('stories', base, mine, edited);
		expect(readStories(openStoriesDoc(edited)).map(({ title }) => title)).toEqual(['Keep drafts']);
	});
});

test('[OF8] a dependency drawn here is drawn there', () => {
	const [a, b] = [ContextId.parse('cx_0000000001'), ContextId.parse('cx_0000000002')];
	const base = new Y.Doc();
	for (const [id, name] of [
		[a, 'Orders'],
		[b, 'Billing'],
	] as const) {
		const unresolved = { dependencies: [], stories: [] };
		const fields = { entity: '', responsibilities: '', notes: '', unresolved };
		const lists = { dependencies: [], stories: [], components: [] };
		const context = { id, name, type: 'domain' as const, ...fields, ...lists };
		addContext(openContextsDoc(base), context, undefined, ME);
	}
	const state = Y.encodeStateAsUpdate(base);
	const [mine, target] = [new Y.Doc(), new Y.Doc()];
	Y.applyUpdate(mine, state);
	Y.applyUpdate(target, state);
	addDependency(openContextsDoc(mine), a, b, ME);
	carry('contexts', base, mine, target);
	expect(readContexts(openContextsDoc(target))[0]?.dependencies).toEqual([b]);
});

test('[OF8] a design’s text is merged by character', () => {
	const name = 'design:cp_0000000001';
	const [base, mine, target] = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
	setDesign(openDesignDoc(base), '# Drafts\n\nKeeps drafts.\n', ME);
	setDesign(openDesignDoc(mine), '# Drafts\n\nKeeps drafts, offline too.\n', ME);
	setDesign(openDesignDoc(target), '# Drafts and more\n\nKeeps drafts.\n', ME);
	carry(name, base, mine, target);
	expect(readDesignText(openDesignDoc(target))).toBe(
		'# Drafts and more\n\nKeeps drafts, offline too.\n',
	);
});

test('[OF8] front matter that both sides changed is YAML still: lists take in both, a value is one', () => {
	const name = 'design:cp_0000000001';
	const text = (type: string, criteria: string) =>
		`---\ncomponent: Drafts\ntype: ${type}\ncriteria: [${criteria}]\n---\n# Drafts\n`;
	const [base, mine, target] = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
	setDesign(openDesignDoc(base), text('module', 'ac_0000000001'), ME);
	setDesign(openDesignDoc(mine), text('service', 'ac_0000000001, ac_0000000002'), ME);
	setDesign(openDesignDoc(target), text('schema', 'ac_0000000001, ac_0000000003'), ME);
	carry(name, base, mine, target);
	carry(name, base, mine, target);
	const values = readFrontMatter(readDesignText(openDesignDoc(target)))?.values;
	expect(values).toMatchObject({ component: 'Drafts', type: 'service' });
	expect(new Set([values?.['criteria']].flat())).toEqual(
		new Set(['ac_0000000001', 'ac_0000000002', 'ac_0000000003']),
	);
});

test('[OF8] a priority that both sides changed is one priority, and tags are those of both', () => {
	const base = later(founding(), (doc) => setStoryNotes(doc, FIRST, notes(3, 'a'), ME));
	const mine = later(base, (doc) => setStoryNotes(doc, FIRST, notes(1, 'a, here'), ME));
	const target = later(founding(), (doc) => setStoryNotes(doc, FIRST, notes(2, 'a, there'), ME));
	carry('stories', base, mine, target);
	carry('stories', base, mine, target);
	const [story] = readStories(openStoriesDoc(target));
	const { priority, tags } = readStoryMetadata(story?.notes ?? '');
	expect(priority).toBe('1');
	expect(new Set(tags)).toEqual(new Set(['a', 'here', 'there']));
});

function notes(priority: number, tags: string): string {
	return `**Priority**: ${priority} · **Tags**: ${tags}`;
}
