/** What an agent writes and submits, and when it may not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setStoryNarrative } from '#shared/doc/edits/stories.ts';
import { openStoriesDoc } from '#shared/doc/stories-doc.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { connectAgent, tokenFor } from '#test/e2e/world/agent.ts';
import { type AgentWorld, openAgentWorld } from '#test/e2e/world/agent-world.ts';
import { blobOf } from '#test/e2e/world/person.ts';
import { signedBy } from '#test/e2e/world/served.ts';

let world: AgentWorld;

beforeAll(async () => {
	world = await openAgentWorld();
});

afterAll(async () => {
	await world[Symbol.asyncDispose]();
});

describe('writing', () => {
	test('[MC3] what a person typed meanwhile stays', async () => {
		const { served, ada, agent, newStory } = world;
		const { id, revision } = await newStory('Typed together');
		const room = served.workspace.rooms.open('stories');
		const person = { kind: 'person', id: ada.id } as const;
		await room.edit(person, (yDoc) =>
			setStoryNarrative(openStoriesDoc(yDoc), id, 'As a writer I want it, said Ada.', person),
		);
		const written = await agent.call('write_story', {
			id,
			baseRevision: revision,
			title: 'Typed by both',
		});
		expect(written).toMatchObject({ merged: true });
		const { text } = await agent.call('read_artefact', { id });
		expect(text).toContain('Typed by both');
		expect(text).toContain('said Ada');
	});

	test('[MC3] the same words changed by both are refused, and nothing is written', async () => {
		const { served, ada, agent, newStory } = world;
		const { id, revision } = await newStory('Mine or yours');
		const room = served.workspace.rooms.open('stories');
		const person = { kind: 'person', id: ada.id } as const;
		await room.edit(person, (yDoc) =>
			setStoryNarrative(openStoriesDoc(yDoc), id, 'Something else entirely.', person),
		);
		const args = { id, baseRevision: revision, narrative: 'Another thing altogether.' };
		expect(await agent.refusalOf('write_story', args)).toContain('narrative');
		const { text } = await agent.call('read_artefact', { id });
		expect(text).toContain('Something else entirely.');
	});

	test('[MC3] a write without a base, or from one nobody read, is refused', async () => {
		const { agent, newStory } = world;
		const { id } = await newStory('No base');
		expect(await agent.refusalOf('write_story', { id, title: 'x' })).toContain('baseRevision');
		const args = { id, title: 'x', baseRevision: '0'.repeat(64) };
		expect(await agent.refusalOf('write_story', args)).toContain('read_artefact');
	});

	test('criteria keep their ids, and new ones get one', async () => {
		const { agent, newStory } = world;
		const { id, revision } = await newStory('Criteria');
		const before = await agent.call('read_artefact', { id });
		const [kept] = Object(before['fields']).criteria;
		const criteria = [{ text: 'First.' }, { id: kept.id, text: 'It is there, and stays.' }];
		await agent.call('write_story', { id, baseRevision: revision, criteria });
		const after = await agent.call('read_artefact', { id });
		expect(after['fields']).toMatchObject({
			criteria: [{ text: 'First.' }, { id: kept.id, text: 'It is there, and stays.' }],
		});
	});

	test('contexts are written, linked, and refused a cycle with its path', async () => {
		const { agent, newStory } = world;
		const story = await newStory('Linked');
		const first = await agent.call('write_context', {
			name: 'Drafts',
			type: 'domain',
			entity: 'Draft',
			responsibilities: 'Keeps drafts.',
			stories: [story.id],
			components: [{ name: 'Draft store', type: 'module', code: 'src/draft-store.ts' }],
		});
		const second = await agent.call('write_context', {
			name: 'Letters',
			dependencies: [first['id']],
		});
		const cycle = {
			id: first['id'],
			baseRevision: first['revision'],
			dependencies: [second['id']],
		};
		expect(await agent.refusalOf('write_context', cycle)).toContain('Drafts → Letters → Drafts');
		const stranger = { name: 'Other', stories: ['st_0000000000'] };
		expect(await agent.refusalOf('write_context', stranger)).toContain('st_0000000000');
	});

	test('a design is written for a component, and merged like any text', async () => {
		const { agent } = world;
		const context = await agent.call('write_context', {
			name: 'Posts',
			components: [{ name: 'Post store', type: 'module', code: 'src/post-store.ts' }],
		});
		const read = await agent.call('read_artefact', { id: context['id'] });
		const [{ id }] = Object(read['fields']).components;
		const text = '# Post store\n\nKeeps posts.\n\n## Public API\n\n- save(post)\n';
		const written = await agent.call('write_design', { id, text });
		const design = await agent.call('read_artefact', { id });
		expect(design).toMatchObject({ kind: 'design', revision: written['revision'] });
		expect(design['text']).toContain(`id: ${id}`);
		expect(await agent.refusalOf('write_design', { id, text: '# Again' })).toContain(
			'baseRevision',
		);
		expect(await agent.refusalOf('write_design', { id: 'cp_0000000000', text })).toContain(
			'write_context',
		);
		const changed = String(design['text']).replace('Keeps posts.', 'Keeps all posts.');
		const again = await agent.call('write_design', {
			id,
			text: changed,
			baseRevision: design['revision'],
		});
		expect(again['revision']).not.toBe(written['revision']);
	});

	test('[MC6] the agent is seen where it works', async () => {
		const { served, newStory } = world;
		const { id } = await newStory('Watched');
		const states = [...served.workspace.rooms.open('stories').awareness.getStates().values()];
		expect(states).toContainEqual(
			expect.objectContaining({
				user: expect.objectContaining({ kind: 'agent', name: 'robin' }),
				where: id,
				doing: 'writing',
			}),
		);
	});
});

describe('submitting', () => {
	test('a person approves what an agent submitted, and the agent sees it', async () => {
		const { served, ada, agent, newStory, approve } = world;
		const { id, revision } = await newStory('To be approved');
		const answer = await agent.call('submit_for_review', { id, revision });
		expect(answer).toMatchObject({ state: 'review', pending: true });
		// Asked again, it is still the one submission.
		await agent.call('submit_for_review', { id, revision });
		const state = served.workspace.journal.ledger.state();
		expect([...state.artefacts.values()].find((one) => one.id === id)?.submissions).toHaveLength(1);
		expect(served.workspace.viewOf(id).submission).toMatchObject({ author: ada.id });

		await approve(id, revision);
		expect(await agent.call('read_artefact', { id })).toMatchObject({ state: 'approved' });
	});

	test('[MC7] an approved story is written to only by an agent that says so', async () => {
		const { agent, newStory, approve } = world;
		const { id, revision } = await newStory('Approved, then revised');
		await agent.call('submit_for_review', { id, revision });
		await approve(id, revision);
		const args = { id, baseRevision: revision, title: 'Revised' };
		expect(await agent.refusalOf('write_story', args)).toContain('revise: true');
		expect(await agent.call('write_story', { ...args, revise: true })).toMatchObject({
			state: 'draft',
		});
	});

	test('a reviewer’s reason reaches the agent as what to do next', async () => {
		const { served, ada, agent, newStory } = world;
		const { id, revision } = await newStory('Sent back');
		await agent.call('submit_for_review', { id, revision });
		const submission = served.workspace.viewOf(id).submission?.event ?? '';
		const reason = blobOf('Say who the writer is.');
		const envelope = await signedBy(served, ada, {
			type: 'changesRequested',
			answers: submission,
			reason: blobRefOf(reason),
		});
		await served.workspace.journal.append([envelope], [], [reason, ada.name]);
		expect(await agent.call('read_artefact', { id })).toMatchObject({
			state: 'draft',
			lastReason: { text: 'Say who the writer is.' },
		});
		const { next } = await agent.call('get_work_context');
		expect(Object(next)[0]).toMatchObject({ id, step: 'write_story' });
	});

	test('[MC4] another revision than the one in hand is refused', async () => {
		const { agent, newStory } = world;
		const { id } = await newStory('Stale');
		const args = { id, revision: '0'.repeat(64) };
		expect(await agent.refusalOf('submit_for_review', args)).toContain('Nothing was submitted');
	});

	test('[MC4] a story with error findings is refused, with what to put right', async () => {
		const { agent } = world;
		const { id, revision } = await agent.call('write_story', { title: 'No criteria' });
		const { error } = await agent.call('check', { id });
		expect(error).toBeGreaterThan(0);
		expect(await agent.refusalOf('submit_for_review', { id, revision })).not.toBe('');
	});

	test('[MC4] a context is refused while a story it rests on is a draft', async () => {
		const { agent, newStory } = world;
		const story = await newStory('Still a draft');
		const { id, revision } = await agent.call('write_context', {
			name: 'Early',
			type: 'domain',
			entity: 'Early bird',
			responsibilities: 'Comes too soon.',
			stories: [story.id],
		});
		expect(await agent.refusalOf('submit_for_review', { id, revision })).toContain(story.id);
	});

	test('[MC4] an agent that nobody has admitted is told where a person admits it', async () => {
		const { served, newStory } = world;
		const { token: other } = tokenFor(served, 'jay');
		await using stranger = await connectAgent(served, other);
		const { id, revision } = await newStory('Not yours');
		expect(await stranger.refusalOf('submit_for_review', { id, revision })).toContain('Admit');
		const read = await stranger.call('get_work_context');
		expect(read['note']).toContain('Admit');
	});

	test('[AC10] there is no tool that approves', async () => {
		const { agent } = world;
		const { tools } = await agent.client.listTools();
		for (const { name } of tools) expect(name).not.toMatch(/approve|reject|verdict|bypass/);
		await expect(agent.client.callTool({ name: 'approve', arguments: {} })).rejects.toThrow();
	});
});
