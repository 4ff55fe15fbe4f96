import { expect, test } from 'vitest';
import { type Locator, page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { SuspectReason } from '#machines/lifecycle/suspicion.ts';
import type { ArtefactId, StoryId } from '#shared/id.ts';
import StandingStage from '#test/browser/world/StandingStage.svelte';
import { ADA, HASH, ROBIN } from '#test/browser/world/ui-team.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const NO = { guard: 'reviewers-only', reason: 'Only a reviewer decides.', fix: 'Ask one.' };

/** A story, and so many designs that rest on its first criterion, all suspect. */
function shop(many: number) {
	const world = new World();
	const { edit } = world.workspace;
	const story = edit.addStory({ title: 'Sign in', criteria: ['By mail', 'By telephone'] });
	const accounts = edit.addContext({ name: 'Accounts', entity: 'Account' });
	const reason = reasonFrom(world, story);
	const designs = Array.from({ length: many }, (_, n) => {
		const name = `Part ${n}`;
		const id = edit.addComponent(accounts, { name, type: 'module', code: `src/${n}.ts` });
		edit.setDesign(id, `# ${name}\n`);
		return id;
	});
	for (const id of designs) suspect(world, id, reason);
	world.offers = [{ action: 'reaffirm', allowed: true }];
	return { world, story, designs, reason };
}

function reasonFrom(world: World, artefact: StoryId): SuspectReason {
	return {
		...{ artefact, how: 'approved', from: HASH, prose: false },
		to: world.workspace.canonical(artefact)?.revision ?? null,
		criteria: (world.workspace.story(artefact)?.criteria ?? []).slice(0, 1).map(({ id }) => id),
		change: { event: HASH, by: ROBIN, at: '2026-11-22T08:00:00.000Z', approvedBy: [ADA] },
	};
}

/** What an element says, all of it. */
async function says(locator: Locator, words: RegExp) {
	await expect.poll(() => locator.element().textContent).toMatch(words);
}

function suspect(world: World, id: ArtefactId, reason: SuspectReason): void {
	world.stand(id, { phase: 'approved', standing: 'suspect', suspectBecause: [reason] });
}

test('[SU20] five hundred designs wait as one group, and are one on their page', async () => {
	const { world } = shop(500);
	await render(StandingStage, { world, show: 'now' });
	const entry = page.getByRole('link', { name: 'A change to “Sign in” made 500 designs suspect' });
	await expect.element(entry).toBeVisible();
	expect(
		page
			.getByRole('listitem')
			.filter({ hasText: /Reaffirm it/ })
			.elements(),
	).toEqual([]);
	await expect.element(page.getByText(/“Part 0”, “Part 1”, “Part 2”, and 497 more/)).toBeVisible();
});

test('[SU20] the page of standing unfolds a group', async () => {
	const { world } = shop(500);
	await render(StandingStage, { world, show: 'page' });
	await expect.element(page.getByText('500 designs suspect, from one change.')).toBeVisible();
	expect(page.getByRole('checkbox').elements()).toHaveLength(9);
	await page.getByRole('button', { name: 'Show 492 more' }).click();
	expect(page.getByRole('checkbox').elements()).toHaveLength(501);
});

test('[SU20] what one change made suspect alone waits under its own name', async () => {
	const { world } = shop(1);
	await render(StandingStage, { world, show: 'now' });
	await expect.element(page.getByRole('link', { name: 'Part 0' })).toBeVisible();
	await expect
		.element(page.getByText('A change to “Sign in” made it suspect. Reaffirm it, or revise it.'))
		.toBeVisible();
});

test('[SU21] what is selected is reaffirmed, a signature each', async () => {
	const { world, designs } = shop(4);
	await render(StandingStage, { world, show: 'page' });
	await page.getByRole('checkbox', { name: 'Part 1' }).click();
	await page.getByRole('button', { name: 'Still right: reaffirm 3' }).click();
	const signed = designs.filter((_, n) => n !== 1).map((id) => `reaffirm ${id}`);
	await expect.poll(() => world.decided).toEqual(signed);
});

test('[SU21] a group is chosen and left by the keyboard', async () => {
	const { world } = shop(3);
	await render(StandingStage, { world, show: 'page' });
	await page.getByRole('checkbox', { name: 'All 3 designs' }).click();
	const button = page.getByRole('button', { name: 'Still right: reaffirm 0' });
	await expect.element(button).toHaveAttribute('aria-disabled', 'true');
	await userEvent.keyboard('jk ');
	await expect
		.element(page.getByRole('button', { name: 'Still right: reaffirm it' }))
		.toBeVisible();
});

test('[SU22] the words that changed are shown one by one, with who changed them', async () => {
	const { world, designs } = shop(1);
	world.frozen =
		world.workspace
			.canonical(world.workspace.stories[0]?.id ?? 'st_0000000000')
			?.text.replace('By mail', 'By pigeon') ?? null;
	const [id] = designs;
	if (id === undefined) throw new Error('There is a design.');
	await render(StandingStage, { world, show: 'inspector', id });
	const why = page.getByRole('region', { name: 'Why it is suspect' });
	await says(why, /“Sign in” was approved with other words/);
	await says(why, /rests on criterion 1/);
	await says(why, /Robin Hobb submitted it, Ada Lovelace approved it/);
	await page.getByRole('button', { name: 'What changed' }).click();
	await expect.element(why.getByText('pigeon')).toBeVisible();
	expect(document.querySelector('ins')?.textContent).toBe('mail');
	expect(document.querySelector('del')?.textContent).toBe('pigeon');
});

test('[SU23] submitting says first what it makes suspect, and can be called off', async () => {
	const { world, story, designs } = shop(14);
	world.suspects = designs;
	world.offers = [{ action: 'submit', allowed: true }];
	await render(StandingStage, { world, show: 'inspector', id: story });
	await page.getByRole('button', { name: 'Submit for review' }).click();
	const dialog = page.getByRole('dialog', { name: 'Submit “Sign in”' });
	await says(dialog, /14 designs that rest on the words you changed/);
	await expect.element(dialog.getByText('and 2 more')).toBeVisible();
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	expect(world.decided).toEqual([]);
	await page.getByRole('button', { name: 'Submit for review' }).click();
	await dialog.getByRole('button', { name: 'Submit for review' }).click();
	await expect.poll(() => world.decided).toEqual([`submit ${story}`]);
});

test('[SU23] what touches nothing is submitted at once', async () => {
	const { world, story } = shop(0);
	world.offers = [{ action: 'submit', allowed: true }];
	await render(StandingStage, { world, show: 'inspector', id: story });
	await page.getByRole('button', { name: 'Submit for review' }).click();
	await expect.poll(() => world.decided).toEqual([`submit ${story}`]);
});

test('[SU24] a gate says how far it is, whom it waits for, and who bypassed it', async () => {
	const { world, story } = shop(0);
	const at = '2026-11-22T08:00:00.000Z';
	world.stand(story, {
		...{ phase: 'review', approvalsNeeded: 2, approvedBy: [ROBIN] },
		stillNeeded: { people: 1, oneOf: [[ADA]], blocked: null },
		bypasses: [{ event: HASH, by: ADA, at, revision: HASH, reason: HASH }],
	});
	await render(StandingStage, { world, show: 'inspector', id: story });
	await expect
		.element(page.getByText(/1 of 2 people have approved\. It waits for Ada/))
		.toBeVisible();
	const bypassed = page.getByRole('list', { name: 'Bypassed' });
	await says(bypassed, /Ada Lovelace bypassed the gate.*Say by when/);
});

test('[SU24] where people disagree it says who said what', async () => {
	const { world, story } = shop(0);
	const base = { answers: HASH, at: '2026-11-22T08:00:00.000Z', assurance: 'device' } as const;
	world.stand(story, {
		phase: 'contested',
		verdicts: [
			{ ...base, event: 'a', type: 'approved', by: ADA, reason: null },
			{ ...base, event: 'b', type: 'changesRequested', by: ROBIN, reason: HASH },
		],
	});
	await render(StandingStage, { world, show: 'inspector', id: story });
	const said = page.getByRole('list', { name: 'Who said what' });
	await says(said, /Ada Lovelace approved it/);
	await says(said, /Robin Hobb asked for changes.*Say by when/);
});

test('[SU25] an author sees what is suspect, and signs nothing', async () => {
	const { world } = shop(2);
	world.role = 'author';
	world.offers = [{ action: 'reaffirm', allowed: false, refusal: NO }];
	await render(StandingStage, { world, show: 'page' });
	const button = page.getByRole('button', { name: 'Still right: reaffirm 2' });
	await expect.element(button).toHaveAttribute('aria-disabled', 'true');
	await expect.element(page.getByText('2 designs suspect, from one change.')).toBeVisible();
});

test('[SU26] an owner writes who has to review what, and signs it', async () => {
	const { world, designs } = shop(2);
	await render(StandingStage, { world, show: 'policy' });
	const lines = page.getByLabelText('Who has to review what');
	await lines.fill('src/*: Nobody Known');
	await userEvent.tab();
	await expect
		.element(page.getByRole('alert'))
		.toHaveTextContent('Nobody here is called “Nobody Known”.');
	await lines.fill('*: Ada Lovelace\nsrc/*: robin hobb\nSign in:');
	await userEvent.tab();
	await expect.element(page.getByText('You sign: who has to review what.')).toBeVisible();
	await page.getByRole('button', { name: 'Sign the change' }).click();
	await expect
		.poll(() => world.policy.reviewers)
		.toEqual([
			[
				{ match: '*', artefacts: 'all', members: [ADA] },
				{ match: 'src/*', artefacts: designs.toSorted(), members: [ROBIN] },
				{ match: 'Sign in', artefacts: [world.workspace.stories[0]?.id], members: [] },
			],
		]);
});
