import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Comment } from '#shared/doc/comment.ts';
import { openCommentsDoc, readComments } from '#shared/doc/comments-doc.ts';
import {
	addComment,
	deleteComment,
	editComment,
	resolveThread,
} from '#shared/doc/edits/comments.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import { updateFrame } from '#shared/protocol/sync-frames.ts';
import { createRelayWorld } from '#test/fixtures/relay-world.ts';
import { ADA, BEN, connectSyncClient } from '#test/fixtures/sync-client.ts';
import { at, BEN as BEN_ID, CM, CM2, comment } from '#test/unit/comment/comment-world.ts';

const origin = { kind: 'person', id: 'here' } as const;
const docOf = (yDoc: Y.Doc) => openCommentsDoc(yDoc);

function createTable() {
	const { rooms, turns } = createRelayWorld();
	const room = rooms.open('comments:st_0000000001');
	const ada = connectSyncClient(room);
	const ben = connectSyncClient(room, { identity: BEN });
	addComment(docOf(ada.yDoc), comment({ id: CM, text: 'Why?' }), origin);
	turns.end();
	const stored = (): readonly Comment[] => readComments(docOf(room.yDoc));
	return { room, turns, ada, ben, stored };
}

type Attack = readonly [name: string, attack: (yDoc: Y.Doc) => void];

const ATTACKS: readonly Attack[] = [
	['takes it away', (yDoc) => docOf(yDoc).comments.delete(CM)],
	['empties it', (yDoc) => deleteComment(docOf(yDoc), CM, at(1), origin)],
	['rewrites it', (yDoc) => editComment(docOf(yDoc), CM, { text: 'No.', at: at(1) }, origin)],
	['takes it over', (yDoc) => entryOf(yDoc)?.set('by', BEN_ID)],
	['makes it unreadable', (yDoc) => entryOf(yDoc)?.set('at', 7)],
	['puts another in its place', (yDoc) => docOf(yDoc).comments.set(CM, new Y.Map([['by', 'x']]))],
	['moves it to a thread', (yDoc) => entryOf(yDoc)?.set('thread', CM2)],
	[
		'writes one in her name',
		(yDoc) => addComment(docOf(yDoc), comment({ id: CM2, text: 'I agree.' }), origin),
	],
	[
		'writes one that claims to be a file’s',
		(yDoc) => addComment(docOf(yDoc), comment({ id: CM2, by: BEN_ID, fromFile: true }), origin),
	],
	[
		'resolves in her name',
		(yDoc) => {
			const { by } = comment({});
			resolveThread(docOf(yDoc), CM, { resolved: true, by, at: at(1) }, origin);
		},
	],
];

function entryOf(yDoc: Y.Doc): Y.Map<unknown> | null {
	const entry = docOf(yDoc).comments.get(CM);
	return entry instanceof Y.Map ? entry : null;
}

describe('somebody else’s comment', () => {
	test.each(ATTACKS)('[CT10] whoever %s is refused, and nothing changes', (_, attack) => {
		const { turns, ada, ben, stored } = createTable();
		const before = stored();
		expect(before).toHaveLength(1);

		attack(ben.yDoc);
		turns.end();

		expect(ben.closed).toMatchObject({ code: CLOSE.forbidden });
		expect(stored()).toEqual(before);
		expect(readComments(docOf(ada.yDoc))).toEqual(before);
		expect(ada.closed).toBeNull();
	});

	test('[CT10] the same over one-shot sync is refused', async () => {
		const { room, turns, ben, stored } = createTable();
		ben.leave();
		docOf(ben.yDoc).comments.delete(CM);
		const update = Y.encodeStateAsUpdate(ben.yDoc, Y.encodeStateVector(room.yDoc));
		const taken = room.take({ kind: 'person', id: BEN.id }, update);
		turns.end();
		expect(await taken).toMatchObject({ ok: false, error: { guard: 'comment-author' } });
		expect(stored()).toHaveLength(1);
	});

	test('[CT11] what waits for another’s update is refused, so that it never passes as theirs', () => {
		const { turns, ada, ben, stored } = createTable();
		// Ben guesses what Ada writes next, and hides a deletion of it behind her update.
		const trap = new Y.Doc();
		Y.applyUpdate(trap, Y.encodeStateAsUpdate(ada.yDoc));
		trap.clientID = ada.yDoc.clientID;
		addComment(docOf(trap), comment({ id: CM2, text: 'Mine.' }), origin);
		const seen = Y.encodeStateVector(trap);
		docOf(trap).comments.delete(CM2);
		ben.send(updateFrame(Y.encodeStateAsUpdate(trap, seen)));
		turns.end();
		expect(ben.closed).toMatchObject({ code: CLOSE.conflict });

		addComment(docOf(ada.yDoc), comment({ id: CM2, text: 'Mine.' }), origin);
		turns.end();
		expect(stored().map(({ text }) => text)).toEqual(['Why?', 'Mine.']);
	});
});

describe('one’s own comment', () => {
	test('[CT12] is answered, resolved, edited and deleted by those who may', () => {
		const { turns, ada, ben, stored } = createTable();
		addComment(docOf(ben.yDoc), comment({ id: CM2, by: BEN_ID, thread: CM, at: at(1) }), origin);
		resolveThread(docOf(ben.yDoc), CM, { resolved: true, by: BEN_ID, at: at(2) }, origin);
		turns.end();
		editComment(docOf(ada.yDoc), CM, { text: 'Why is that?', at: at(3) }, origin);
		deleteComment(docOf(ben.yDoc), CM2, at(4), origin);
		turns.end();

		expect([ada.closed, ben.closed]).toEqual([null, null]);
		expect(stored()).toMatchObject([
			{ text: 'Why is that?', edited: at(3), resolution: { by: BEN_ID } },
			{ text: '', deleted: at(4) },
		]);
	});

	test('[CT12] those who refuse do not stop the others of the same turn', () => {
		const { turns, ada, ben, stored } = createTable();
		docOf(ben.yDoc).comments.delete(CM);
		addComment(docOf(ada.yDoc), comment({ id: CM2, at: at(1), text: 'And?' }), origin);
		turns.end();
		expect(stored().map(({ text }) => text)).toEqual(['Why?', 'And?']);
		expect(readComments(docOf(ada.yDoc))).toEqual(stored());
	});
});

test('the world of these tests knows Ada by one id', () => {
	expect(comment({}).by).toBe(ADA.id);
});
