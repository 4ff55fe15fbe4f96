import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { moveCriteria } from '#shared/doc/edits/criteria.ts';
import { removeStory } from '#shared/doc/edits/stories.ts';
import { ada } from '#test/unit/doc/shop-document.ts';
import { bothAtStart, meet, robin, said, type } from '#test/unit/doc/two-clients.ts';

describe('a criterion that was moved', () => {
	test('[DC15] goes with the Story in which it was read, and comes back with it', () => {
		const { here, away, first, second } = bothAtStart();
		const [criterion] = first.criteria;
		if (!criterion) throw new Error('There is one.');
		moveCriteria(here, first.id, [criterion.id], second.id, undefined, ada);
		meet(here, away);
		const undo = new Y.UndoManager(here.yDoc, { trackedOrigins: new Set([ada]) });
		removeStory(here, second.id, ada);
		meet(here, away);
		for (const doc of [here, away]) expect(said(doc)).toEqual([['Sign in', 'It fails well']]);
		undo.undo();
		meet(here, away);
		for (const doc of [here, away]) {
			expect(said(doc)).toEqual([
				['Sign in', 'It fails well'],
				['Sign out', 'It ends', 'It works'],
			]);
		}
	});

	test('[DC15] stays where it was not read there, or says other words by now', () => {
		const moved = bothAtStart();
		const [criterion] = moved.first.criteria;
		if (!criterion) throw new Error('There is one.');
		const move = ({ first, second, here }: ReturnType<typeof bothAtStart>) =>
			moveCriteria(here, first.id, [criterion.id], second.id, undefined, ada);
		move(moved);
		removeStory(moved.away, moved.second.id, robin);
		meet(moved.here, moved.away);
		expect(said(moved.here)).toEqual([['Sign in', 'It works', 'It fails well']]);

		const edited = bothAtStart();
		move(edited);
		meet(edited.here, edited.away);
		removeStory(edited.here, edited.second.id, ada);
		type(edited.away, ' late', { story: 1, criterion: 1 });
		meet(edited.here, edited.away);
		for (const doc of [edited.here, edited.away])
			expect(said(doc)).toEqual([['Sign in', 'It works late', 'It fails well']]);
	});
});
