import { expect, test } from 'vitest';
import { AcceptanceCriterionId, StoryId } from '#shared/id.ts';
import { canonicalStory, revisionOf } from '#shared/lifecycle/revision.ts';

test('[RV1] a revision is the same in a browser as in Node', () => {
	const text = canonicalStory({
		id: StoryId.parse('st_aaaaaaaaaa'),
		title: 'Sign in',
		narrative: 'As a reader, I want in.',
		criteria: [
			{ id: AcceptanceCriterionId.parse('ac_aaaaaaaaaa'), text: 'It works' },
			{ id: AcceptanceCriterionId.parse('ac_bbbbbbbbbb'), text: 'It fails well\n- at times' },
		],
		notes: '**Priority**: 1 · **Tags**: a\n\nA word.',
	});
	// The same Story, and the same hash, as in test/unit/shared/revision.test.ts.
	expect(revisionOf('story', text)).toBe(
		'ea539282bdbac4319260261dc7b6a7bd3576ee441bf658b08f5c0522625665a8',
	);
});
