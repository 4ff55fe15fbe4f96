import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import type { HistoryEntry } from '#client/state/surface.ts';
import { refusal } from '#shared/refusal.ts';
import ReviewStage from '#test/browser/world/ReviewStage.svelte';
import { addSubmitted, settles, submitStory } from '#test/browser/world/review-world.ts';
import { ADA, HASH, ROBIN } from '#test/browser/world/ui-team.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

type Opened = { screen: Awaited<ReturnType<typeof render>>; went: string[] };

async function open(world: World, of: string): Promise<Opened> {
	const went: string[] = [];
	const props = { world, keymap: new Keymap(), show: 'desk' as const, of };
	const screen = await render(ReviewStage, { ...props, ongo: (to: string) => went.push(to) });
	return { screen, went };
}

const TEXT = { name: 'The text that is signed' };

test('[RW3] a first review shows the document, and the characters that are signed', async () => {
	const world = new World();
	const { id, revision } = addSubmitted(world, 'Sign in');
	const { screen } = await open(world, id);
	await expect.element(screen.getByRole('heading', { name: 'Sign in', level: 2 })).toBeVisible();
	await expect.element(screen.getByText(/It says why not/)).toBeVisible();
	await screen.getByRole('radio', { name: 'As signed' }).click();
	await expect.element(screen.getByText(/\*\*Acceptance Criteria\*\*/)).toBeVisible();
	await expect.element(screen.getByText(revision)).toBeVisible();
});

test('[RW3] a later review shows the words that changed, and unfolds what did not', async () => {
	const world = new World();
	const { id, revision } = addSubmitted(world, 'Sign in');
	world.workspace.textOf(id, 'narrative').insert(0, 'Today: ');
	submitStory(world, id, { approvedRevision: revision });
	const { screen } = await open(world, id);
	await expect.element(screen.getByText(/Today/)).toBeVisible();
	expect(screen.container.querySelector('ins')?.textContent).toContain('Today');
	await expect.element(screen.getByText(/It says why not/)).not.toBeInTheDocument();
	await screen.getByRole('button', { name: '2 criteria read as before' }).click();
	await expect.element(screen.getByText(/It says why not/)).toBeVisible();
	await screen.getByRole('radio', { name: 'Whole text' }).click();
	await expect.element(screen.getByRole('region', TEXT)).toBeVisible();
	expect(screen.container.querySelector('ins')).toBeNull();
});

test('[RW14] what people asked for since the last approval stands beside what was submitted again', async () => {
	const world = new World();
	const { id } = addSubmitted(world, 'Sign in');
	const submitted = world.workspace.view(id).submission?.event ?? '';
	const told = (
		type: HistoryEntry['type'],
		minute: number,
		reason: string | null = null,
		by = 'Ben',
	) => ({
		...{ type, by, words: 'did so', reason, revision: null, notCounted: null },
		...{ assurance: 'device' as const, provisional: false, at: `2026-11-22T07:0${minute}:00.000Z` },
		event: type === 'submitted' ? submitted : String(minute).repeat(64),
	});
	world.history = [
		told('submitted', 9),
		told('changesRequested', 5, 'Say by when.'),
		told('changesRequested', 4, 'Say who.'),
		told('approved', 3),
		told('changesRequested', 2, 'Say why.', 'Cleo'),
	];
	const { screen } = await open(world, id);
	await expect.element(screen.getByText('Say by when.')).toBeVisible();
	await expect.element(screen.getByText('Say who.')).not.toBeInTheDocument();
	await expect.element(screen.getByText('Say why.')).not.toBeInTheDocument();
});

test('[RW7] the key that asks does not sign, and neither does one that is held', async () => {
	const world = new World();
	const { id } = addSubmitted(world, 'Sign in');
	const { screen } = await open(world, id);
	await expect.element(screen.getByRole('region', TEXT)).toBeVisible();
	await userEvent.keyboard('aaa');
	await expect.element(screen.getByText(/Approve exactly these words/)).toBeVisible();
	const sign = screen.getByRole('button', { name: 'Approve' }).element();
	for (const repeat of [true, true])
		sign.dispatchEvent(
			new KeyboardEvent('keydown', { key: 'Enter', repeat, bubbles: true, cancelable: true }),
		);
	expect(world.decided).toEqual([]);
	await userEvent.keyboard('{Escape}');
	await expect.element(screen.getByText(/Approve exactly these words/)).not.toBeInTheDocument();
	await userEvent.keyboard('a{Enter}');
	await expect.poll(() => world.decided).toEqual([`approve ${id}`]);
});

test('[RW6] a newer submission is told of, and neither is approved until it is read', async () => {
	const world = new World();
	const { id } = addSubmitted(world, 'Sign in');
	const { screen } = await open(world, id);
	await expect.element(screen.getByRole('region', TEXT)).toBeVisible();
	await userEvent.keyboard('a');
	await expect.element(screen.getByText(/Approve exactly these words/)).toBeVisible();
	world.workspace.textOf(id, 'narrative').insert(0, 'Today: ');
	submitStory(world, id);
	await expect.element(screen.getByText(/A newer text was submitted while you read/)).toBeVisible();
	await expect.element(screen.getByText(/Today/)).not.toBeInTheDocument();
	await userEvent.keyboard('{Enter}a{Enter}');
	expect(world.decided).toEqual([]);
	await screen.getByRole('button', { name: 'Read the newer one' }).click();
	await expect.element(screen.getByText(/Today/)).toBeVisible();
	await expect.element(screen.getByText(/Approve exactly these words/)).not.toBeInTheDocument();
	await userEvent.keyboard('a{Enter}');
	await expect.poll(() => world.decided).toEqual([`approve ${id}`]);
});

test('[RW6] a text that is not on this device cannot be approved', async () => {
	const world = new World();
	const { id } = addSubmitted(world, 'Sign in');
	world.texts.clear();
	world.frozen = null;
	const { screen } = await open(world, id);
	await expect.element(screen.getByText(/not on this device yet/)).toBeVisible();
	await userEvent.keyboard('a{Enter}');
	expect(world.decided).toEqual([]);
});

test('[RW2] whoever may not approve reads it, and sees why', async () => {
	const world = new World();
	const { id } = addSubmitted(world, 'Sign in');
	const no = refusal('four-eyes', 'Nobody approves what they submitted.', 'Ask another reviewer.');
	world.offers = [{ action: 'approve', allowed: false, refusal: no }];
	const { screen } = await open(world, id);
	await expect.element(screen.getByText(/It says why not/)).toBeVisible();
	await expect.element(screen.getByRole('status')).toHaveTextContent(`${no.reason} ${no.fix}`);
	await userEvent.keyboard('a{Enter}');
	expect(world.decided).toEqual([]);
});

test('[RW8] after a verdict the next one comes, without what was skipped', async () => {
	const world = new World();
	settles(world);
	const [first, second, third] = ['One', 'Two', 'Three'].map((title) => addSubmitted(world, title));
	const { screen, went } = await open(world, first?.id ?? '');
	await expect.element(screen.getByText('1 of 3')).toBeVisible();
	await userEvent.keyboard('s');
	expect(went.at(-1)).toContain(second?.id);
	await screen.rerender({ of: second?.id ?? '' });
	await expect.element(screen.getByRole('region', TEXT)).toBeVisible();
	await userEvent.keyboard('r');
	await userEvent.keyboard('Say by when.{Control>}{Enter}{/Control}');
	await expect.poll(() => went.at(-1)).toContain(third?.id);
	await screen.rerender({ of: third?.id ?? '' });
	await expect.element(screen.getByRole('heading', { name: 'Three', level: 2 })).toBeVisible();
	await userEvent.keyboard('a{Enter}');
	await expect.poll(() => world.decided.at(-1)).toBe(`approve ${third?.id}`);
	await expect.poll(() => went.at(-1)).toMatch(/\/review$/);
});

test('[RW12] a contested text says who approved, who did not and why, and every bypass', async () => {
	const world = new World();
	const at = '2026-11-22T09:00:00.000Z';
	const { id } = addSubmitted(world, 'Sign in', { phase: 'contested', bypassed: true });
	const answers = world.views.get(id)?.submission?.event ?? '';
	const verdict = { answers, at, assurance: 'device' as const };
	world.stand(id, {
		...world.views.get(id),
		approvedBy: [ROBIN],
		verdicts: [
			{ ...verdict, event: HASH, type: 'approved', by: ROBIN, reason: null },
			{ ...verdict, event: 'b'.repeat(64), type: 'changesRequested', by: ADA, reason: HASH },
		],
		bypasses: [{ event: 'c'.repeat(64), by: ROBIN, at, revision: HASH, reason: HASH }],
	});
	const { screen } = await open(world, id);
	await expect.element(screen.getByText(/Robin Hobb\s+approved it/).first()).toBeVisible();
	await expect.element(screen.getByText(/Ada Lovelace\s+asked for changes/).first()).toBeVisible();
	await expect.element(screen.getByText(/Talk to Robin Hobb\. Approve it once/)).toBeVisible();
	await expect.element(screen.getByText(/The gate was bypassed/)).toBeVisible();
	await expect.element(screen.getByText(/Say by when/).first()).toBeVisible();
});
