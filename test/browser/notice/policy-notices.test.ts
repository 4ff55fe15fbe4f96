import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import StandingStage from '#test/browser/world/StandingStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const group = () => page.getByRole('group', { name: 'Titles in notifications' });

async function choose(words: 'On' | 'Off') {
	await group().getByRole('radio', { name: words }).click();
	const [from, to] = words === 'On' ? ['off', 'on'] : ['on', 'off'];
	await expect
		.element(page.getByText(`You sign: titles in notifications: ${from} → ${to}.`))
		.toBeVisible();
	await page.getByRole('button', { name: 'Sign the change' }).click();
}

test('[KY10] an owner lets notifications name people and titles, and takes it back', async () => {
	const world = new World();
	await render(StandingStage, { world, show: 'policy' });
	await choose('On');
	await expect.poll(() => world.policy.notifyContent).toBe(true);
	await expect.element(group().getByRole('radio', { name: 'On' })).toBeChecked();
	await choose('Off');
	await expect.poll(() => 'notifyContent' in world.policy).toBe(false);
	expect(world.policy).toEqual(DEFAULT_POLICY);
});

test('[KY10] others read what is so', async () => {
	const world = new World();
	world.role = 'author';
	world.policy = { ...DEFAULT_POLICY, notifyContent: true };
	await render(StandingStage, { world, show: 'policy' });
	await expect
		.element(page.getByRole('heading', { name: /^Titles in notifications/ }))
		.toBeVisible();
	await expect.element(group()).not.toBeInTheDocument();
});
