import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import type { ActionOffer } from '#machines/lifecycle/actions.ts';
import UiStage from '#test/browser/world/UiStage.svelte';
import { ADA } from '#test/browser/world/ui-team.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const HASH = 'b'.repeat(64);
const REFUSED: ActionOffer = {
	action: 'submit',
	allowed: false,
	refusal: { guard: 'errors', reason: 'It has no criteria.', fix: 'Add one first.' },
};

async function inspect(change: (world: World) => void) {
	const world = new World();
	const id = world.workspace.edit.addStory({ title: 'Sign in', criteria: ['It works'] });
	world.stand(id, {
		phase: 'review',
		submission: {
			event: HASH,
			revision: HASH,
			author: ADA,
			agent: null,
			by: ADA,
			at: '2026-11-22T08:00:00.000Z',
			status: 'open',
			textMatches: true,
		},
	});
	world.offers = [
		{ action: 'approve', allowed: true },
		{ action: 'requestChanges', allowed: true },
	];
	change(world);
	const keymap = new Keymap();
	const screen = await render(UiStage, { world, keymap, show: 'inspector', id });
	return { screen, world, id, keymap };
}

test('[UI5] the key that opens the frozen text does not approve it', async () => {
	const { screen, world, id } = await inspect(() => {});
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	await expect.element(screen.getByLabelText('The text that is signed')).toBeVisible();
	expect(world.decided).toEqual([]);
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	await expect.poll(() => world.decided).toEqual([`approve ${id}`]);
});

test('[UI5] a text that is not on the screen cannot be approved', async () => {
	const { screen, world } = await inspect((changed) => {
		changed.frozen = null;
	});
	await screen.getByRole('button', { name: 'Review and approve' }).click();
	await expect.element(screen.getByText(/not on this device yet/)).toBeVisible();
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	expect(world.decided).toEqual([]);
});

test('changes are requested with a reason, and not without one', async () => {
	const { screen, world, id } = await inspect(() => {});
	await screen.getByRole('button', { name: 'Request changes' }).click();
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	expect(world.decided).toEqual([]);
	await screen.getByLabelText('Reason').fill('Say by when.');
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	await expect.poll(() => world.decided).toEqual([`requestChanges ${id}`]);
});

test('[UI19] a reason that was not sent is there after a reload', async () => {
	const { screen, world, id } = await inspect(() => {});
	await screen.getByRole('button', { name: 'Request changes' }).click();
	await screen.getByLabelText('Reason').fill('Say by when.');
	await screen.unmount();
	const again = await render(UiStage, { world, keymap: new Keymap(), show: 'inspector', id });
	await again.getByRole('button', { name: 'Request changes' }).click();
	await expect.element(again.getByLabelText('Reason')).toHaveValue('Say by when.');
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	await expect.poll(() => world.decided).toEqual([`requestChanges ${id}`]);
	await again.getByRole('button', { name: 'Request changes' }).click();
	await expect.element(again.getByLabelText('Reason')).toHaveValue('');
});

test('[UI6] an action that is refused stays in sight and says why', async () => {
	const { screen, world } = await inspect((changed) => {
		changed.views = new Map();
		changed.offers = [REFUSED];
	});
	const button = screen.getByRole('button', { name: 'Submit for review' });
	await expect.element(button).toHaveAttribute('aria-disabled', 'true');
	await expect.element(screen.getByText('It has no criteria. Add one first.').last()).toBeVisible();
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	expect(world.decided).toEqual([]);
});

test('[UI21] the key that submitted does not take it back when it is pressed once more', async () => {
	const { screen, world } = await inspect((changed) => {
		changed.offers = [
			{ ...REFUSED, action: 'approve' },
			{ action: 'requestChanges', allowed: true },
			{ action: 'withdraw', allowed: true },
		];
	});
	const withdraw = screen.getByRole('button', { name: 'Withdraw', exact: true });
	await expect.element(withdraw).toBeVisible();
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
	expect(world.decided).toEqual([]);
});

test('[SR3] the key for the first thing to do is no command where nothing can be decided', async () => {
	const { world, id, keymap } = await inspect((changed) => {
		changed.views = new Map();
		changed.offers = [];
	});
	const first = () => keymap.shortcuts.find(({ keys }) => keys === 'mod+enter');
	expect(first()?.idle, 'nothing is offered').toBe(true);
	world.offers = [REFUSED];
	expect(first()?.idle, 'pressed, it says why not').toBe(false);
	world.offers = [{ action: 'submit', allowed: true }];
	expect([first()?.idle, first()?.words]).toEqual([false, 'Submit for review']);
	world.stand(id, { phase: 'approved', submission: null });
	expect(first()?.idle, 'approved, and nothing is to be done first').toBe(true);
});

test('[CL18] the key that submits does so once, however often it is pressed meanwhile', async () => {
	const { world } = await inspect((changed) => {
		changed.views = new Map();
		changed.offers = [{ action: 'submit', allowed: true }];
	});
	let asked = 0;
	Object.assign(world.workspace.decide, {
		submit() {
			asked += 1;
			return new Promise(() => {});
		},
	});
	await userEvent.keyboard('{Control>}{Enter}{Enter}{Enter}{/Control}');
	expect(asked).toBe(1);
});

test('comments are written, answered and resolved', async () => {
	const { screen, world, id } = await inspect(() => {});
	await screen.getByRole('button', { name: 'Write a comment' }).click();
	await userEvent.keyboard('From the first try?{Control>}{Enter}{/Control}');
	await expect.element(screen.getByText('From the first try?')).toBeVisible();
	await screen.getByRole('button', { name: 'Reply' }).click();
	await userEvent.keyboard('From the last.{Control>}{Enter}{/Control}');
	await screen.getByRole('button', { name: 'Resolve' }).click();
	await expect.element(screen.getByText('Resolved by Ada Lovelace.')).toBeVisible();
	expect(world.workspace.comments.threads(id).map(({ comments }) => comments.length)).toEqual([2]);
});
