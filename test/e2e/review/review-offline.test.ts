/** The review screen without the relay: what was read stays readable, and what is decided waits. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openProfile } from '#test/e2e/world/browser-profile.ts';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { look } from '#test/e2e/world/look.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { approveByKeyboard, submit, withRobin } from '#test/e2e/world/review-steps.ts';
import { appKept, savedOnRelay } from '#test/e2e/world/steps.ts';

const NARRATIVE = 'As a reader, I want to return a book, so that my shelf has room.';

test('[OF3] [RW13] a review is read and decided without the relay, and settles when it is back', async () => {
	using repository = createRepository({ 'user_stories.md': '# User Stories\n' });
	const options = { repo: repository.folder, data: repository.data };
	const first = await startLintel(options);
	let profile = await openProfile();
	const robin = await withRobin(profile.page, first);
	const stories: { id: string }[] = [];
	for (const title of ['Return a book', 'Renew a book', 'Reserve a book'])
		stories.push(
			await submit(robin, { title, narrative: NARRATIVE, criteria: [{ text: 'Done' }] }),
		);
	const address = `${first.origin}/w/${first.slug}/review`;
	await profile.page.goto(address);
	await profile.page
		.getByText(/^New, \d+ words/)
		.nth(2)
		.waitFor();
	await savedOnRelay(profile.page);
	await appKept(profile.page);
	await first.stop();

	// From a cold start: nothing but what is on this device.
	profile = await profile.restart();
	await profile.page.goto(address);
	await profile.page
		.getByText(/Offline/)
		.first()
		.waitFor();
	await profile.page.getByRole('button', { name: 'Start with the first' }).waitFor();
	await profile.page.keyboard.press('Control+Enter');
	await profile.page.getByText('so that my shelf has room').waitFor();
	await look(profile.page, 'offline');
	await approveByKeyboard(profile.page);
	await nextIs(profile.page, 'Renew a book');
	await profile.page.keyboard.press('r');
	await profile.page.getByLabel('Reason').fill('Say for how long.');
	await profile.page.keyboard.press('Control+Enter');
	await nextIs(profile.page, 'Reserve a book');
	await profile.page.goto(address);
	await profile.page
		.getByText(/on this device and will be sent/)
		.first()
		.waitFor();
	await profile.page.getByRole('region', { name: 'You have answered' }).waitFor();
	await look(profile.page, 'offline-inbox');

	await using second = await startLintel({ ...options, port: first.port });
	const states = () =>
		Promise.all(
			stories.map(async ({ id }) => (await robin.call('read_artefact', { id }))['state']),
		);
	await savedOnRelay(profile.page);
	await expect.poll(states, { timeout: 20_000 }).toEqual(['approved', 'draft', 'review']);
	expect(second.port).toBe(first.port);
	await robin[Symbol.asyncDispose]();
	await profile[Symbol.asyncDispose]();
});

async function nextIs(page: Page, title: string): Promise<void> {
	await page.getByRole('heading', { name: title, level: 2 }).waitFor();
}
