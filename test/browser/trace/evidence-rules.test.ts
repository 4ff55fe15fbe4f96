import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import StandingStage from '#test/browser/world/StandingStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const choose = (name: string, words: string) =>
	page.getByRole('group', { name, exact: true }).getByRole('radio', { name: words }).click();
const sign = () => page.getByRole('button', { name: 'Sign the change' }).click();

test('[EW1] an owner turns test runs on, says whose count, and turns them off again', async () => {
	const world = new World();
	await render(StandingStage, { world, show: 'policy' });
	await choose('Test runs', 'On');
	await choose('What counts', 'Only CI');
	await choose('Tests first', 'On');
	await page.getByRole('spinbutton', { name: 'Minutes for a run' }).fill('30');
	await page.getByRole('textbox', { name: 'Test command' }).fill('npx\nvitest');
	// What is signed is said while it is typed: nobody signs words that come as they press.
	await page.getByRole('textbox', { name: 'Test report' }).fill('build/report.xml');
	await expect
		.element(
			page.getByText(
				'You sign: test command: none → ["npx","vitest"]; test runs: off → on; what counts as a test run: what Lintel ran → only build machines’ runs; tests first: off → on; minutes for a test run: 10 → 30; test report: none → build/report.xml.',
			),
		)
		.toBeVisible();
	await sign();
	await expect
		.poll(() => world.policy.evidence)
		.toEqual({
			...{ on: true, accept: 'ci', testsFirst: true, minutes: 30 },
			report: { path: 'build/report.xml' },
		});
	await page.getByRole('textbox', { name: 'Test command' }).fill('');
	await page.getByRole('textbox', { name: 'Test report' }).fill('');
	await page.getByRole('heading', { name: 'Evidence' }).click();
	await choose('What counts', 'What Lintel ran');
	await choose('Tests first', 'Off');
	await page.getByRole('spinbutton', { name: 'Minutes for a run' }).fill('10');
	await page.getByRole('heading', { name: 'Evidence' }).click();
	await choose('Test runs', 'Off');
	await sign();
	await expect.poll(() => world.policy).toEqual(DEFAULT_POLICY);
});

test('[EW1] others read what is so', async () => {
	const world = new World();
	world.role = 'author';
	world.policy = { ...DEFAULT_POLICY, evidence: { on: true, accept: 'ci' } };
	await render(StandingStage, { world, show: 'policy' });
	await expect.element(page.getByText('only build machines’ runs')).toBeVisible();
	await expect.element(page.getByRole('group', { name: 'Test runs' })).not.toBeInTheDocument();
});
