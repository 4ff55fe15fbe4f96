/** The built-in runner as people meet it: one runs and pauses it in the app, another sees all of it. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openProfile } from '#test/e2e/browser-profile.ts';
import { look } from '#test/e2e/look.ts';
import { asks } from '#test/e2e/runner-scripts.ts';
import { openRunnerWorld, type RunnerWorld } from '#test/e2e/runner-world.ts';
import { linkTo } from '#test/e2e/served.ts';
import { FILES, QUESTION, WISH } from '#test/e2e/session-story.ts';
import { foundWorkspace, joinWorkspace } from '#test/e2e/steps.ts';

const LOOK = { say: 'I look around first.', calls: [{ name: 'list_files', input: {} }] };
const STALL = { say: 'I think about it for a long time', stallAfter: 4 };

test('[SB19] [SB20] what one person runs and pauses, another sees as it happens', {
	timeout: 90_000,
}, async () => {
	await using world = await openRunnerWorld(FILES, { founded: false });
	await using keyless = await openRunnerWorld(FILES, { founded: false, key: null });
	await using ada = await openProfile();
	await using ben = await openProfile();
	const { api } = world;
	await foundWorkspace(ada.page, linkTo(world.served), 'Ada');
	await joinWorkspace(ben.page, ada.page, addressOf(world), 'Ben', 'author');

	await startInterview(ada.page);
	await ben.page.goto(`${addressOf(world)}/sessions`);
	await ben.page.getByRole('link', { name: 'Interview for stories' }).click();
	await ben.page.getByText(/has not been admitted/).waitFor();
	expect(await run(ben.page).count()).toBe(0);
	const session = ada.page.url();
	await ada.page.goto(`${addressOf(world)}/members`);
	await ada.page.getByRole('button', { name: 'Admit' }).click();
	await run(ben.page).waitFor();

	await ada.page.goto(session);
	api.play([LOOK, STALL]);
	await run(ada.page).click();
	const log = ben.page.getByRole('log', { name: 'Transcript' });
	await log.getByText('I look around first.').waitFor();
	await log.getByText('list_files').waitFor();
	const cost = ben.page.getByRole('region', { name: 'Tokens and cost' });
	await cost.getByText('$0.0012').waitFor();
	await pause(ben.page).waitFor();
	// Word by word, before the answer is whole.
	await log.getByRole('article', { name: 'Being said' }).getByText(/^I/).waitFor();
	await look(ben.page, 'session-running');
	await pause(ada.page).click();
	await run(ben.page).waitFor();
	await api.hungUp();

	api.play(asks());
	await run(ben.page).click();
	await ada.page.getByText(new RegExp(`asks: ${QUESTION.slice(0, -1)}`)).waitFor();
	await cost.getByText('$0.0024').waitFor();
	await cost.getByText('2 requests').waitFor();
	// It goes on by itself once the question is answered, unless somebody pauses it.
	await pause(ada.page).click();
	await pause(ben.page).waitFor({ state: 'detached' });
	expect(api.faults).toEqual([]);

	await foundWorkspace(ada.page, linkTo(keyless.served), 'Ada');
	await startInterview(ada.page);
	await ada.page.getByText(/has no key for the Messages API/).waitFor();
	expect(await run(ada.page).count()).toBe(0);
	await look(ada.page, 'session-no-key');
});

/** By keyboard, from wherever the page is. */
async function startInterview(page: Page): Promise<void> {
	await page.keyboard.press('Control+k');
	await page.getByRole('combobox', { name: 'Search and commands' }).fill('> start a session');
	await page.getByRole('option', { name: 'Start a session' }).waitFor();
	await page.keyboard.press('Enter');
	await page.getByRole('radio', { name: /Interview for stories/ }).check();
	await page.getByLabel('What do you want?').fill(WISH);
	await page.keyboard.press('Control+Enter');
	await page.getByRole('heading', { name: 'Interview for stories' }).waitFor();
}

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });
const pause = (page: Page) => page.getByRole('button', { name: 'Pause', exact: true });

function addressOf({ served }: RunnerWorld): string {
	return `${served.origin}/w/${served.workspace.slug}`;
}
