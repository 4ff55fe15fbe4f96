import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeDesign3 } from '#shared/doc/merge-design.ts';
import { mergeNotes3 } from '#shared/doc/merge-notes.ts';
import { readFrontMatter } from '#shared/markdown/front-matter.ts';

const BASE = `---
id: cp_aaaaaaaaaa
type: module # as of May
criteria: [ac_aaaaaaaaaa, ac_bbbbbbbbbb]
notes: |
  One line.
---

# Session

Keeps a reader signed in.
`;

describe('front matter that both sides changed', () => {
	test('[DC14] one value stays as it is here, and both are told; the body merges as prose', () => {
		const mine = BASE.replace('module', 'service').replace('Keeps', 'Holds');
		const theirs = BASE.replace('module', 'adapter').replace('signed in', 'known');
		expect(mergeDesign3(BASE, mine, theirs)).toEqual({
			text: mine.replace('signed in', 'known'),
			conflicts: [
				{
					key: 'type',
					mine: 'type: service # as of May\n',
					theirs: 'type: adapter # as of May\n',
					both: 'type: service # as of May\n',
				},
			],
		});
	});

	test('[DC14] keys that one side wrote come in, and lists say what both added', () => {
		const mine = BASE.replace('[ac_aaaaaaaaaa, ', '[').replace('type', 'owner: Ada\ntype');
		const theirs = BASE.replace('bbbb]', 'bbbb, ac_cccccccccc]').replace(
			'---\n\n#',
			'code: src/a.ts\n---\n\n#',
		);
		const { text, conflicts } = mergeDesign3(BASE, mine, theirs);
		expect(conflicts).toEqual([]);
		expect(readFrontMatter(text)?.values).toMatchObject({
			...{ owner: 'Ada', code: 'src/a.ts', type: 'module' },
			criteria: ['ac_bbbbbbbbbb', 'ac_cccccccccc'],
		});
		expect(text).toContain('# as of May');
	});

	test('[DC14] a value outlives its removal on the other side', () => {
		const edited = BASE.replace('module', 'service');
		const removed = BASE.replace('type: module # as of May\n', '');
		for (const [mine, theirs] of [
			[edited, removed],
			[removed, edited],
		] as const) {
			const { text, conflicts } = mergeDesign3(BASE, mine, theirs);
			expect(readFrontMatter(text)?.values?.['type']).toBe('service');
			expect(conflicts).toHaveLength(1);
		}
	});

	test('[DC14] an anchor that one side took away leaves front matter that can be read', () => {
		const base = '---\na: &x one\nb: 1\n---\nBody\n';
		const { text, conflicts } = mergeDesign3(
			base,
			base.replace('&x ', ''),
			base.replace('b: 1', 'b: *x'),
		);
		expect(readFrontMatter(text)?.problem).toBeNull();
		expect(conflicts).toHaveLength(1);
	});

	test('[DC14] what could be read on every side can be read after', () => {
		const value = fc.constantFrom(
			'one',
			'"two: 3"',
			'[a, b]',
			'[b, c]',
			'\n  - d\n  - e',
			'{f: 1}',
		);
		const matter = fc
			.dictionary(fc.constantFrom('id', 'type', 'criteria', 'x-y'), value, { maxKeys: 4 })
			.map((entries) => {
				const lines = Object.entries(entries).map(([key, words]) => `${key}: ${words}\n`);
				return `---\n${lines.join('')}---\nBody\n`;
			});
		fc.assert(
			fc.property(matter, matter, matter, (base, mine, theirs) => {
				const read = readFrontMatter(mergeDesign3(base, mine, theirs).text);
				expect(read?.problem).toBeNull();
				expect(read?.body).toBe('Body\n');
			}),
		);
	});
});

describe('metadata of notes that both sides changed', () => {
	const NOTES = '**Priority**: 1 · **Tags**: accounts, security\n\nSee the wiki.';

	test('[DC14] one priority stands, tags are of both, and the prose merges', () => {
		const mine = NOTES.replace('1', '2').replace('security', 'security, web');
		const theirs = NOTES.replace('1', '3').replace('accounts', 'money').replace('wiki', 'book');
		const merged = mergeNotes3(NOTES, mine, theirs);
		expect(merged.text).toBe('**Priority**: 2 · **Tags**: security, web, money\n\nSee the book.');
		expect(merged.conflicts).toEqual([]);
		expect(merged.priority).toEqual({ mine: '2', theirs: '3', both: '2' });
	});

	test('[DC14] a priority that both gave stands once', () => {
		const merged = mergeNotes3('', '**Priority**: High', '**Priority**: Low');
		expect(merged.text).toBe('**Priority**: High');
		expect(merged.priority).toEqual({ mine: 'High', theirs: 'Low', both: 'High' });
	});

	test('[DC14] where only one side changed a value, it is that', () => {
		const merged = mergeNotes3(NOTES, NOTES.replace('1', '2'), NOTES.replace('accounts', 'a'));
		expect(merged.text).toBe(NOTES.replace('1', '2').replace('accounts', 'a'));
		expect(merged.priority).toBeNull();
	});
});
