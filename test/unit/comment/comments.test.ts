import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { freshComment, MAX_COMMENT, unionOf } from '#shared/doc/comment.ts';
import { openCommentsDoc, readComments, readThreads } from '#shared/doc/comments-doc.ts';
import {
	addComment,
	deleteComment,
	editComment,
	mergeComments,
	resolveThread,
} from '#shared/doc/edits/comments.ts';
import { ADA, at, BEN, CM, CM2, comment } from '#test/unit/comment/comment-world.ts';

const origin = { kind: 'person', id: ADA } as const;

describe('comments', () => {
	test('[CT1] a thread is its first comment and the answers to it, in order', () => {
		const doc = openCommentsDoc(new Y.Doc());
		addComment(doc, comment({ id: CM2, thread: CM, by: BEN, at: at(2) }), origin);
		expect(readThreads(doc)).toMatchObject([{ id: CM, comments: [{ id: CM2 }] }]);
		addComment(doc, comment({ id: CM, at: at(1) }), origin);
		expect(readThreads(doc)).toMatchObject([{ id: CM, comments: [{ id: CM }, { id: CM2 }] }]);
	});

	test('[CT1] whoever resolves a thread stands in it, and a deleted comment stays without words', () => {
		const doc = openCommentsDoc(new Y.Doc());
		addComment(doc, comment({ id: CM, text: 'Why?' }), origin);
		editComment(doc, CM, { text: 'Why not?', at: at(2) }, origin);
		resolveThread(doc, CM, { resolved: true, by: BEN, at: at(3) }, origin);
		expect(readThreads(doc)).toMatchObject([
			{ resolved: true, resolution: { by: BEN }, comments: [{ text: 'Why not?', edited: at(2) }] },
		]);
		deleteComment(doc, CM, at(4), origin);
		expect(readComments(doc)).toMatchObject([{ text: '', deleted: at(4), by: ADA }]);
	});

	test('[CT2] what two clones know of a comment adds up the same, whichever comes first', () => {
		const base = comment({ id: CM, text: 'One' });
		const tellings = [
			base,
			{ ...base, text: 'Two', edited: at(5) },
			{ ...base, text: 'Three', edited: at(5) },
			{ ...base, text: '', deleted: at(3) },
			{ ...base, resolution: { resolved: true, by: BEN, at: at(4) } },
			{ ...base, resolution: { resolved: false, by: ADA, at: at(6) } },
		];
		for (const one of tellings) {
			for (const other of tellings) {
				expect(unionOf(one, other)).toEqual(unionOf(other, one));
				for (const third of tellings)
					expect(unionOf(unionOf(one, other), third)).toEqual(unionOf(one, unionOf(other, third)));
			}
		}
		const all = tellings.reduce(unionOf);
		expect(all).toMatchObject({ text: '', deleted: at(3), resolution: { resolved: false } });
	});

	test('[CT2] merging what files say takes nothing away, and merging it again changes nothing', () => {
		const doc = openCommentsDoc(new Y.Doc());
		addComment(doc, comment({ id: CM }), origin);
		const other = comment({ id: CM2, by: BEN, fromFile: true });
		mergeComments(doc, [other], { kind: 'file', id: 'x.json' });
		expect(readComments(doc).map(({ id }) => id)).toEqual([CM, CM2]);
		const before = Y.encodeStateVector(doc.yDoc);
		mergeComments(doc, [other], { kind: 'file', id: 'x.json' });
		expect(Y.encodeStateVector(doc.yDoc)).toEqual(before);
	});

	test('[CT1] comments that Lintel 0.1 wrote read as they did, and can be resolved', () => {
		const doc = openCommentsDoc(new Y.Doc());
		const old = (id: string, text: string) =>
			new Y.Map<unknown>(Object.entries({ id, by: ADA, at: at(1), text }));
		doc.former.set(
			'cm_0000000009',
			new Y.Map<unknown>([
				['resolved', false],
				['comments', Y.Array.from([old(CM, 'One'), old(CM2, 'Two')])],
			]),
		);
		expect(readThreads(doc)).toMatchObject([{ id: CM, comments: [{ text: 'One' }, {}] }]);
		resolveThread(doc, CM, { resolved: true, by: BEN, at: at(3) }, origin);
		expect(readThreads(doc)).toMatchObject([{ id: CM, resolved: true, comments: [{}, {}] }]);
	});

	test('[CT3] a longer comment is cut, and one by nobody is none', () => {
		const doc = openCommentsDoc(new Y.Doc());
		addComment(doc, { ...freshComment(comment({ id: CM })), text: 'x'.repeat(20_000) }, origin);
		doc.comments.set(CM2, new Y.Map<unknown>(Object.entries({ by: 'root', at: at(1), text: 'x' })));
		expect(readComments(doc).map(({ text }) => text.length)).toEqual([MAX_COMMENT]);
	});
});
