import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { absorbContexts, absorbStories } from '#shared/doc/absorb.ts';
import { openContextsDoc, readContextBlocks } from '#shared/doc/contexts-doc.ts';
import { setStoryTitle } from '#shared/doc/edits/stories.ts';
import { seedOf } from '#shared/doc/seed.ts';
import { readStories, readStoryBlocks } from '#shared/doc/stories-doc.ts';
import { writeContextMap } from '#shared/markdown/context-map.ts';
import { readStories as readFile, writeStories } from '#shared/markdown/stories.ts';
import { ada, docOf, FILE, printed } from '#test/unit/doc/shop-document.ts';
import { blocks, saysOf } from '#test/unit/markdown/arbitrary-stories.ts';

describe('documents and their files', { timeout: 60_000 }, () => {
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

	test('[DC8] file to document to file loses nothing', () => {
		expect(printed(docOf(FILE), FILE)).toBe(FILE);
		fc.assert(
			fc.property(blocks, (list) => {
				const text = writeStories(null, list);
				expect(writeStories(text, readStoryBlocks(docOf(text)))).toBe(text);
			}),
		);
	});
});
