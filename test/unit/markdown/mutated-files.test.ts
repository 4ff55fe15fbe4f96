import { existsSync, globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Design } from '#shared/artefact/design.ts';
import { AcceptanceCriterionId, ComponentId } from '#shared/id.ts';
import { readContextMap, writeContextMap } from '#shared/markdown/context-map.ts';
import { readDesign, writeDesign } from '#shared/markdown/design.ts';
import { readStories, writeStories } from '#shared/markdown/stories.ts';
import { HAND_WRITTEN_CONTEXTS, HAND_WRITTEN_STORIES } from '#test/fixtures/hand-written.ts';
import { mutated, mutations } from '#test/unit/import/mutations.ts';

const REAL = '../shared/real/stories-headings.md';
const STORIES: readonly (readonly [string, string])[] = [
	['by hand', HAND_WRITTEN_STORIES],
	...globSync('test/fixtures/import/*.md').map(
		(path) => [path, readFileSync(path, 'utf8')] as const,
	),
	...(existsSync(REAL) ? [[REAL, readFileSync(REAL, 'utf8')] as const] : []),
];

/** Without id comments, blanks at line ends and the signs that may close a heading. */
function plain(text: string): string {
	return text
		.split(/\r\n?|\n/)
		.map((line) => line.replace(/ <!-- [a-z]{2}_[0-9a-z]{10} -->/g, '').replace(/[ \t#]+$/, ''))
		.join('\n')
		.trim();
}

describe('files that something happened to', { timeout: 60_000 }, () => {
	test.each(STORIES)('[MD7] [MD9] %s keeps every word when ids are written', (_, text) => {
		fc.assert(
			fc.property(mutations, (list) => {
				const changed = mutated(text, list);
				const { blocks } = readStories(changed);
				const written = writeStories(changed, blocks);
				expect(plain(written)).toBe(plain(changed));
				expect(readStories(written).blocks).toEqual(blocks);
				expect(writeStories(written, readStories(written).blocks)).toBe(written);
			}),
			{ numRuns: 40 },
		);
	});

	test('[MD7] what hangs below an empty bullet still does once that has its id', () => {
		const text =
			'## A\n\nAs a reader, I want to read.\n\n- \n  * never mind\n-    \n  * nor this\n';
		const written = writeStories(text, readStories(text).blocks);
		expect(written.match(/^- <!-- ac_\w{10} --> *$/gm)).toHaveLength(2);
		expect(writeStories(written, readStories(written).blocks)).toBe(written);
	});

	test.each([
		['a story', '-    \n\n  ## B\n\n  As a reader, I want to write.\n'],
		['words', '- One\n- \n\n   a sixth\n\n1. Two\n'],
		['a fence', '10. \n \n\n\t```\n\t- no more\n\t```\n- Two\n'],
	])('[MD7] what stands apart from an empty bullet, as %s, is never drawn into it', (_, below) => {
		const text = `## A\n\nAs a reader, I want to read.\n\n${below}`;
		const { blocks } = readStories(text);
		const written = writeStories(text, blocks);
		const again = readStories(written).blocks;
		expect(again).toEqual(blocks);
		expect(plain(written)).toBe(plain(text));
		expect(writeStories(written, again)).toBe(written);
	});

	test('[MD7] [MD9] a context map keeps every word when ids are written', () => {
		fc.assert(
			fc.property(mutations, (list) => {
				const changed = mutated(HAND_WRITTEN_CONTEXTS, list);
				const written = writeContextMap(changed, readContextMap(changed, []).blocks, []);
				expect(words(written)).toEqual(words(changed));
			}),
			{ numRuns: 150 },
		);
	});

	test('[MD7] a component row that was copied gets an id of its own in place of the copied one', () => {
		const row = '| Session | module | src/accounts/session.ts <!-- cp_0123456789 --> |\n';
		const text = HAND_WRITTEN_CONTEXTS.replace(row, `${row}${row.replace('|\n', '\n')}`);
		const { blocks } = readContextMap(text, []);
		const written = writeContextMap(text, blocks, []);
		expect(written.match(/ <!-- cp_\w{10} -->/g)).toHaveLength(2);
		expect(readContextMap(written, []).blocks).toEqual(blocks);
		expect(writeContextMap(written, blocks, [])).toBe(written);
	});

	test('[MD7] a component row with nothing in it stays a row when its id is written', () => {
		const row = '| Session | module | src/accounts/session.ts <!-- cp_0123456789 --> |';
		const text = HAND_WRITTEN_CONTEXTS.replace(row, '|  ');
		const { blocks } = readContextMap(text, []);
		const written = writeContextMap(text, blocks, []);
		expect(readContextMap(written, []).blocks).toEqual(blocks);
	});

	test('[MD7] an id in the last row of a table puts nothing between it and the rule below', () => {
		const text = `${HAND_WRITTEN_CONTEXTS.trimEnd().replace(' <!-- cp_0123456789 -->', '')}\n---\n`;
		const written = writeContextMap(text, readContextMap(text, []).blocks, []);
		expect(plain(written)).toBe(plain(text));
	});

	test('[MD3] new words stay apart from what stands right below them', () => {
		for (const below of ['---\n\n## B\n', 'B\n===\n', '# B\n']) {
			const base = `## Story 1: A\n\nAs a reader, I want it.\n\n## Story 2: A\n${below}`;
			const { blocks } = readStories(base);
			const wanted = blocks.map((block) =>
				block.kind === 'story' ? { ...block, story: { ...block.story, notes: 'New.' } } : block,
			);
			expect(readStories(writeStories(base, wanted)).blocks).toEqual(wanted);
		}
	});

	test('[MD3] a new criterion takes in no heading that stands behind blanks below it', () => {
		const own = '\n\nAs a reader, I want it.\n\n';
		const base = `## Story 1: A${own}  ## Story 2: B${own}`;
		const wanted = readStories(base).blocks.map((block, n) => {
			const criteria = [{ id: AcceptanceCriterionId.parse('ac_0000000000'), text: 'One\n\nmore' }];
			return block.kind === 'text' || n > 0
				? block
				: { ...block, story: { ...block.story, criteria } };
		});
		expect(readStories(writeStories(base, wanted)).blocks).toEqual(wanted);
	});

	test('[MD1] [MD13] any design reads back as it was printed', () => {
		const line = fc.oneof(
			fc.string({ unit: 'grapheme' }),
			fc.constantFrom('---', '# A', '```', 'id: x', '\uFEFF', '...', '\r', '| a |', '- a'),
		);
		const body = fc.array(line).map((lines) => ['# A', ...lines].join('\n'));
		const design: fc.Arbitrary<Design> = fc.record({
			id: fc.constant(ComponentId.parse('cp_0123456789')),
			component: fc.string({ unit: 'grapheme' }),
			type: fc.string(),
			context: fc.constant(null),
			criteria: fc.array(fc.constant(AcceptanceCriterionId.parse('ac_0123456789')), {
				maxLength: 1,
			}),
			body,
		});
		fc.assert(
			fc.property(design, (one) => {
				const text = writeDesign(one);
				expect(readDesign(text).design).toEqual(one);
				expect(writeDesign(one, text)).toBe(text);
			}),
			{ numRuns: 300 },
		);
	});
});

function words(text: string): string[] {
	return (plain(text).match(/\p{L}+/gu) ?? []).sort();
}
