/** The agent's half of a review: what people say reaches it, and it answers them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshComment } from '#shared/doc/comment.ts';
import { openCommentsDoc, readThreads } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import { addComment, resolveThread } from '#shared/doc/edits/comments.ts';
import { fieldText } from '#shared/doc/field-text.ts';
import { anchorAt } from '#shared/doc/passage.ts';
import { type CommentId, mintId, StoryId } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { type Agent, admitAgent, connectAgent, ERAS } from '#test/e2e/world/agent.ts';
import { blobOf, createPerson, type Person, random } from '#test/e2e/world/person.ts';
import { foundBy, type Served, serveFolder, signedBy } from '#test/e2e/world/served.ts';

const AT = '2026-11-22T12:00:00.000Z';

let served: Served;
let ada: Person;
let token: string;

beforeAll(async () => {
	served = await serveFolder({ 'user_stories.md': '# User Stories\n' });
	ada = await createPerson('Ada');
	await foundBy(served, ada);
	({ token } = await admitAgent(served, ada, 'robin'));
});

afterAll(async () => {
	await served[Symbol.asyncDispose]();
});

let stories = 0;

async function submitted(agent: Agent) {
	stories++;
	const { id, revision } = await agent.call('write_story', {
		title: `Keep draft ${stories}`,
		narrative: 'As a writer I want drafts kept, so that nothing is lost.',
		criteria: [{ text: 'A draft is kept.' }],
	});
	await agent.call('submit_for_review', { id, revision });
	return { id: StoryId.parse(id), revision: String(revision) };
}

async function sendBack(id: StoryId, words: string): Promise<void> {
	const answers = served.workspace.viewOf(id).submission?.event ?? '';
	const reason = blobOf(words);
	const payload = { type: 'changesRequested', answers, reason: blobRefOf(reason) } as const;
	const envelope = await signedBy(served, ada, payload);
	await served.workspace.journal.append([envelope], [], [reason, ada.name]);
}

/** Ada comments on some words of the narrative, as her browser would. */
async function adaSays(id: StoryId, text: string, words: string): Promise<CommentId> {
	const { rooms } = served.workspace;
	const thread = mintId('cm', random);
	const narrative = fieldText(id, 'narrative', (name) => rooms.open(name).yDoc);
	if (narrative === null) throw new Error('There is no narrative.');
	const from = narrative.toString().indexOf(words);
	const anchor = anchorAt('narrative', narrative, { from, to: from + words.length });
	const comment = freshComment({ id: thread, by: ada.id, at: AT, text, anchor });
	const origin = { kind: 'person', id: ada.id } as const;
	await rooms
		.open(commentsDocName(id))
		.edit(origin, (yDoc) => addComment(openCommentsDoc(yDoc), comment, origin));
	return thread;
}

function threadsOn(id: StoryId) {
	return readThreads(openCommentsDoc(served.workspace.rooms.open(commentsDocName(id)).yDoc));
}

describe.each(ERAS)('an agent that is a client of the %s', (era) => {
	test('[MC20] reads why its text came back, answers in the thread, and submits again', async () => {
		await using agent = await connectAgent(served, token, era);
		const { id, revision } = await submitted(agent);
		const thread = await adaSays(id, 'Kept **where**? Ask @nobody.', 'drafts kept');
		await sendBack(id, 'Say where a draft is kept.');

		const read = await agent.call('read_artefact', { id });
		expect(read).toMatchObject({
			state: 'draft',
			lastReason: { by: 'Ada', text: 'Say where a draft is kept.' },
			comments: [
				{
					thread,
					on: { field: 'narrative', words: 'drafts kept', gone: false },
					comments: [{ by: 'Ada', at: AT, text: 'Kept **where**? Ask @nobody.' }],
				},
			],
		});

		const written = await agent.call('write_story', {
			id,
			baseRevision: revision,
			narrative: 'As a writer I want drafts kept on my device, so that nothing is lost.',
		});
		const answer = await agent.call('comment', {
			id,
			thread,
			text: 'On the device: it says so now.',
		});
		expect(answer).toMatchObject({ id, thread, comment: expect.stringMatching(/^cm_/) });
		await agent.call('submit_for_review', { id, revision: written['revision'] });

		expect(threadsOn(id).map(({ comments }) => comments.map(({ by }) => by.slice(0, 3)))).toEqual([
			['mb_', 'ag_'],
		]);
		const { comments, state } = await agent.call('read_artefact', { id });
		expect(state).toBe('review');
		expect(comments).toMatchObject([{ comments: [{ by: 'Ada' }, { by: 'robin', you: true }] }]);
	});

	test('[MC21] an agent begins no thread, and answers none that is resolved', async () => {
		await using agent = await connectAgent(served, token, era);
		const { id } = await submitted(agent);
		const args = { id, text: 'Is it so?' };
		expect(await agent.refusalOf('comment', { ...args, thread: 'cm_0000000000' })).toContain(
			'only people begin one',
		);
		expect(served.workspace.rooms.names()).not.toContain(commentsDocName(id));
		const thread = await adaSays(id, 'Really?', 'drafts');
		expect(await agent.refusalOf('comment', { ...args, text: '  ', thread })).toContain('text');
		expect(await agent.refusalOf('comment', { ...args, id: 'st_0000000000', thread })).toContain(
			'find_artefacts',
		);
		const origin = { kind: 'person', id: ada.id } as const;
		const resolution = { resolved: true, by: ada.id, at: AT };
		await served.workspace.rooms
			.open(commentsDocName(id))
			.edit(origin, (yDoc) => resolveThread(openCommentsDoc(yDoc), thread, resolution, origin));
		expect(await agent.refusalOf('comment', { ...args, thread })).toContain('resolved');
		expect(threadsOn(id).map(({ comments }) => comments.length)).toEqual([1]);
	});

	test('[MC22] the same reply sent twice stands once', async () => {
		await using agent = await connectAgent(served, token, era);
		const { id } = await submitted(agent);
		const thread = await adaSays(id, 'Really?', 'drafts');
		const first = await agent.call('comment', { id, thread, text: 'Yes.' });
		expect(await agent.call('comment', { id, thread, text: 'Yes.' })).toEqual(first);
		expect(threadsOn(id)[0]?.comments).toHaveLength(2);
	});
});

test('[MC20] every reason that holds reaches the agent, whoever gave it', async () => {
	await using agent = await connectAgent(served, token);
	const { id } = await submitted(agent);
	const ben = await createPerson('Ben');
	const payload = {
		type: 'memberAdded',
		member: ben.id,
		name: blobRefOf(ben.name),
		role: 'reviewer',
		device: ben.device,
	} as const;
	const added = await signedBy(served, ada, payload);
	await served.workspace.journal.append([added], [], [ben.name]);
	const answers = served.workspace.viewOf(id).submission?.event ?? '';
	const said = await Promise.all(
		[ada, ben].map(async (person) => {
			const reason = blobOf(`Not yet, says ${person.name.text}.`);
			const verdict = { type: 'changesRequested', answers, reason: blobRefOf(reason) } as const;
			return { reason, envelope: await signedBy(served, person, verdict) };
		}),
	);
	for (const { reason, envelope } of said)
		await served.workspace.journal.append([envelope], [], [reason]);
	const { reasons } = await agent.call('read_artefact', { id });
	expect(reasons).toHaveLength(2);
	expect(JSON.stringify(reasons)).toContain('Not yet, says Ben.');
});
