import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { StoryIndex } from '#client/state/artefact/story-index.ts';
import { Changes } from '#client/state/changes.svelte.ts';
import { Replica } from '#client/sync/replica.ts';
import { moveCriteria, removeCriterion } from '#shared/doc/edits/criteria.ts';
import { mergeStories } from '#shared/doc/edits/merge-stories.ts';
import { splitStory } from '#shared/doc/edits/split-story.ts';
import { removeStory } from '#shared/doc/edits/stories.ts';
import { seedOf } from '#shared/doc/seed.ts';
import { criterionTextOf, openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import { AcceptanceCriterionId, StoryId } from '#shared/id.ts';
import { FILE } from '#test/unit/doc/shop-document.ts';

const step = fc.record({
	who: fc.nat(1),
	what: fc.constantFrom('type', 'move', 'merge', 'split', 'meet', 'remove', 'drop', 'undo'),
	one: fc.nat(7),
	other: fc.nat(7),
});

/** A page that reads its Stories as they change. */
function openPage(who: string) {
	const replica = new Replica('stories', 0);
	Y.applyUpdate(replica.doc, seedOf('stories', FILE).update);
	const changes = new Changes();
	const index = new StoryIndex({ of: () => replica, changesOf: () => changes });
	const origin = { kind: 'person', id: who } as const;
	const undo = new Y.UndoManager(replica.doc, {
		captureTimeout: 0,
		trackedOrigins: new Set([origin]),
	});
	return { doc: openStoriesDoc(replica.doc), index, origin, undo };
}

type Page = ReturnType<typeof openPage>;

function meet(here: Page, away: Page): void {
	for (const [from, to] of [
		[here, away],
		[away, here],
	] as const) {
		const known = Y.encodeStateVector(to.doc.yDoc);
		Y.applyUpdate(to.doc.yDoc, Y.encodeStateAsUpdate(from.doc.yDoc, known));
	}
}

function act({ doc, origin, undo }: Page, { what, one, other }: Step, n: number): void {
	if (what === 'undo') undo.undo();
	const stories = readStories(doc);
	const [a, b] = [stories[one % stories.length], stories[other % stories.length]];
	if (a === undefined || b === undefined) return;
	if (what === 'merge') mergeStories(doc, a.id, [b.id], new Set(), origin);
	if (what === 'remove') removeStory(doc, a.id, origin);
	const criterion = a.criteria[other % a.criteria.length];
	if (criterion === undefined) return;
	if (what === 'move') moveCriteria(doc, a.id, [criterion.id], b.id, undefined, origin);
	if (what === 'drop') removeCriterion(doc, a.id, criterion.id, origin);
	if (what === 'type') {
		const text = criterionTextOf(doc, a.id, criterion.id);
		doc.yDoc.transact(() => text?.insert(other % (text.length + 1), `${n}`), origin);
	}
	if (what !== 'split') return;
	const suffix = String(n).padStart(10, '0');
	const ids = {
		story: StoryId.parse(`st_${suffix}`),
		criterion: AcceptanceCriterionId.parse(`ac_${suffix}`),
	};
	splitStory(doc, a.id, { criteria: [criterion.id] }, ids, origin);
}

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Ada and Ben do these on pages of their own, and hear of each other when they meet. */
function together(steps: readonly Step[]): void {
	const [here, away] = [openPage('ada'), openPage('ben')];
	for (const [n, one] of steps.entries()) {
		if (one.what === 'meet') meet(here, away);
		else act(one.who === 0 ? here : away, one, n);
		for (const { index, doc } of [here, away]) expect(index.all).toEqual(readStories(doc));
	}
	meet(here, away);
	for (const { index, doc } of [here, away]) expect(index.all).toEqual(readStories(doc));
	expect(readStories(here.doc)).toEqual(readStories(away.doc));
}

test('[CL1] [DC12] a story that words bring back takes what was moved to it from where it stood', () => {
	together([
		{ who: 1, what: 'type', one: 1, other: 0 },
		{ who: 0, what: 'move', one: 0, other: 1 },
		{ who: 0, what: 'remove', one: 1, other: 0 },
	]);
});

test('[CL1] [DC12] stories that are read again one by one are those of the document', () => {
	fc.assert(fc.property(fc.array(step, { maxLength: 25 }), together), { numRuns: 100 });
});
