/**
 * Every type of Session over MCP from its start to its end, by an Agent with nothing to go by but what
 * the server says: a real relay on a socket, real SQLite, tests that really run.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setCriterion } from '#shared/doc/edits/criteria.ts';
import { openStoriesDoc } from '#shared/doc/stories-doc.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import { LEASE_MS } from '#shared/session/budget.ts';
import { SessionKind } from '#shared/session/session-kind.ts';
import { type Served, serveFolder } from '#test/e2e/world/served.ts';
import { FILES, POLICY } from '#test/e2e/world/session-story.ts';
import {
	type Answer,
	createScriptedAgent,
	type ScriptedAgent,
} from '#test/unit/mcp/scripted-agent.ts';
import { createSessionPerson, type SessionPerson } from '#test/unit/mcp/session-person.ts';

let served: Served;
let ada: SessionPerson;
let robin: ScriptedAgent;
let kim: ScriptedAgent;
/** What was run to its end, children included. */
const done = () =>
	served.workspace.sessions.list().flatMap(({ kind, phase }) => (phase === 'done' ? [kind] : []));

beforeAll(async () => {
	// Nobody tells of files: what is known of them right after a hand-in, the hand-in looked at.
	served = await serveFolder({ ...FILES }, { watch: 'poll' });
	ada = await createSessionPerson(served);
	const policy = { ...DEFAULT_POLICY, ...POLICY, evidence: { on: true, testsFirst: true } };
	await ada.say({ type: 'policySet', policy });
	robin = createScriptedAgent(served, await ada.admit('robin'));
	kim = createScriptedAgent(served, await ada.admit('kim'));
});

afterAll(async () => {
	expect(served.errors).toEqual([]);
	await served[Symbol.asyncDispose]();
});

/** To its end, a person deciding whatever it waits for. */
async function run(session: string): Promise<void> {
	for (let rounds = 0; rounds < 8; rounds++) {
		if ((await robin.work(session, disturb)) === 'done') return;
		await ada.decide(session);
	}
	throw new Error(`${session} waits for ever.`);
}

let disturbed = 0;

/** Before every hand-in: something that does not fit, and another agent that wants the same step. */
async function disturb(session: string, step: string, output: Answer): Promise<void> {
	const [says, wrong] = WRONG[disturbed++ % WRONG.length] ?? ['', {}];
	const args = { session, step, output: wrong === null ? 'Done!' : { ...output, ...wrong } };
	const refused = await robin.refusalOf('submit_step', args);
	expect(refused).toContain(says);
	expect(refused).toContain('Hand in output like {"summary": "…", "');
	const greedy = await kim.refusalOf('submit_step', { session, step, output });
	expect(greedy).toMatch(/holds? the step.*Take the step first, unless somebody else holds it/);
	expect(await kim.refusalOf('get_step', { session })).toMatch(/holds this step.*Wait until/);
}

const WRONG = [
	['output has to be an object', null],
	['summary is empty', { summary: '' }],
	['summary has to be text', { summary: 7 }],
	['"approved" is not asked for', { approved: true }],
] as const;

async function start(kind: SessionKind, artefact?: string): Promise<string> {
	const { session } = await robin.call('start_session', {
		kind,
		...(artefact ? { artefact } : {}),
	});
	return String(session);
}

/** What get_work_context says is next, as it says to begin it. */
async function startNext(): Promise<{ kind: string; session: string }> {
	const { next } = await robin.call('get_work_context');
	const { start: asked } = Object(next)[0];
	const args = { kind: asked.kind, ...(asked.artefact ? { artefact: asked.artefact } : {}) };
	const { session } = await robin.call('start_session', args);
	return { kind: asked.kind, session: String(session) };
}

describe('an agent that knows what the server says', () => {
	test('[MC32] interviews, and revises what a person sent back', async () => {
		const { kind, session } = await startNext();
		expect(kind).toBe('story-interview');
		const { step } = await robin.step(session);
		const question = 'Who greets?';
		const asked = await robin.call('submit_step', { session, step, question });
		expect(asked).toMatchObject({ pending: true });
		await ada.decide(session);
		expect(await robin.work(session)).toBe('pending');
		const [story] = served.workspace.artefacts().stories;
		if (story === undefined) throw new Error('Nothing was written.');
		await ada.askForChanges(story.id, 'Say who may.');
		const { feedback, text, baseRevisions } = await robin.step(session);
		expect(JSON.stringify(feedback)).toContain(`People asked to change ${story.id}: Say who may.`);
		expect(text).toContain('[ac_');
		expect(Object.keys(Object(baseRevisions))).toEqual([story.id]);
		await run(session);
		expect(served.workspace.artefacts().stories[0]?.criteria).toHaveLength(2);
	});

	test('[MC32] reviews a story', async () => {
		const [story] = served.workspace.artefacts().stories;
		await run(await start('story-review', story?.id));
		expect(done()).toContain('story-review');
	});

	test('[MC33] of two that want a step one holds it, until it gives it back or falls silent', async () => {
		const [story] = served.workspace.artefacts().stories;
		const session = await start('story-review', story?.id);
		const both = [robin, kim].map((agent) => agent.step(session));
		const [first, second] = await Promise.allSettled(both);
		const [winner, loser] = first?.status === 'fulfilled' ? [robin, kim] : [kim, robin];
		expect([first?.status, second?.status].toSorted()).toEqual(['fulfilled', 'rejected']);
		await winner.call('release_step', { session });
		expect(await loser.step(session)).toMatchObject({ step: 'review' });
		served.pass(LEASE_MS + 1);
		expect(await winner.step(session)).toMatchObject({ step: 'review' });
		const output = { summary: 'Read.', remarks: [] };
		const late = await loser.refusalOf('submit_step', { session, step: 'review', output });
		expect(late).toContain('Only who holds the step may do this');
		await winner.call('release_step', { session });
		await run(session);
	});

	test('[MC32] maps contexts, and designs one with its components', async () => {
		const mapping = await startNext();
		await run(mapping.session);
		const designing = await startNext();
		await run(designing.session);
		expect([mapping.kind, designing.kind]).toEqual(['context-mapping', 'context-design']);
		const { designs } = served.workspace.artefacts();
		const phases = designs.map(({ id }) => served.workspace.viewOf(id).phase);
		expect(phases).toEqual(['approved', 'approved']);
	});

	test('[MC32] [MC35] builds one component, then the rest of its context', async () => {
		for (const kind of ['component-tests', 'component-code']) {
			// Whoever handed in a file is told right away what comes after it.
			const next = await startNext();
			expect(next.kind).toBe(kind);
			await run(next.session);
		}
		const [context] = served.workspace.artefacts().contexts;
		await run(await start('context-code', context?.id));
		const { designs } = served.workspace.artefacts();
		const phases = designs.map(({ id }) => served.workspace.viewOf(id).phase);
		expect(phases).toEqual(['verified', 'verified']);
	});

	test('[MC32] exercises the story across its components', async () => {
		const [story] = served.workspace.artefacts().stories;
		await run(await start('integration', story?.id));
		expect(done()).toContain('integration');
	});

	test('[MC32] follows a change, and every type of session has come to its end', async () => {
		const { workspace } = served;
		const [story] = workspace.artefacts().stories;
		const [first] = story?.criteria ?? [];
		if (story === undefined || first === undefined) throw new Error('There is no story.');
		const origin = { kind: 'person', id: 'ada' } as const;
		await workspace.rooms.open('stories').edit(origin, (yDoc) => {
			setCriterion(openStoriesDoc(yDoc), story.id, first.id, 'Three are greeted', origin);
		});
		const { revision } = await robin.call('read_artefact', { id: story.id });
		await robin.call('submit_for_review', { id: story.id, revision });
		await ada.approve(story.id);
		await run(await start('change', story.id));
		const { contexts, designs } = workspace.artefacts();
		const standings = [...contexts, ...designs].map(({ id }) => workspace.viewOf(id).standing);
		expect(standings).toEqual(['current', 'current', 'current']);
		expect(new Set(done())).toEqual(new Set(SessionKind.options));
	});
});
