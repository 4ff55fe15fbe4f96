import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { absorbStories } from '#shared/doc/absorb.ts';
import { openCommentsDoc, readThreads } from '#shared/doc/comments-doc.ts';
import { openContextsDoc, readContexts } from '#shared/doc/contexts-doc.ts';
import { docKindOf } from '#shared/doc/doc-name.ts';
import { addContext, addDependency } from '#shared/doc/edits/contexts.ts';
import { addCriterion, moveCriterion, setCriterion } from '#shared/doc/edits/criteria.ts';
import {
	addStory,
	moveStory,
	removeStory,
	replaceStory,
	setStoryTitle,
} from '#shared/doc/edits/stories.ts';
import { seedOf } from '#shared/doc/seed.ts';
import { openStoriesDoc, readStories, readStoryBlocks } from '#shared/doc/stories-doc.ts';
import { AcceptanceCriterionId, ContextId, StoryId } from '#shared/id.ts';
import { ada, docOf, FILE } from '#test/unit/doc/shop-document.ts';
import { story as anyStory } from '#test/unit/markdown/arbitrary-stories.ts';

describe('documents', { timeout: 60_000 }, () => {
	test('[DC1] equal seeds are equal bytes, different texts other generations', () => {
		expect(seedOf('stories', FILE)).toEqual(seedOf('stories', FILE));
		expect(seedOf('stories', `${FILE}x`).generation).not.toBe(seedOf('stories', FILE).generation);
		expect(seedOf('contexts', '').generation).not.toBe(seedOf('stories', '').generation);
		const map = '## Accounts\n**Type**: domain\n**Stories**\n- Sign in\n';
		const named = { stories: [{ id: StoryId.parse('st_aaaaaaaaaa'), title: 'Sign in' }] };
		expect(seedOf('contexts', map, named).generation).not.toBe(seedOf('contexts', map).generation);
	});

	test('[DC2] what peers left malformed is skipped', () => {
		const doc = docOf(FILE);
		doc.blocks.set('st_0000000000', 'no map');
		doc.blocks.set('nonsense', new Y.Map([['kind', 'story']]));
		doc.blocks.set(
			'st_0000000001',
			new Y.Map<unknown>([
				['kind', 'story'],
				['title', 7],
				['criteria', 'x'],
			]),
		);
		const titles = readStories(doc).map(({ title }) => title);
		expect(titles.toSorted()).toEqual(['', 'Sign in', 'Sign out']);
		const contexts = openContextsDoc(new Y.Doc());
		contexts.blocks.set(
			'cx_0000000000',
			new Y.Map<unknown>([
				['kind', 'context'],
				['type', 'x'],
				['stories', 3],
			]),
		);
		expect(readContexts(contexts)).toMatchObject([{ type: 'domain', stories: [] }]);
		const comments = openCommentsDoc(new Y.Doc());
		comments.comments.set('cm_0000000000', new Y.Map<unknown>([['text', 4]]));
		comments.former.set('cm_0000000001', new Y.Map<unknown>([['comments', 4]]));
		comments.comments.set('nonsense', 7);
		expect(readThreads(comments)).toEqual([]);
	});

	test('[DC3] each edit is one transaction of its origin', () => {
		const doc = docOf(FILE);
		const origins: unknown[] = [];
		doc.yDoc.on('afterTransaction', (transaction: Y.Transaction) => {
			if (transaction.changed.size > 0) origins.push(transaction.origin);
		});
		const [first, second] = readStories(doc);
		if (!first || !second) throw new Error('There are two.');
		const added = { id: AcceptanceCriterionId.parse('ac_0000000000'), text: 'More' };
		setStoryTitle(doc, first.id, 'Sign in by email', ada);
		addCriterion(doc, first.id, added, null, ada);
		moveCriterion(doc, first.id, added.id, first.criteria[0]?.id ?? null, ada);
		setCriterion(doc, first.id, added.id, 'Even more', ada);
		moveStory(doc, second.id, null, ada);
		removeStory(doc, first.id, ada);
		addStory(doc, first, null, ada);
		expect(origins).toEqual(Array.from({ length: 7 }, () => ada));
		expect(readStoryBlocks(doc).map((block) => block.kind)).toEqual([
			'text',
			'story',
			'story',
			'text',
		]);
		expect(readStories(doc).map(({ title }) => title)).toEqual(['Sign in', 'Sign out']);
	});

	test('[DC3] replacing a story with any other makes it read so', () => {
		fc.assert(
			fc.property(anyStory, anyStory, (before, after) => {
				const doc = openStoriesDoc(new Y.Doc());
				addStory(doc, before, undefined, ada);
				replaceStory(doc, { ...after, id: before.id }, ada);
				expect(readStories(doc)).toEqual([{ ...after, id: before.id }]);
			}),
		);
	});

	test('[DC7] a dependency that closes a cycle is refused with its path', () => {
		const doc = openContextsDoc(new Y.Doc());
		const ids = ['cx_aaaaaaaaaa', 'cx_bbbbbbbbbb', 'cx_cccccccccc'].map((id) =>
			ContextId.parse(id),
		);
		const empty = {
			type: 'domain' as const,
			entity: '',
			responsibilities: '',
			dependencies: [],
			stories: [],
			components: [],
			notes: '',
			unresolved: { dependencies: [], stories: [] },
		};
		for (const [n, id] of ids.entries())
			addContext(doc, { ...empty, id, name: 'ABC'.charAt(n) }, undefined, ada);
		const [a, b, c] = ids;
		if (!a || !b || !c) throw new Error('There are three.');
		expect(addDependency(doc, a, b, ada).ok).toBe(true);
		expect(addDependency(doc, b, c, ada).ok).toBe(true);
		const refused = addDependency(doc, c, a, ada);
		expect(refused.ok ? '' : refused.error.reason).toContain('C → A → B → C');
		expect(addDependency(doc, a, a, ada).ok).toBe(false);
		expect(readContexts(doc).map(({ dependencies }) => dependencies.length)).toEqual([1, 1, 0]);
	});

	test('[DC9] only documents have names', () => {
		expect(docKindOf('design:cp_0123456789')).toEqual({ kind: 'design', id: 'cp_0123456789' });
		expect(docKindOf('layout')).toEqual({ kind: 'layout' });
		for (const name of [
			'',
			'design:',
			'design:st_0123456789',
			'comments:x',
			'layout:',
			'../stories',
			'stories ',
		]) {
			expect(docKindOf(name)).toBeNull();
		}
	});

	test('[DC10] an edit outlives a deletion on the other side', () => {
		const edited = docOf(FILE);
		const [signIn] = readStories(edited);
		if (!signIn) throw new Error('There is one.');
		setStoryTitle(edited, signIn.id, 'Kept', ada);
		const without = `# Shop\n\n${FILE.slice(FILE.indexOf('## Sign out'))}`;
		absorbStories(edited, FILE, without, ada);
		expect(readStories(edited).map(({ title }) => title)).toEqual(['Kept', 'Sign out']);
		const deleted = docOf(FILE);
		removeStory(deleted, signIn.id, ada);
		absorbStories(deleted, FILE, FILE.replace('- It works', '- It works well'), ada);
		expect(readStories(deleted).map(({ title }) => title)).toEqual(['Sign in', 'Sign out']);
	});
});
