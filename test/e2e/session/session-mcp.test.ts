/** A whole story over MCP, from the wish to verified code: an agent works, a person decides in Chromium. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ArtefactId } from '#shared/id.ts';
import { connectAgent, type Era } from '#test/e2e/world/agent.ts';
import { approveByKeyboard } from '#test/e2e/world/review-steps.ts';
import { linkTo, type Served, serveFolder } from '#test/e2e/world/served.ts';
import {
	ANSWER,
	CODE,
	CODE_FILE,
	contextFor,
	designFor,
	FILES,
	QUESTION,
	STORY,
	TEST_FILE,
	testFor,
	WISH,
	WRONG_CODE,
} from '#test/e2e/world/session-story.ts';
import { createAgent, foundWorkspace, openPlace } from '#test/e2e/world/steps.ts';
import { openVisitor, type Visitor } from '#test/e2e/world/visitor.ts';

let served: Served;
let ada: Visitor;
let token: string;

beforeAll(async () => {
	served = await serveFolder({ ...FILES });
	const folder = join(served.folder, 'app');
	for (const args of [
		['init', '-q'],
		['add', '-A'],
		['commit', '-q', '-m', 'Begin'],
	]) {
		const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
		execFileSync('git', [...identity, ...args], { cwd: folder });
	}
	ada = await openVisitor();
});

afterAll(async () => {
	await ada[Symbol.asyncDispose]();
	await served[Symbol.asyncDispose]();
});

/** Founded, its policy signed, and robin admitted, all in Chromium. */
async function begin(): Promise<void> {
	await foundWorkspace(ada.page, linkTo(served), 'Ada');
	await openPlace(ada.page, 'Settings');
	await ada.page.getByRole('button', { name: 'Take it from the file' }).click();
	await ada.page.getByRole('button', { name: 'Sign the change' }).click();
	await openPlace(ada.page, 'Members');
	token = await createAgent(ada.page, 'robin');
	await robin('get_work_context', {});
	await ada.page.getByRole('button', { name: 'Admit' }).click();
	await ada.page.getByRole('button', { name: 'Admit' }).waitFor({ state: 'detached' });
	const admitted = () => served.workspace.journal.ledger.state().membership.agents.size;
	await expect.poll(admitted).toBe(1);
}

/** Every call on a connection of its own: nothing is kept between them. */
async function robin(tool: string, args: Record<string, unknown>, era: Era = 'modern') {
	await using agent = await connectAgent(served, token, era);
	return await agent.call(tool, args);
}

function put(path: string, text: string): void {
	const file = join(served.folder, 'app', path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}

async function approve(page: Page, id: unknown): Promise<void> {
	await page.goto(`${served.origin}/w/${served.workspace.slug}/review/${id}`);
	await approveByKeyboard(page);
	await expect.poll(() => phaseOf(id)).toBe('approved');
}

function phaseOf(id: unknown): string {
	return served.workspace.viewOf(ArtefactId.parse(id)).phase;
}

/** Runs a session to where a person has to decide, and on from there once one has. */
async function session(
	asked: Record<string, unknown>,
	work: (session: unknown) => Promise<{
		readonly step: string;
		readonly output: object;
		readonly artefact: unknown;
	}>,
	era: Era = 'modern',
): Promise<void> {
	const started = await robin('start_session', asked, era);
	const id = started['session'];
	const step = await robin('get_step', { session: id }, era);
	expect(step).toMatchObject({ instruction: expect.any(String), outputSchema: expect.any(Object) });
	const done = await work(id);
	const handedIn = { session: id, step: done.step, output: done.output };
	const verdict = await robin('submit_step', handedIn, era);
	expect(verdict).toMatchObject({ accepted: true });
	if (done.artefact !== null) {
		expect(verdict).toMatchObject({ pending: true, next: expect.stringContaining('Tell them') });
		expect(await robin('get_step', { session: id }, era)).toMatchObject({ pending: true });
		await approve(ada.page, done.artefact);
	}
	const phase = async () => (await robin('list_sessions', { session: id }, era))['phase'];
	await expect.poll(phase).toBe('done');
}

/** The agent asks, Ada answers in Chromium, and the answer comes with the step. */
async function askAda(session: unknown, step: string): Promise<void> {
	const asked = await robin('submit_step', { session, step, question: QUESTION }, 'older client');
	expect(asked).toMatchObject({ pending: true, waitingFor: { for: 'answer' } });
	await ada.page.goto(`${served.origin}/w/${served.workspace.slug}/sessions/${session}`);
	await ada.page.getByText(QUESTION).first().waitFor();
	await ada.page.getByLabel('Your answer').fill(ANSWER);
	await ada.page.getByRole('button', { name: 'Answer' }).click();
	const feedback = async () => (await robin('get_step', { session }))['feedback'] ?? [];
	await expect.poll(async () => JSON.stringify(await feedback())).toContain('Hello, guest');
}

async function submitted({ id, revision }: Record<string, unknown>): Promise<unknown> {
	await robin('submit_for_review', { id, revision });
	return id;
}

test('[MC31] an agent runs a story from the wish to verified code, a person approving at each gate', async () => {
	await begin();
	let story: unknown;
	await session(
		{ kind: 'story-interview', goal: WISH },
		async (id) => {
			await askAda(id, 'interview');
			story = await submitted(await robin('write_story', STORY));
			const output = { summary: 'One story.', artefacts: [story] };
			return { step: 'interview', output, artefact: story };
		},
		'older client',
	);

	let context: unknown;
	await session({ kind: 'context-mapping' }, async () => {
		context = await submitted(await robin('write_context', contextFor(String(story))));
		const output = { summary: 'One context.', artefacts: [context] };
		return { step: 'map', output, artefact: context };
	});

	const { fields } = await robin('read_artefact', { id: context });
	const design = Object(fields).components[0].id;
	const { fields: ofStory } = await robin('read_artefact', { id: story });
	const criteria: string[] = Object(ofStory).criteria.map(({ id }: { id: string }) => id);
	await session({ kind: 'component-design', artefact: design }, async () => {
		await submitted(await robin('write_design', { id: design, text: designFor(criteria) }));
		const output = { summary: 'One design.', artefacts: [design] };
		return { step: 'design', output, artefact: design };
	});

	await session({ kind: 'component-tests', artefact: design }, async () => {
		put(TEST_FILE, testFor(criteria));
		const output = { summary: 'Two tests.', files: [TEST_FILE] };
		return { step: 'tests', output, artefact: null };
	});

	await session({ kind: 'component-code', artefact: design }, async () => {
		put(CODE_FILE, WRONG_CODE);
		const output = { summary: 'The greeter.', files: [CODE_FILE] };
		const { sessions } = await robin('list_sessions', {});
		const [{ session: id }] = Object(sessions);
		const rejected = await robin('submit_step', { session: id, step: 'code', output });
		expect(rejected).toMatchObject({ accepted: false, next: expect.stringContaining('again') });
		put(CODE_FILE, CODE);
		return { step: 'code', output, artefact: null };
	});

	await expect.poll(() => phaseOf(design)).toBe('verified');
	await expect.poll(() => phaseOf(story)).toBe('verified');
	expect(served.errors).toEqual([]);
});
