import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { criterionStateIn } from '#client/features/trace/criterion-state.ts';
import StandingStage from './StandingStage.svelte';
import { traceShop } from './trace-world.ts';

async function shop() {
	const made = traceShop(2);
	const { workspace } = made.world;
	await expect.poll(() => workspace.artefacts.designs.length).toBe(2);
	const [design] = made.designs;
	if (design === undefined) throw new Error('There is a design.');
	return { ...made, workspace, design };
}

test('[TV10] beside a design stand its code and its test, and why a run was taken back', async () => {
	const { world, design, tell } = await shop();
	tell();
	world.places = { root: '/home/ada/shop', forge: null };
	await render(StandingStage, { world, show: 'inspector', id: design.id });
	const trace = page.getByRole('region', { name: 'Trace' });
	await expect.element(trace.getByRole('img', { name: 'Verified' })).toBeVisible();
	await expect.element(trace.getByTitle(`Open ${design.code} in VS Code`)).toBeVisible();
	const because = 'The code changed since the run of 2026-11-22 14:05 UTC.';
	tell(new Map([[design.id, { run: 'outdated', because }]]));
	await expect.element(trace.getByText(/^The code changed since the run of Nov/)).toBeVisible();
	tell(new Map([[design.id, { test: 'missing' }]]));
	await expect.element(trace.getByText('It has no test.')).toBeVisible();
	await expect
		.element(trace.getByRole('link', { name: 'From story to test' }))
		.toHaveAttribute('href', expect.stringContaining(`/trace/${design.id}`));
});

test('[TV10] a criterion’s mark says how its tests came out', async () => {
	const { workspace, design, tell } = await shop();
	const [story] = workspace.stories;
	const [first, second, third] = story?.criteria ?? [];
	const stateOf = (id: (typeof first & object)['id'] | undefined) =>
		id === undefined || story === undefined
			? null
			: criterionStateIn(
					workspace,
					story,
					id,
					workspace.artefacts.designs.filter(({ criteria }) => criteria.includes(id)),
				);
	expect(stateOf(first?.id)).toBeNull();
	tell();
	expect([first, second, third].map((one) => stateOf(one?.id))).toEqual([
		'verified',
		'verified',
		'uncovered',
	]);
	tell(new Map([[design.id, { run: 'red' }]]));
	expect(stateOf(first?.id)).toBe('red');
	workspace.edit.setDesign(design.id, `${workspace.designText(design.id)}\nOne more.\n`);
	expect(stateOf(first?.id)).toBe('uncovered');
});
