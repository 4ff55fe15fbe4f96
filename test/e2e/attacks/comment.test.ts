/** What an Agent tries with the one tool that writes among people's words. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshComment } from '#shared/doc/comment.ts';
import { openCommentsDoc, readComments } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import { addComment } from '#shared/doc/edits/comments.ts';
import { type CommentId, mintId, StoryId } from '#shared/id.ts';
import { type Agent, connectAgent, tokenFor } from '#test/e2e/world/agent.ts';
import { createPerson, type Person, random } from '#test/e2e/world/person.ts';
import { foundBy, type Served, serveFolder } from '#test/e2e/world/served.ts';

let served: Served;
let ada: Person;
let agent: Agent;
let robin: string;

beforeAll(async () => {
	served = await serveFolder({ 'user_stories.md': '# User Stories\n' });
	ada = await createPerson('Ada');
	await foundBy(served, ada);
	const minted = tokenFor(served, 'robin');
	robin = minted.id;
	agent = await connectAgent(served, minted.token);
});

afterAll(async () => {
	await agent[Symbol.asyncDispose]();
	await served[Symbol.asyncDispose]();
});

async function storyWithThread(title: string): Promise<{ id: StoryId; thread: CommentId }> {
	const written = await agent.call('write_story', { title, criteria: [{ text: 'It is.' }] });
	const id = StoryId.parse(written['id']);
	const thread = mintId('cm', random);
	const origin = { kind: 'person', id: ada.id } as const;
	const one = { id: thread, by: ada.id, at: '2026-11-22T12:00:00.000Z', text: 'Why?' };
	await served.workspace.rooms
		.open(commentsDocName(id))
		.edit(origin, (yDoc) => addComment(openCommentsDoc(yDoc), freshComment(one), origin));
	return { id, thread };
}

function commentsOn(id: StoryId) {
	return readComments(openCommentsDoc(served.workspace.rooms.open(commentsDocName(id)).yDoc));
}

test('[AT10] a reply is the Agent’s own, whatever else it says of itself', async () => {
	const { id, thread } = await storyWithThread('One');
	const claims = { by: ada.id, resolved: true, resolution: { by: ada.id }, fromFile: true };
	// Refused or ignored: nothing of it is believed.
	const { isError } = await agent.callRaw('comment', { id, thread, text: 'I agree.', ...claims });
	const [question, ...replies] = commentsOn(id);
	expect(question).toMatchObject({ text: 'Why?', by: ada.id, resolution: null, deleted: null });
	expect(replies).toHaveLength(isError ? 0 : 1);
	for (const one of replies) expect(one).toMatchObject({ by: robin, resolution: null, thread });
});

test('[AT10] no thread of one artefact is answered through another, and none under an odd name', async () => {
	const [one, two] = [await storyWithThread('Two'), await storyWithThread('Three')];
	const before = [commentsOn(one.id), commentsOn(two.id)];
	for (const thread of [two.thread, '', '__proto__', `../${two.id}`, one.id]) {
		expect(await agent.refusalOf('comment', { id: one.id, thread, text: 'Hm.' })).toContain(
			'Nothing was said',
		);
	}
	for (const id of [commentsDocName(one.id), '../x', 'st_9999999999']) {
		await agent.refusalOf('comment', { id, thread: one.thread, text: 'Hm.' });
	}
	expect([commentsOn(one.id), commentsOn(two.id)]).toEqual(before);
});
