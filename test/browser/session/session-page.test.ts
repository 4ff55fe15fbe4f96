import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { openSession } from '#test/browser/world/open-session.ts';
import SessionStage from '#test/browser/world/SessionStage.svelte';
import { type Busy, tellWork } from '#test/browser/world/session-world.ts';
import { leaseOf, stepState } from '#test/browser/world/world-sessions.svelte.ts';

beforeEach(() => page.viewport(1240, 800));

const signed = ({ world }: Busy) => world.sessions.signed.map(({ type }) => type);
const texts = ({ world }: Busy) => world.sessions.blobs.map(({ text }) => text);

test('[SB7] every attempt stands at its step with its verdict, why, and what was handed in', async () => {
	const { screen } = await openSession(({ stuck }) => stuck);
	const steps = screen.getByRole('list', { name: 'Steps' });
	await expect.element(steps.getByText(/Attempt 5 sent back/)).toBeVisible();
	expect(steps.getByText(/a locked account still gets in/).elements()).toHaveLength(5);
	await steps.getByText(/Attempt 1 sent back/).click();
	await expect.element(steps.getByText('Wrote it as the design says.').first()).toBeVisible();
	await expect.element(steps.getByText('src/lockout.ts', { exact: true }).first()).toBeVisible();
});

test('[SB8] a question is answered where it is read, and only with words', async () => {
	const shop = await openSession(({ asking }) => asking);
	const { screen, asking } = shop;
	const waits = screen.getByRole('region', { name: 'Waiting for a person' });
	await expect.element(waits.getByText(/^Robin Hobb asks: How long may a link/)).toBeVisible();
	await userEvent.keyboard('a');
	await expect.element(waits.getByLabelText('Your answer')).toHaveFocus();
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	expect(signed(shop)).toEqual([]);
	await userEvent.keyboard('One day.{Control>}{Enter}{/Control}');
	await expect.poll(() => signed(shop)).toEqual(['stepAnswered']);
	expect(shop.world.sessions.signed[0]).toMatchObject({ session: asking.id, step: 'interview' });
	expect(texts(shop)).toEqual(['One day.']);
});

test('[UI19] an answer that was not sent is there after a reload', async () => {
	const { screen, stage } = await openSession(({ asking }) => asking);
	await screen.getByLabelText('Your answer').fill('One day, or');
	await screen.unmount();
	const again = await render(SessionStage, stage);
	await expect.element(again.getByLabelText('Your answer')).toHaveValue('One day, or');
});

test('[SB8] a step that was tried too often says why, and is tried again with a note', async () => {
	const shop = await openSession(({ stuck }) => stuck);
	const waits = shop.screen.getByRole('region', { name: 'Waiting for a person' });
	await expect
		.element(waits.getByText('“Write the code file” was sent back 5 times.'))
		.toBeVisible();
	await expect.element(waits.getByText(/src\/lockout\.test\.ts:14/)).toBeVisible();
	await waits.getByLabelText(/A note/).fill('Look at the clock.');
	await waits.getByRole('button', { name: /Try again/ }).click();
	await expect.poll(() => signed(shop)).toEqual(['stepReopened']);
	expect(texts(shop)).toEqual(['Look at the clock.']);
});

test('[SB8] what waits for approval leads to the review', async () => {
	const { screen, story } = await openSession((shop) => {
		shop.world.stand(shop.story, { phase: 'review' });
		return shop.approval;
	});
	const link = screen.getByRole('link', { name: 'Review “Sign in with email”' });
	await expect.element(link).toHaveAttribute('href', expect.stringContaining(`/review/${story}`));
});

test('[SB8] children that did not get done are started again', async () => {
	const shop = await openSession((busy) => {
		const { world, parent, stuck } = busy;
		const waiting = { for: 'children', sessions: [stuck.id] } as const;
		const waits = { ...parent, phase: 'waiting', waiting } as const;
		world.sessions.all = world.sessions.all.map((one) => (one.id === parent.id ? waits : one));
		return waits;
	});
	await shop.screen.getByRole('button', { name: /Start them again/ }).click();
	await expect.poll(() => signed(shop)).toEqual(['stepReopened']);
});

test('[SB9] a person takes a step over, hands it in as an agent would, or gives it back', async () => {
	const shop = await openSession(({ working }) => working);
	const { screen, world, working } = shop;
	await screen.getByRole('button', { name: 'What else can be done' }).click();
	await page.getByRole('menuitem', { name: 'Take over' }).click();
	await expect.poll(() => signed(shop)).toEqual(['leaseLapsed', 'stepLeased']);
	expect(world.sessions.signed[0]).toMatchObject({ why: 'taken', step: 'design' });
	const me = world.workspace.me?.member ?? 'mb_0000000ada';
	const lease = { ...leaseOf('design'), by: { kind: 'member', member: me } } as const;
	world.sessions.all = world.sessions.all.map((one) =>
		one.id === working.id
			? { ...one, lease, steps: [stepState('design', { status: 'leased' })] }
			: one,
	);
	const mine = screen.getByRole('region', { name: 'Your step' });
	await expect.element(mine.getByText('Session', { exact: true })).toBeVisible();
	await mine.getByLabelText('What was done').fill('Wrote the section on errors.');
	await mine.getByRole('button', { name: 'Hand it in' }).click();
	await expect.poll(() => signed(shop).at(-1)).toBe('stepSubmitted');
	expect(JSON.parse(texts(shop).at(-1) ?? '')).toEqual({
		summary: 'Wrote the section on errors.',
		artefacts: [working.artefact],
	});
	await mine.getByRole('button', { name: 'Give it back' }).click();
	await expect.poll(() => world.sessions.signed.at(-1)).toMatchObject({ why: 'released' });
});

test('[SB9] a session is cancelled for a reason, and a viewer does nothing to it', async () => {
	const shop = await openSession(({ working }) => working);
	const { screen, world } = shop;
	const menu = screen.getByRole('button', { name: 'What else can be done' });
	await menu.click();
	await page.getByRole('menuitem', { name: 'Cancel the session' }).click();
	await page.getByLabelText(/Why/).fill('Not now.');
	await page
		.getByRole('dialog')
		.getByRole('button', { name: /Cancel the session/ })
		.click();
	await expect.poll(() => signed(shop)).toEqual(['sessionEnded']);
	expect(texts(shop)).toEqual(['Not now.']);
	world.role = 'viewer';
	await menu.click();
	await expect
		.element(page.getByRole('menuitem', { name: /Take over/ }))
		.toHaveAttribute('aria-disabled', 'true');
});

test('[SB19] where the runner can’t work, why not stands in place of its button', async () => {
	const { screen, world, child, parent, working, stage } = await openSession(
		({ parent: whole }) => whole,
	);
	const run = screen.getByRole('button', { name: 'Run' });
	await expect.element(screen.getByText(/can’t work on it. The runner has no key/)).toBeVisible();
	await expect.element(run).not.toBeInTheDocument();
	world.sessions.runnerWhyNot = null;
	await run.click();
	await screen.getByRole('button', { name: 'Pause' }).click();
	await expect.element(run).toBeVisible();
	world.sessions.runs = [parent.id];
	await screen.rerender({ ...stage, session: child.id });
	await expect.element(screen.getByText(/works on it as a part of/)).toBeVisible();
	await expect.element(run).not.toBeInTheDocument();
	// Who holds it goes on: nothing to be said of another who could.
	world.sessions.runs = [];
	await screen.rerender({ ...stage, session: working.id });
	await expect.element(screen.getByText(/can’t work on it/)).not.toBeInTheDocument();
	world.sessions.runs = [parent.id];
	await screen.rerender({ ...stage, session: parent.id });
	world.role = 'viewer';
	const pause = screen.getByRole('button', { name: 'Pause' });
	await expect.element(pause).toHaveAccessibleDescription(/A viewer may read/);
});

test('[SB4] the panels have keys, and Escape leads back to the board', async () => {
	const { addresses } = await openSession(({ working }) => working);
	await userEvent.keyboard('2');
	await userEvent.keyboard('3');
	await userEvent.keyboard('1');
	await userEvent.keyboard('{Escape}');
	expect(addresses).toEqual(['?show=pack', '?show=changes', '', 'left']);
});

test.for([
	['light', 1240],
	['dark', 390],
] as const)('[SB4] axe finds nothing in any panel, %s at %d', async ([theme, width]) => {
	await page.viewport(width, 800);
	document.documentElement.dataset['theme'] = theme;
	const { screen, stage, asking } = await openSession((shop) => {
		tellWork(shop);
		return shop.working;
	});
	for (const change of [{}, { search: '?show=pack' }, { session: asking.id }]) {
		await screen.rerender({ ...stage, ...change });
		await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
		const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
		expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
	}
	delete document.documentElement.dataset['theme'];
});

test('[SB22] what nobody works on is handed to an agent, and what ended is started anew', async () => {
	const { screen, world, working, done, stage } = await openSession(({ working: one }) => one);
	const free = { ...working, lease: null };
	world.sessions.all = world.sessions.all.map((one) => (one.id === working.id ? free : one));
	await expect.element(screen.getByText(/Nobody works on it now/)).toBeVisible();
	world.role = 'viewer';
	await expect.element(screen.getByText(/Nobody works on it now/)).not.toBeInTheDocument();
	world.role = 'author';
	await screen.rerender({ ...stage, session: done.id });
	await screen.getByRole('button', { name: 'Start another' }).click();
	const type = page.getByRole('radio', { name: /Write a component’s tests/ });
	await expect.element(type).toBeChecked();
});
