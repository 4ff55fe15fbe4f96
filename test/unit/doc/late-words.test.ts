import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { moveCriteria, removeCriterion } from '#shared/doc/edits/criteria.ts';
import { mergeStories } from '#shared/doc/edits/merge-stories.ts';
import { splitStory } from '#shared/doc/edits/split-story.ts';
import { addStory, removeStory } from '#shared/doc/edits/stories.ts';
import { criterionTextOf, readStories } from '#shared/doc/stories-doc.ts';
import { AcceptanceCriterionId, StoryId } from '#shared/id.ts';
import { ada, docOf, FILE } from '#test/unit/doc/shop-document.ts';
import { another, bothAtStart, meet, robin, said, type } from '#test/unit/doc/two-clients.ts';

const third = {
	id: StoryId.parse('st_zzzzzzzzzz'),
	title: 'Third',
	narrative: '',
	criteria: [],
	notes: '',
};

describe('words typed offline', () => {
	test('[DC12] go along with a criterion that was moved to another Story', () => {
		const { here, away, first, second } = bothAtStart();
		const [criterion] = first.criteria;
		if (!criterion) throw new Error('There is one.');
		moveCriteria(here, first.id, [criterion.id], second.id, null, ada);
		type(away, ' offline too');
		meet(here, away);
		const expected = [
			['Sign in', 'It fails well'],
			['Sign out', 'It works offline too', 'It ends'],
		];
		expect(said(here)).toEqual(expected);
		expect(said(away)).toEqual(expected);
	});

	test('[DC12] go along with a Story that was merged into another, or split', () => {
		const merged = bothAtStart();
		mergeStories(merged.here, merged.second.id, [merged.first.id], new Set(), ada);
		type(merged.away, ' offline too');
		meet(merged.here, merged.away);
		expect(said(merged.away)).toEqual([
			['Sign out', 'It ends', 'It works offline too', 'It fails well'],
		]);

		const split = bothAtStart();
		const ids = {
			story: StoryId.parse('st_zzzzzzzzzz'),
			criterion: AcceptanceCriterionId.parse('ac_zzzzzzzzzz'),
		};
		const leave = split.first.criteria.slice(1).map(({ id }) => id);
		splitStory(split.here, split.first.id, { criteria: leave }, ids, ada);
		type(split.away, ' offline too', { criterion: 1 });
		meet(split.here, split.away);
		expect(said(split.here).slice(0, 2)).toEqual([
			['Sign in', 'It works'],
			['', 'It fails well offline too'],
		]);
	});

	test('[DC12] bring back what was taken away meanwhile; what nobody edited stays away', () => {
		const { here, away, first, second } = bothAtStart();
		const [criterion, other] = first.criteria;
		if (!criterion || !other) throw new Error('There are two.');
		removeCriterion(here, first.id, criterion.id, ada);
		removeCriterion(here, first.id, other.id, ada);
		removeStory(here, second.id, ada);
		type(away, ' offline too');
		type(away, ' late', { story: 1 });
		meet(here, away);
		expect(said(here)).toEqual([
			['Sign in', 'It works offline too'],
			['Sign out', 'It ends late'],
		]);
	});

	test('[DC12] a criterion that two people move at once stands in one Story', () => {
		const { here, away, first, second } = bothAtStart();
		const [criterion] = first.criteria;
		if (!criterion) throw new Error('There is one.');
		addStory(here, third, undefined, ada);
		meet(here, away);
		moveCriteria(here, first.id, [criterion.id], second.id, undefined, ada);
		moveCriteria(away, first.id, [criterion.id], third.id, undefined, robin);
		meet(here, away);
		expect(said(here)).toEqual(said(away));
		expect(
			said(here)
				.flat()
				.filter((words) => words === 'It works'),
		).toHaveLength(1);
	});

	test('[DC12] undoing a move, or the Story it went to, takes no words along', () => {
		const { here, away, first } = bothAtStart();
		const undo = new Y.UndoManager(here.yDoc, {
			trackedOrigins: new Set([ada]),
			captureTimeout: 0,
		});
		addStory(here, third, undefined, ada);
		meet(here, away);
		const [criterion] = first.criteria;
		if (!criterion) throw new Error('There is one.');
		moveCriteria(away, first.id, [criterion.id], third.id, undefined, robin);
		undo.undo();
		type(away, ' offline too', { story: 2 });
		meet(here, away);
		expect(said(here)).toEqual(said(away));
		expect(said(here)[0]).toContain('It works offline too');
	});

	test('[DC12] stay where a merge took them, whatever was moved elsewhere and emptied meanwhile', () => {
		for (const mergedBy of [1, 900]) {
			const { here, away, first, second } = bothAtStart();
			[here.yDoc.clientID, away.yDoc.clientID] = [mergedBy, 450];
			const [criterion] = second.criteria;
			if (!criterion) throw new Error('There is one.');
			addStory(here, third, undefined, ada);
			meet(here, away);
			moveCriteria(away, second.id, [criterion.id], first.id, undefined, robin);
			mergeStories(here, third.id, [first.id, second.id], new Set(), ada);
			meet(here, away);
			expect(readStories(here)).toEqual(readStories(away));
			const left = readStories(here).flatMap(({ criteria }) => criteria.map(({ id }) => id));
			expect(left.sort()).toEqual([...first.criteria, criterion].map(({ id }) => id).sort());
		}
	});

	test('[DC12] bring back the Story they were moved to when every other place is gone', () => {
		const { here, away, first, second } = bothAtStart();
		[here.yDoc.clientID, away.yDoc.clientID] = [1, 900];
		const [criterion] = second.criteria;
		if (!criterion) throw new Error('There is one.');
		addStory(here, third, undefined, ada);
		meet(here, away);
		const late = another(here);
		mergeStories(here, first.id, [second.id], new Set(), ada);
		moveCriteria(away, second.id, [criterion.id], third.id, undefined, robin);
		meet(here, away);
		removeStory(here, first.id, ada);
		removeStory(late, third.id, ada);
		meet(here, away, late);
		for (const doc of [here, away, late]) expect(said(doc)).toEqual([['Third', 'It ends']]);
		// Now it has been read there.
		removeStory(late, third.id, ada);
		meet(here, away, late);
		for (const doc of [here, away, late]) expect(said(doc)).toEqual([]);
	});

	test('[DC12] whatever people move, merge and delete, documents agree and no word is lost', () => {
		const step = fc.record({
			who: fc.nat(2),
			what: fc.constantFrom('type', 'type', 'move', 'merge', 'split', 'meet', 'removeStory'),
			one: fc.nat(7),
			other: fc.nat(7),
		});
		fc.assert(
			fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
				const first = docOf(FILE);
				const docs = [first, another(first), another(first)];
				const words: string[] = [];
				for (const [n, { who, what, one, other }] of steps.entries()) {
					const doc = docs[who];
					const stories = doc ? readStories(doc) : [];
					const [a, b] = [stories[one % stories.length], stories[other % stories.length]];
					const criterion = a?.criteria[other % a.criteria.length];
					if (what === 'meet' && doc) meet(doc, docs[(who + 1) % 3] ?? doc);
					if (!doc || !a || !b) continue;
					const origin = { kind: 'person', id: `p${who}` } as const;
					if (what === 'type' && criterion) {
						const live = criterionTextOf(doc, a.id, criterion.id);
						const sign = String.fromCharCode(0xe000 + n);
						live?.insert(other % (live.length + 1), sign);
						words.push(sign);
					}
					if (what === 'move' && criterion)
						moveCriteria(doc, a.id, [criterion.id], b.id, undefined, origin);
					if (what === 'merge' && a.id !== b.id) mergeStories(doc, a.id, [b.id], new Set(), origin);
					if (what === 'split' && criterion) {
						const suffix = String(n).padStart(10, '0');
						const ids = {
							story: StoryId.parse(`st_${suffix}`),
							criterion: AcceptanceCriterionId.parse(`ac_${suffix}`),
						};
						splitStory(doc, a.id, { criteria: [criterion.id] }, ids, origin);
					}
					// Whoever deletes what they have read means it: only what they had not is kept.
					if (what === 'removeStory' && stories.length > 1 && a.criteria.length === 0)
						removeStory(doc, a.id, origin);
				}
				meet(...docs);
				const texts = docs.map((doc) => JSON.stringify(readStories(doc)));
				expect(new Set(texts).size).toBe(1);
				const ids = readStories(first).flatMap(({ criteria }) => criteria.map(({ id }) => id));
				expect(new Set(ids).size).toBe(ids.length);
				expect(ids.length).toBe(3);
				for (const sign of words) expect(texts[0]).toContain(sign);
			}),
			{ numRuns: 300 },
		);
	});
});
