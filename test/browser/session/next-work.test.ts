import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { WorkDesk } from '#client/state/trace/work.svelte.ts';
import { addSubmitted } from '#test/browser/world/review-world.ts';
import StandingStage from '#test/browser/world/StandingStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

test('[NW6] the app reads the list that agents get, from what this device knows', () => {
	const world = new World();
	const { workspace } = world;
	expect(workspace.work.items).toMatchObject([{ step: 'write_story', who: 'agent' }]);
	const story = addSubmitted(world, 'Sign in');
	expect(workspace.work.of(story.id)).toMatchObject([{ step: 'review', who: 'person' }]);
});

test('[NW6] what the app reads stays the same object until something is to be done otherwise', () => {
	const world = new World();
	const { workspace } = world;
	const story = workspace.edit.addStory();
	const draft = workspace.view(story);
	const desk = new WorkDesk({
		book: world.book,
		index: {
			get all() {
				return workspace.artefacts;
			},
		},
		lifecycle: { view: () => draft, findings: () => [] },
		traces: world.traces,
		observed: () => world.observed,
		sessions: () => [],
	});
	const before = desk.now;
	expect(before.of(story)).toMatchObject([{ step: 'submit_for_review', id: story }]);
	expect(desk.now).toBe(before);
	workspace.edit.addStory();
	expect(desk.now.items).toHaveLength(2);
});

test('[NW6] what comes next is on Now, one thing a row, with what to do and why', async () => {
	const world = new World();
	for (const title of ['Sign in', 'Lend a book', 'Sell', 'Return', 'Reserve', 'Pay', 'Browse']) {
		const id = world.workspace.edit.addStory();
		world.workspace.textOf(id, 'title').insert(0, title);
	}
	await render(StandingStage, { world, show: 'now' });
	const summary = page.getByText('7 things to do, for agents or people');
	await summary.click();
	await expect.element(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
	await expect.element(page.getByText('Submit it').first()).toBeVisible();
	await page.getByRole('button', { name: 'Show 2 more' }).click();
	await expect.element(page.getByRole('link', { name: 'Browse' })).toBeVisible();
});
