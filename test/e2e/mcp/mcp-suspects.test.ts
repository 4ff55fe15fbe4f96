/** What an agent is told that a change would make suspect: what traces to it, and nothing else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ArtefactId } from '#shared/id.ts';
import { type Agent, admitAgent, connectAgent, ERAS } from '#test/e2e/world/agent.ts';
import { createPerson, type Person } from '#test/e2e/world/person.ts';
import { append, foundBy, type Served, serveFolder, signedBy } from '#test/e2e/world/served.ts';

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

describe.each(ERAS)('an agent that is a client of the %s', (era) => {
	test('[MC7] is told what a change would make suspect, criterion by criterion', async () => {
		await using agent = await connectAgent(served, token, era);
		const { story, design, revision, criteria } = await approvedChain(agent, era);
		const [traced, other] = criteria;
		const args = { id: story, baseRevision: revision };
		const change = (which: unknown, text: string) => ({
			...args,
			criteria: criteria.map(({ id, text: was }) => ({ id, text: id === which ? text : was })),
		});

		// Nothing traces to the other criterion, so nothing is shaken by it.
		const beside = change(other?.id, 'A draft has a date and a time.');
		const refused = await agent.refusalOf('write_story', beside);
		expect(refused).toContain('revise: true');
		expect(refused).not.toContain('suspect');
		const through = change(traced?.id, 'A draft is kept for a year.');
		expect(await agent.refusalOf('write_story', through)).toContain(
			`Once approved it would make 1 suspect: ${design}.`,
		);
		expect(served.workspace.viewOf(story)).toMatchObject({ phase: 'approved' });

		const first = await agent.call('write_story', { ...beside, revise: true });
		const quiet = await agent.call('submit_for_review', { id: story, revision: first['revision'] });
		expect(quiet).not.toHaveProperty('wouldMakeSuspect');
		const second = await agent.call('write_story', {
			...through,
			...{ baseRevision: first['revision'] },
		});
		const told = await agent.call('submit_for_review', { id: story, revision: second['revision'] });
		expect(told).toMatchObject({ wouldMakeSuspect: { count: 1, ids: [design] } });

		// It was no guess.
		await approve(story);
		expect(served.workspace.viewOf(design)).toMatchObject({ standing: 'suspect' });
	});
});

/** A story, a context and a design that rests on the first criterion of the story, all approved. */
async function approvedChain(agent: Agent, name: string) {
	const written = await agent.call('write_story', {
		title: `Keep a draft, ${name}`,
		narrative: 'As a writer I want drafts kept, so that nothing is lost.',
		criteria: [{ text: 'A draft is kept.' }, { text: 'A draft has a date.' }],
	});
	const story = await through(agent, written);
	const { fields } = await agent.call('read_artefact', { id: story });
	const criteria: { id: string; text: string }[] = Object(fields).criteria;
	const map = await agent.call('write_context', {
		name: `Drafts, ${name}`,
		components: [
			{ name: `Store, ${name}`, type: 'module', code: `src/${name.replace(' ', '-')}/store.ts` },
		],
	});
	const context = await through(agent, map);
	const read = await agent.call('read_artefact', { id: context });
	const [{ id }] = Object(read['fields']).components;
	const text = `---\nid: ${id}\ncriteria: [${criteria[0]?.id}]\n---\n# Store\n\nKeeps drafts.\n`;
	const design = await through(agent, await agent.call('write_design', { id, text }));
	return { story, design, criteria, revision: written['revision'] };
}

/** Submitted by the agent, and approved by Ada. */
async function through(agent: Agent, { id, revision }: Record<string, unknown>) {
	await agent.call('submit_for_review', { id, revision });
	return approve(ArtefactId.parse(id));
}

async function approve(id: ArtefactId): Promise<ArtefactId> {
	const { submission } = served.workspace.viewOf(id);
	if (submission === null) throw new Error(`${id} is not submitted`);
	const { event: answers, revision } = submission;
	await append(served, await signedBy(served, ada, { type: 'approved', answers, revision }));
	return id;
}
