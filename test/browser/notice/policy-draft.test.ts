import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import StandingStage from '#test/browser/world/StandingStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const group = () => page.getByRole('group', { name: 'Titles in notifications' });
const signs = () => page.getByText('You sign: titles in notifications: off → on.');

test('[KY13] a policy that was not signed is there when its owner comes back, until it is discarded', async () => {
	const world = new World();
	const settings = { world, show: 'policy' } as const;
	const first = await render(StandingStage, settings);
	await group().getByRole('radio', { name: 'On' }).click();
	await expect.element(signs()).toBeVisible();
	await first.unmount();

	const second = await render(StandingStage, settings);
	await expect.element(signs()).toBeVisible();
	await expect.element(page.getByText(/^Not saved yet/)).toBeVisible();
	await expect.element(group().getByRole('radio', { name: 'On' })).toBeChecked();
	expect(world.policy).toEqual(DEFAULT_POLICY);
	await page.getByRole('button', { name: 'Discard' }).click();
	await expect.element(signs()).not.toBeInTheDocument();
	await second.unmount();

	await render(StandingStage, settings);
	await expect.element(group().getByRole('radio', { name: 'Off' })).toBeChecked();
	await expect.element(signs()).not.toBeInTheDocument();
});
