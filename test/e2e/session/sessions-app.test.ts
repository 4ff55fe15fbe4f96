/** Sessions in the app: an agent asks and gives up, people answer and help, and the runner is run. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SessionId } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { tokenFor } from '#test/e2e/world/agent.ts';
import { look } from '#test/e2e/world/look.ts';
import { blobOf } from '#test/e2e/world/person.ts';
import { asks } from '#test/e2e/world/runner-scripts.ts';
import { admitRunner } from '#test/e2e/world/runner-world.ts';
import { openSessionPeople, type SessionPeople } from '#test/e2e/world/session-people.ts';
import { FILES, QUESTION, WISH } from '#test/e2e/world/session-story.ts';
import { appKept } from '#test/e2e/world/steps.ts';

const LOOK = { say: 'I look around first.', calls: [{ name: 'list_files', input: {} }] };
const STALL = { say: 'I think about it for a long time', stallAfter: 4 };
/** There is no such story: what names it is sent back. */
const NOWHERE = 'st_zzzzzzzzzz';

let people: SessionPeople;

beforeAll(async () => {
	people = await openSessionPeople(FILES);
});

afterAll(async () => {
	await people[Symbol.asyncDispose]();
});

test('[SB18] [SB21] what an agent asks one answers and another sees, and all of it stays without the relay', async () => {
	const { world, grace, ben, address } = people;
	const { sessions } = world.served.workspace;
	const worker = await admitted('robin');
	await grace.page.goto(`${address}/sessions`);
	await grace.page.getByText('lintel connect claude').waitFor();
	await grace.page.keyboard.press('n');
	await interview(grace.page);
	await ben.page.goto(`${address}/sessions`);
	await ben.page.getByRole('link', { name: 'Interview for stories' }).click();
	await ben.page.getByText(WISH).waitFor();
	await ben.page.getByText(/Nobody works on it now/).waitFor();

	await expect.poll(() => sessions.list().length).toBe(1);
	const session = sessions.list()[0]?.id ?? 'se_0000000000';
	const taken = await sessions.take(worker, session);
	expect(taken.ok).toBe(true);
	sessions.tell(session, 'robin', { type: 'text', text: 'I read the repository first.' });
	const log = ben.page.getByRole('log', { name: 'Transcript' });
	await log.getByText('I read the repository first.').waitFor();
	await sessions.ask(worker, session, 'interview', 'Who may sign in?');
	await ben.page.getByText('robin asks: Who may sign in?').waitFor();
	await grace.page.getByLabel('Your answer').fill('Readers with a card.');
	await look(grace.page, 'session-asked');
	await grace.page.keyboard.press('Control+Enter');
	await ben.page.getByText('Grace answered: Readers with a card.').waitFor();
	await log.getByText('Readers with a card.').waitFor();
	await expect.poll(() => sessions.get(session)?.waiting).toBeNull();

	// An agent that can't do it stops after some tries; a person says how, and it goes on.
	await useUp(session);
	await ben.page.getByText('“Ask, and write the stories” was sent back 5 times.').waitFor();
	await grace.page.goto(`${address}/sessions`);
	await grace.page.getByRole('region', { name: 'Waiting for you' }).getByText(WISH).waitFor();
	await look(grace.page, 'sessions-board');
	expect(await sessions.take(worker, session)).toMatchObject({ ok: false });
	await ben.page.keyboard.press('a');
	await ben.page.keyboard.type('Write the story first.');
	await ben.page.keyboard.press('Control+Enter');
	await log.getByText('Write the story first.').waitFor();
	const again = async () => {
		const step = await sessions.take(worker, session);
		return step.ok ? step.value.feedback.join('\n') : step.error.reason;
	};
	await expect.poll(again).toContain('Write the story first.');
	await ben.page.getByText('Held by robin').waitFor();

	// From what is on this device alone.
	await ben.page.getByRole('radio', { name: 'Context pack' }).check({ force: true });
	await ben.page
		.getByText(/tokens/)
		.first()
		.waitFor();
	await ben.page.getByRole('radio', { name: 'Transcript' }).check({ force: true });
	// The address says which of them is read; a page that loads before it does shows the pack.
	await log.getByText('Try 5.').waitFor();
	await appKept(ben.page);
	await ben.context.setOffline(true);
	await ben.page.reload();
	await log.getByText('Try 5.').waitFor();
	await ben.page.getByText(/what this device has seen of it/).waitFor();
	await ben.page.getByRole('button', { name: 'What else can be done' }).click();
	await ben.page.getByRole('menuitem', { name: 'Cancel the session' }).click();
	await ben.page.getByRole('dialog').getByRole('button', { name: 'Cancel the session' }).click();
	await ben.page.getByText('what you decided is on this device only').waitFor();
	expect(sessions.get(session)?.phase).not.toBe('cancelled');
	await ben.context.setOffline(false);
	await expect.poll(() => sessions.get(session)?.phase, { timeout: 30_000 }).toBe('cancelled');
	await grace.page.getByRole('button', { name: /Done, failed and cancelled/ }).waitFor();

	async function useUp(id: SessionId): Promise<void> {
		await sessions.take(worker, id);
		for (let n = 1; n <= 5; n++) {
			const output = { summary: `Try ${n}.`, artefacts: [NOWHERE] };
			expect(await sessions.submit(worker, id, 'interview', output)).toMatchObject({
				value: { accepted: false },
			});
		}
	}
});

test('[SB19] [SB20] what one person runs and pauses, another sees as it happens', async () => {
	const { world, grace, ben, address } = people;
	const { api } = world;
	await grace.page.goto(`${address}/sessions`);
	await grace.page.getByRole('button', { name: 'Start a session' }).waitFor();
	await grace.page.keyboard.press('Control+k');
	await grace.page.getByRole('combobox', { name: 'Search and commands' }).fill('> start a session');
	await grace.page.getByRole('option', { name: 'Start a session' }).waitFor();
	await grace.page.keyboard.press('Enter');
	await interview(grace.page);
	await ben.page.goto(grace.page.url());
	await ben.page.getByText(/has not been admitted/).waitFor();
	expect(await run(ben.page).count()).toBe(0);
	await look(ben.page, 'session-barred');
	await admitRunner(world);
	await run(ben.page).waitFor();

	api.play([LOOK, STALL]);
	await run(grace.page).click();
	const log = ben.page.getByRole('log', { name: 'Transcript' });
	await log.getByText('I look around first.').waitFor();
	await log.getByText('list_files').waitFor();
	const cost = ben.page.getByRole('region', { name: 'Tokens and cost' });
	await cost.getByText('$0.0012').waitFor();
	await pause(ben.page).waitFor();
	// Word by word, before the answer is whole.
	await log.getByRole('article', { name: 'Being said' }).getByText(/^I/).waitFor();
	await look(ben.page, 'session-running');
	await pause(grace.page).click();
	await run(ben.page).waitFor();
	await api.hungUp();

	api.play(asks());
	await run(ben.page).click();
	await grace.page.getByText(new RegExp(`asks: ${QUESTION.slice(0, -1)}`)).waitFor();
	await cost.getByText('$0.0024').waitFor();
	await cost.getByText('2 requests').waitFor();
	// It goes on by itself once the question is answered, unless somebody pauses it.
	await pause(grace.page).click();
	await pause(ben.page).waitFor({ state: 'detached' });
	expect(api.faults).toEqual([]);
});

async function admitted(name: string) {
	const { id } = tokenFor(people.world.served, name);
	const words = blobOf(name);
	await people.world.say(
		{
			...{ type: 'agentAdded', agent: id, name: blobRefOf(words) },
			responsible: people.world.ada.id,
		},
		words,
	);
	return { id, name };
}

async function interview(page: Page): Promise<void> {
	await page.getByRole('radio', { name: /Interview for stories/ }).check();
	await page.getByLabel('What do you want?').fill(WISH);
	await page.keyboard.press('Control+Enter');
	await page.getByRole('heading', { name: 'Interview for stories' }).waitFor();
}

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });
const pause = (page: Page) => page.getByRole('button', { name: 'Pause', exact: true });
