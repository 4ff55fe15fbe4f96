import { expect, test } from 'vitest';
import { contestedWords } from '#client/features/review/contested-words.ts';
import { createWorld, memberId } from '#test/fixtures/events.ts';

test('[RW12] each who looks at a contested text is told what they can do about it', () => {
	const world = createWorld();
	for (const name of ['ben', 'cleo']) world.add(name, 'reviewer');
	const submitted = world.submit('ada', 'one');
	world.approve('ben', submitted);
	world.requestChanges('cleo', submitted, { after: [submitted] });
	const view = world.view('one');
	const names = new Map(['ada', 'ben', 'cleo'].map((name) => [String(memberId(name)), name]));
	const toldTo = (name: string) =>
		contestedWords({ me: { member: memberId(name) }, nameOf: (id) => names.get(id) ?? '' }, view);
	expect(view.phase).toBe('contested');
	expect(toldTo('ben')).toMatch(/^You approved it\. Talk to cleo/);
	expect(toldTo('cleo')).toMatch(/^Talk to ben\. Approve it once/);
	expect(toldTo('ada')).toMatch(/does not settle it: it goes on once cleo decides anew/);
});
