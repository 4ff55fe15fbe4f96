import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AcceptanceCriterionId, StoryId } from '#shared/id.ts';
import { readStories, writeStories } from '#shared/markdown/stories.ts';
import { blocks, saysOf, story } from '#test/unit/markdown/arbitrary-stories.ts';

describe('stories file', { timeout: 60_000 }, () => {
	test('[MD1] what is printed reads back the same, whatever the words', () => {
		fc.assert(
			fc.property(story, (one) => {
				const printed = writeStories(null, [{ kind: 'story', story: one }]);
				expect(saysOf(readStories(printed).blocks)).toEqual([one]);
			}),
			{ numRuns: 500 },
		);
	});

	test('[MD1] a criterion that looks like a table stays one', () => {
		const text = '|\n|---|---|';
		const id = AcceptanceCriterionId.parse('ac_0000000000');
		const own = StoryId.parse('st_0000000000');
		const one = { id: own, title: '', narrative: '', criteria: [{ id, text }], notes: '' };
		const printed = writeStories(null, [{ kind: 'story', story: one }]);
		expect(saysOf(readStories(printed).blocks)).toEqual([one]);
	});

	test('[MD1] whole files read back the same', () => {
		fc.assert(
			fc.property(blocks, (list) => {
				const printed = writeStories(null, list);
				expect(saysOf(readStories(printed).blocks)).toEqual(saysOf(list));
			}),
			{ numRuns: 200 },
		);
	});

	test('[MD2] a file that Lintel wrote is written again byte for byte', () => {
		fc.assert(
			fc.property(blocks, (list) => {
				const printed = writeStories(null, list);
				expect(writeStories(printed, readStories(printed).blocks)).toBe(printed);
			}),
			{ numRuns: 200 },
		);
	});

	test('[MD3] any blocks spliced into any file read back the same', () => {
		fc.assert(
			fc.property(blocks, blocks, (before, after) => {
				const base = writeStories(null, before);
				expect(saysOf(readStories(writeStories(base, after)).blocks)).toEqual(saysOf(after));
			}),
			{ numRuns: 200 },
		);
	});

	test('[MD3] an edited story spliced into its own text reads back the same', () => {
		fc.assert(
			fc.property(story, story, fc.boolean(), (before, next, crlf) => {
				const printed = writeStories(null, [{ kind: 'story', story: before }]);
				const base = crlf ? printed.replaceAll('\n', '\r\n') : printed;
				const criteria = [...next.criteria, ...before.criteria].slice(0, 5);
				const wanted = { ...next, id: before.id, criteria };
				const spliced = writeStories(base, [{ kind: 'story', story: wanted }]);
				expect(saysOf(readStories(spliced).blocks)).toEqual([wanted]);
			}),
			{ numRuns: 500 },
		);
	});

	test('[MD9] no text makes the reader throw', () => {
		const wild = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
		const file = fc.array(fc.oneof(wild, fc.constantFrom('## S', '- ', '**Acceptance Criteria**')));
		fc.assert(
			fc.property(file, (lines) => {
				const text = lines.join('\n');
				const { blocks: list } = readStories(text);
				expect(typeof writeStories(text, list)).toBe('string');
			}),
			{ numRuns: 500 },
		);
	});
});
