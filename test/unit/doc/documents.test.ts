import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { absorbContexts, absorbStories } from '#shared/doc/absorb.ts';
import { openCommentsDoc, readThreads } from '#shared/doc/comments-doc.ts';
import { openContextsDoc, readContextBlocks, readContexts } from '#shared/doc/contexts-doc.ts';
import { docKindOf } from '#shared/doc/doc-name.ts';
import { addComment } from '#shared/doc/edits/comments.ts';
import { addContext, addDependency } from '#shared/doc/edits/contexts.ts';
import { addCriterion, moveCriterion, setCriterion } from '#shared/doc/edits/criteria.ts';
import {
	addStory,
	moveStory,
	removeStory,
	replaceStory,
	setStoryTitle,
} from '#shared/doc/edits/stories.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { seedOf } from '#shared/doc/seed.ts';
import {
	openStoriesDoc,
	readStories,
	readStoryBlocks,
	type StoriesDoc,
} from '#shared/doc/stories-doc.ts';
import { AcceptanceCriterionId, CommentId, ContextId, MemberId, StoryId } from '#shared/id.ts';
import { writeContextMap } from '#shared/markdown/context-map.ts';
import { readStories as readFile, writeStories } from '#shared/markdown/stories.ts';
import { story as anyStory, blocks, saysOf } from '#test/unit/markdown/arbitrary-stories.ts';

const ada: Origin = { kind: 'person', id: 'ada' };
const FILE = `# Shop

## Sign in

As a reader.

**Acceptance Criteria**
- It works
- It fails well

---

## Sign out

**Acceptance Criteria**
- It ends
`;

function docOf(text: string): StoriesDoc {
	const yDoc = new Y.Doc();
	Y.applyUpdate(yDoc, seedOf('stories', text).update);
	return openStoriesDoc(yDoc);
}

function printed(doc: StoriesDoc, base: string): string {
	return writeStories(base, readStoryBlocks(doc)).replace(/ <!-- [a-z]{2}_[0-9a-z]{10} -->/g, '');
}

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
		comments.threads.set('cm_0000000000', new Y.Map<unknown>([['comments', 4]]));
		expect(readThreads(comments)).toEqual([]);
		const comment = {
			id: CommentId.parse('cm_aaaaaaaaaa'),
			by: MemberId.parse('mb_aaaaaaaaaa'),
			at: '2026-01-02T03:04:05.000Z',
			text: 'Why?',
		};
		addComment(comments, { id: comment.id, anchor: 'title' }, comment, ada);
		expect(readThreads(comments)).toMatchObject([{ anchor: 'title', comments: [comment] }]);
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

	test('[DC6] a change in the file and one in the app both survive', () => {
		const doc = docOf(FILE);
		const [signIn] = readStories(doc);
		if (!signIn) throw new Error('There is one.');
		setStoryTitle(doc, signIn.id, 'Sign in here', ada);
		const next = FILE.replace('- It works', '- It works well')
			.replace('## Sign out', '## Help\n\n**Acceptance Criteria**\n- It helps\n\n## Sign out')
			.replace('# Shop', '# Bookshop');
		absorbStories(doc, FILE, next, ada);
		expect(printed(doc, next)).toBe(next.replace('## Sign in', '## Sign in here'));
	});

	test('[DC6] any file becomes any other in its document', () => {
		fc.assert(
			fc.property(blocks, blocks, (before, after) => {
				const [base, next] = [writeStories(null, before), writeStories(null, after)];
				const doc = docOf(base);
				absorbStories(doc, base, next, ada);
				expect(saysOf(readFile(writeStories(next, readStoryBlocks(doc))).blocks)).toEqual(
					saysOf(after),
				);
			}),
			{ numRuns: 200 },
		);
	});

	test('[DC6] context maps likewise', () => {
		const base =
			'# Map\n\n## A <!-- cx_aaaaaaaaaa -->\n**Type**: domain\n**Entity**: One\n\n### Components\n| Component | Type | Code |\n|---|---|---|\n| x | y | z <!-- cp_aaaaaaaaaa --> |\n';
		const next = base
			.replace('Entity**: One', 'Entity**: Two')
			.replace('| x | y | z', '| x | y | w');
		const yDoc = new Y.Doc();
		Y.applyUpdate(yDoc, seedOf('contexts', base).update);
		const doc = openContextsDoc(yDoc);
		absorbContexts(doc, base, next, [], ada);
		expect(writeContextMap(base, readContextBlocks(doc), [])).toBe(
			next
				.replace('cp_aaaaaaaaaa', 'cp_aaaaaaaaaa')
				.replace('**Entity**: Two\n', '**Entity**: Two\n'),
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

	test('[DC8] file to document to file loses nothing', () => {
		expect(printed(docOf(FILE), FILE)).toBe(FILE);
		fc.assert(
			fc.property(blocks, (list) => {
				const text = writeStories(null, list);
				expect(writeStories(text, readStoryBlocks(docOf(text)))).toBe(text);
			}),
		);
	});

	test('[DC9] only documents have names', () => {
		expect(docKindOf('design:cp_0123456789')).toEqual({ kind: 'design', id: 'cp_0123456789' });
		for (const name of [
			'',
			'design:',
			'design:st_0123456789',
			'comments:x',
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
