/** Stories and text blocks such as a document may hold, for property tests. */
import fc from 'fast-check';
import type { Story } from '#shared/artefact/story.ts';
import type { StoriesBlock } from '#shared/doc/block.ts';
import { AcceptanceCriterionId, StoryId, TextId } from '#shared/id.ts';
import { tidyStory } from '#shared/markdown/print-story.ts';

const ALPHABET = [...'0123456789abcdefghjkmnpqrstvwxyz'];
const suffix = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 10, maxLength: 10 });

/** Lines that try to pass for structure, among plain words. */
const line = fc.oneof(
	fc.string({ maxLength: 20 }),
	fc.constantFrom(
		'',
		'   ',
		'words of a sentence',
		'# A heading',
		'## Story 2: other <!-- st_0000000000 -->',
		'**Acceptance Criteria**',
		'### Acceptance Criteria:',
		'- a bullet',
		'  - nested',
		'1. numbered',
		'- [x] done',
		'[ ] a box',
		'```',
		'~~~~',
		'    indented',
		'\\# escaped',
		'\\\\- twice',
		'---',
		'===',
		'***',
		'<div>',
		'<!-- a comment',
		'<!-- notes -->',
		'<!-- ac_0123456789 -->',
		'> quoted',
		'| a | b |',
		'|---|---|',
		'Given a reader',
		'WHEN it rains THE SYSTEM SHALL close',
		'As a reader, I want to read',
		'**Priority**: 1',
		'Epic: x',
		'ends in spaces  ',
		'ends in a backslash\\',
		'émoji 🙂 and a tab\there',
	),
);
export const prose = fc.array(line, { maxLength: 5 }).map((lines) => lines.join('\n'));

export const story: fc.Arbitrary<Story> = fc
	.record({
		id: suffix.map((end) => StoryId.parse(`st_${end}`)),
		title: line,
		narrative: prose,
		criteria: fc.uniqueArray(
			fc.record({
				id: suffix.map((end) => AcceptanceCriterionId.parse(`ac_${end}`)),
				text: prose,
			}),
			{ maxLength: 4, selector: ({ id }) => id },
		),
		notes: prose,
	})
	.map(tidyStory);

const text = fc
	.constantFrom('# Bookshop', '## Part one\n\nIt begins.', '---\n\n# Part two')
	.map((words): StoriesBlock => ({ kind: 'text', id: TextId.parse('tx_0000000000'), text: words }));

/** Blocks in an order that a file can hold: no two texts next to each other. */
export const blocks: fc.Arbitrary<StoriesBlock[]> = fc
	.uniqueArray(fc.tuple(story, fc.option(text)), {
		maxLength: 5,
		selector: ([{ id }]) => id,
	})
	.map((pairs) =>
		pairs.flatMap(([one, after]): StoriesBlock[] => [
			{ kind: 'story', story: one },
			...(after === null ? [] : [after]),
		]),
	);

/** What a block says, leaving out the ids of texts. */
export function saysOf(list: readonly StoriesBlock[]): unknown[] {
	return list.map((block) => (block.kind === 'text' ? block.text : block.story));
}
