import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import { History } from '#client/state/history/history.svelte.ts';
import { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import { hashOf } from '#shared/hash.ts';
import type { EventOf } from '#shared/lifecycle/event.ts';
import { policyTestOf } from '#shared/lifecycle/evidence-rules.ts';
import { storyParts } from '#shared/lifecycle/story-parts.ts';
import StandingStage from '#test/browser/world/StandingStage.svelte';
import TimelineStage from '#test/browser/world/TimelineStage.svelte';
import TraceStage from '#test/browser/world/TraceStage.svelte';
import { traceShop } from '#test/browser/world/trace-world.ts';
import { AT, blob, createWorld, publicKey, relayId } from '#test/fixtures/events.ts';

type Told = Partial<EventOf<'attested'>>;

/** Two designs of one story; `relay` and the build machine `ci` attest to what is in hand. */
async function shop() {
	const made = traceShop(2);
	const { world } = made;
	const { workspace } = world;
	await expect.poll(() => workspace.artefacts.designs.length).toBe(2);
	made.tell();
	const [design, other] = made.designs;
	const [story] = workspace.stories;
	if (design === undefined || other === undefined || story === undefined) throw new Error('None.');
	const log = createWorld();
	log.addRelay();
	const ci = { type: 'relayAdded', relay: relayId('ci'), name: blob('ci') } as const;
	log.say('ada', { ...ci, key: publicKey('ci'), ci: true });
	const attest = (by: string, told: Told = {}, of = design, at = AT) => {
		const { code, test: file } = workspace.traces.of(of.id) ?? {};
		return log.say(
			by,
			{
				...{ type: 'attested', design: of.id, result: 'green', tree: 'a1b2c3d4', clean: true },
				revision: workspace.canonical(of.id)?.revision ?? hashOf('none'),
				...{ code: code?.hash ?? hashOf(''), test: file?.hash ?? hashOf('') },
				...{ policyTest: policyTestOf(world.policy), criteria: [] },
				...told,
			},
			{ at },
		);
	};
	const show = async (event: string) => {
		world.book.start(log.root, []);
		world.book.arrive([...log.ledger.events()]);
		await render(TimelineStage, { world, keymap: new Keymap(), search: '', ongo: () => {}, event });
		return page.getByRole('region', { name: 'Test run' });
	};
	/** The relay says that this run speaks. */
	const speaks = (event: string, result: 'verified' | 'red') => {
		const { observed } = world;
		const run = observed?.evidence?.[0];
		if (observed == null || run?.run == null) throw new Error('The relay saw nothing.');
		const seen = { ...run, result, run: { ...run.run, event } };
		world.observed = { ...observed, evidence: [seen] };
	};
	return { ...made, workspace, design, other, story, log, attest, show, speaks };
}

test('[EW3] a run tells how it came out, by whom, on what, and how it is replayed', async () => {
	const { attest, show, speaks, story, design } = await shop();
	const [one, two] = story.criteria;
	if (one === undefined || two === undefined) throw new Error('There are criteria.');
	const texts = storyParts(story).criteria;
	const event = attest('ci', {
		tests: { passed: 11, failed: 0, skipped: 1 },
		criteria: [
			{ id: one.id, text: texts[one.id] ?? hashOf(''), result: 'green' },
			{ id: two.id, text: hashOf('other words'), result: 'skipped' },
		],
	});
	speaks(event.id, 'verified');
	const run = await show(event.id);
	await expect.element(run.getByText('11 of 12 tests passed, 1 skipped')).toBeVisible();
	await expect
		.element(run.getByText('Its tests passed on exactly what is here now.'))
		.toBeVisible();
	await expect.element(run.getByText(/a build machine/)).toBeVisible();
	await expect.element(run.getByText(/exactly as committed/)).toBeVisible();
	await expect.element(run.getByText(design.code, { exact: true })).toBeVisible();
	expect(run.getByText('as it is now').elements()).toHaveLength(4);
	await expect.element(run.getByRole('link', { name: new RegExp(one.text) })).toBeVisible();
	await expect.element(run.getByText('Its words changed since')).toBeVisible();
	await expect.element(run.getByText(`lintel verify --replay ${design.code}`)).toBeVisible();
});

test('[EW3] a run whose files changed says which of them, and what runs them again', async () => {
	const { attest, show, design } = await shop();
	const { id } = attest('relay', { code: hashOf('before'), tests: count(0, 2), result: 'red' });
	const run = await show(id);
	await expect.element(run.getByText('0 of 2 tests passed, 2 failed')).toBeVisible();
	await expect
		.element(run.getByText('It says nothing of what is here now: the code changed since.'))
		.toBeVisible();
	await expect.element(run.getByText(/which ran the tests itself/)).toBeVisible();
	await expect.element(run.getByText('No test named a criterion.')).toBeVisible();
	await expect
		.element(run.getByText(`lintel verify ${design.code}`, { exact: true }))
		.toBeVisible();
});

test('[EW3] a run that another replaced leads to the one that speaks', async () => {
	const { attest, show, speaks, workspace } = await shop();
	const { id } = attest('relay', { from: 'report', result: 'red' });
	const later = attest('ci', {}, undefined, '2026-11-22T10:00:00.000Z');
	speaks(later.id, 'verified');
	const run = await show(id);
	await expect.element(run.getByText('Its tests failed')).toBeVisible();
	await expect.element(run.getByText(/from a report that was handed in/)).toBeVisible();
	await expect
		.element(run.getByRole('link', { name: 'See that run' }))
		.toHaveAttribute('href', `/w/${workspace.slug}/timeline/${later.id}`);
});

test('[EW4] what one verification tested stands together, what failed first', async () => {
	const { attest, show, other, workspace } = await shop();
	const { id } = attest('relay', { tests: count(3, 0) });
	const failed = attest('relay', { result: 'red', tests: count(1, 1) }, other);
	attest('relay', {}, other, '2026-11-22T10:00:00.000Z');
	const run = await show(id);
	await expect.element(run.getByText('2 designs: 1 passed, 1 failed')).toBeVisible();
	await expect
		.element(run.getByRole('link', { name: workspace.titleOf(other.id) }))
		.toHaveAttribute('href', `/w/${workspace.slug}/timeline/${failed.id}`);
	await expect.element(run.getByText('1 of 2 tests passed, 1 failed')).toBeVisible();
});

test('[EW5] beside a design stands the run that speaks for it, and what makes a new one', async () => {
	const { world, design, tell } = await shop();
	await render(StandingStage, { world, show: 'inspector', id: design.id });
	const trace = page.getByRole('region', { name: 'Trace' });
	const link = trace.getByRole('link', { name: 'The test run' });
	await expect.element(link).toHaveAttribute('href', expect.stringContaining('/timeline/'));
	await expect.element(trace.getByText(/lintel verify/)).not.toBeInTheDocument();
	tell(new Map([[design.id, { run: 'outdated', because: 'The code changed since the run.' }]]));
	await expect.element(trace.getByRole('link', { name: 'Its last test run' })).toBeVisible();
	await expect.element(trace.getByText(`lintel verify ${design.code}`)).toBeVisible();
	tell(new Map([[design.id, { run: 'none' }]]));
	await expect.element(trace.getByRole('link', { name: /test run/ })).not.toBeInTheDocument();
	await expect.element(trace.getByText(`lintel verify ${design.code}`)).toBeVisible();
});

test('[EW4] under Lately a run of many designs is one line', async () => {
	const { attest, other, log } = await shop();
	const book = new LogBook();
	attest('relay');
	attest('relay', { result: 'red' }, other);
	attest('ci', {}, other);
	book.start(log.root, []);
	book.arrive([...log.ledger.events()]);
	const history = new History({
		...{ book, names: { of: () => 'Robin', textOf: () => null }, titleOf: () => 'Session' },
		...{ ownKey: () => null, shutOut: () => null, keepDismissed: () => {} },
	});
	const lately = history.recent(3);
	expect(lately.map(({ words }) => words)).toEqual([
		'saw its tests pass',
		'ran the tests of 2 designs: 1 failed',
		'added the build machine “Robin”',
	]);
	expect(lately.map(({ artefact }) => artefact)).toEqual([other.id, null, null]);
	expect(history.of(other.id)).toHaveLength(2);
});

function count(passed: number, failed: number) {
	return { passed, failed, skipped: 0 };
}

test('[EW7] tests that are being run are told of where one looks, while the relay is in reach', async () => {
	const { world, design, other, tell } = await shop();
	tell(new Map([[design.id, { run: 'none' }]]));
	const { observed } = world;
	if (observed === null) throw new Error('The relay saw something.');
	const since = new Date().toISOString();
	await render(StandingStage, { world, show: 'inspector', id: design.id });
	const trace = page.getByRole('region', { name: 'Trace' });
	await expect.element(trace.getByText(`lintel verify ${design.code}`)).toBeVisible();
	world.observed = { ...observed, running: { since, designs: [design.id], replay: false } };
	await expect.element(trace.getByText('Its tests are running, started just now')).toBeVisible();
	await expect.element(trace.getByText(`lintel verify ${design.code}`)).not.toBeInTheDocument();
	world.observed = { ...observed, running: { since, designs: [other.id], replay: true } };
	await expect.element(trace.getByText(/are running/)).not.toBeInTheDocument();
	const search = '';
	await render(TraceStage, { world, keymap: new Keymap(), search, ongo: () => {} });
	await expect.element(page.getByText('Testing 1 design again')).toBeVisible();
	world.offline = true;
	await expect.element(page.getByText('Testing 1 design again')).not.toBeInTheDocument();
});
