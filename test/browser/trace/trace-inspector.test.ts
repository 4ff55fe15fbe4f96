import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { nextWords } from '#client/features/inspector/next-words.ts';
import { criterionStateIn } from '#client/features/trace/criterion-state.ts';
import StandingStage from '#test/browser/world/StandingStage.svelte';
import { traceShop } from '#test/browser/world/trace-world.ts';

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

test('[TV13] code that moved names its new place, and the command that brings the rest along', async () => {
	const { world, design, tell } = await shop();
	const moved = "src/accounts/o'clock.ts";
	tell(new Map([[design.id, { code: 'missing', moved, run: 'none' }]]));
	await render(StandingStage, { world, show: 'inspector', id: design.id });
	const trace = page.getByRole('region', { name: 'Trace' });
	await expect.element(trace.getByText(`Its code moved to ${moved}.`)).toBeVisible();
	await expect
		.element(trace.getByText(`lintel move ${design.code} 'src/accounts/o'\\''clock.ts'`))
		.toBeVisible();
});

test('[EW8] what is implemented says first what keeps it from being verified', async () => {
	const { world, workspace, design, tell } = await shop();
	const because = 'Its tests failed on exactly this, in the run of 2026-11-22 14:05 UTC.';
	tell(new Map([[design.id, { run: 'red', because }]]));
	const [story] = workspace.stories;
	const context = workspace.contexts.find(({ components }) =>
		components.some(({ id }) => id === design.id),
	);
	if (story === undefined || context === undefined) throw new Error('There are both.');
	const words = (id: (typeof story | typeof context)['id'] | typeof design.id) => {
		world.stand(id, { phase: 'implemented' });
		return nextWords(workspace, id).replaceAll('\u00a0', ' ');
	};
	const failed = /Its tests failed on exactly this, in the run of Nov 22, \d\d:05\.$/;
	expect(words(design.id)).toMatch(/^Its code and test files exist\. /);
	expect(words(design.id)).toMatch(failed);
	expect(words(story.id)).toMatch(/rests on a run that failed\. Session: /);
	expect(words(story.id)).toMatch(failed);
	expect(words(context.id)).toMatch(/Session: Its tests failed/);
	tell(new Map([[design.id, { run: 'verified' }]]));
	expect(words(story.id)).toContain('is covered by no test.');
	expect(words(context.id)).toContain('It is verified once every design in it is.');
});

test('[TV10] the longest paths and names leave nothing to scroll sideways beside a document', async () => {
	const { world, workspace, design, tell } = await shop();
	const long = `src/${'accounts-of-everybody/'.repeat(6)}session.ts`;
	tell(new Map([[design.id, { code: 'missing', moved: long, run: 'outdated' }]]));
	for (const { id } of [design, ...workspace.contexts, ...workspace.stories]) {
		const screen = await render(StandingStage, { world, show: 'inspector', id });
		const aside = screen.container.querySelector('aside');
		await expect.element(screen.getByRole('region', { name: 'Trace' })).toBeVisible();
		expect([id, (aside?.scrollWidth ?? 0) - (aside?.clientWidth ?? 0)]).toEqual([id, 0]);
		await screen.unmount();
	}
});
