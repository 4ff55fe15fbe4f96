import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import type { ActionOffer } from '#machines/lifecycle/actions.ts';
import PaletteStage from '#test/browser/world/PaletteStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

async function open(offers: readonly ActionOffer[] = []) {
	const world = new World();
	world.offers = offers;
	world.offline = true;
	world.workspace.edit.addStory({
		title: 'Sign in with email',
		criteria: ['Five wrong passwords lock sign-in'],
	});
	world.workspace.edit.addStory({ title: 'Reserve a copy' });
	world.workspace.edit.addContext({ name: 'Accounts', responsibilities: 'Passwords, lockout.' });
	const keymap = new Keymap();
	const ran: string[] = [];
	keymap.bind([
		{ keys: 'x', words: 'Select the story', group: 'Stories', run: () => ran.push('x') },
		{ keys: 'y', words: 'Wait in vain', group: 'Stories', idle: true, run: () => ran.push('y') },
		{
			keys: 'mod+enter',
			words: 'Submit for review',
			group: 'Artefact',
			run: () => ran.push('submit'),
		},
	]);
	const [story] = world.workspace.stories;
	const started: (string | null)[] = [];
	const onstart = (about: string | null) => started.push(about);
	const onact = (action: string) => ran.push(action);
	await render(PaletteStage, { world, keymap, artefact: story?.id ?? null, onstart, onact });
	return { world, ran, started, story };
}

test('[SR3] stories and contexts are found by their text, and what matched is marked', async () => {
	await open();
	await page.getByRole('combobox').fill('passwrods');
	await expect.element(page.getByRole('option', { name: /Sign in with email/ })).toBeVisible();
	await expect.element(page.getByRole('option', { name: /Accounts/ })).toBeVisible();
	expect(page.getByRole('option', { name: /Reserve/ }).elements()).toHaveLength(0);
	const marks = [...document.querySelectorAll('mark')].map((mark) => mark.textContent);
	expect(marks.map((mark) => mark?.toLowerCase())).toContain('passwords');
});

test('[SR3] what changes while the palette is open is found', async () => {
	const { world } = await open();
	await page.getByRole('combobox').fill('lighthouse');
	await expect.element(page.getByText('Nothing says that.')).toBeVisible();
	world.workspace.edit.addStory({ title: 'Paint the lighthouse' });
	await expect.element(page.getByRole('option', { name: /lighthouse/ })).toBeVisible();
});

test('[SR3] commands of the page are there with their keys, alone behind a >', async () => {
	const { ran } = await open();
	await page.getByRole('combobox').fill('lockout');
	await expect.element(page.getByRole('option', { name: /Accounts/ })).toBeVisible();
	await page.getByRole('combobox').fill('> lockout');
	await expect.element(page.getByText('Nothing says that.')).toBeVisible();
	await page.getByRole('combobox').fill('> select');
	await expect.element(page.getByRole('option', { name: /Select the story/ })).toBeVisible();
	await userEvent.keyboard('{Enter}');
	expect(ran).toEqual(['x']);
});

test('[SR3] what has nothing to do now is not among them', async () => {
	await open();
	await page.getByRole('combobox').fill('> vain');
	await expect.element(page.getByText('Nothing says that.')).toBeVisible();
});

test('[SR3] what is to be decided first is found by its words', async () => {
	const { ran } = await open();
	await page.getByRole('combobox').fill('submit');
	await page.getByRole('option', { name: /Submit for review/ }).click();
	expect(ran).toEqual(['submit']);
});

test('[SB20] a session is started from anywhere, and about what the page shows', async () => {
	const { started, story } = await open();
	await page.getByRole('combobox').fill('> start a session');
	await page.getByRole('option', { name: 'Start a session about “Sign in with email”' }).click();
	expect(started).toEqual([story?.id]);
});

test('[SB20] a viewer is offered no session to start', async () => {
	const { world } = await open();
	world.role = 'viewer';
	await page.getByRole('combobox').fill('> session');
	await expect.element(page.getByRole('option', { name: 'Go to Sessions' })).toBeVisible();
	expect(page.getByRole('option', { name: /Start a session/ }).elements()).toHaveLength(0);
});

test('[SR4] whatever may be decided about what the page shows is there, and says why where it may not', async () => {
	const refused = { guard: 'four-eyes', reason: 'You submitted it.', fix: 'Ask a reviewer.' };
	const { ran } = await open([
		{ action: 'submit', allowed: true },
		{ action: 'approve', allowed: false, refusal: refused },
		{ action: 'archive', allowed: true },
	]);
	const named = (words: string) =>
		[...document.querySelectorAll('[role=option]')].filter((one) =>
			one.textContent?.includes(words),
		);
	await page.getByRole('combobox').fill('> approve');
	await expect.poll(() => named('Review and approve')).toHaveLength(1);
	expect(named('You submitted it. Ask a reviewer.')).toHaveLength(1);
	await page.getByRole('combobox').fill('> submit');
	await expect.poll(() => named('Review and approve')).toHaveLength(0);
	expect(named('Submit for review'), 'once, with its key').toHaveLength(1);
	await page.getByRole('combobox').fill('> archive');
	await page.getByRole('option', { name: 'Archive', exact: true }).click();
	expect(ran).toEqual(['archive']);
});

test('[SR4] what the page shows can be taken elsewhere by its link or its id', async () => {
	const { story } = await open();
	const taken: string[] = [];
	const { clipboard } = navigator;
	Object.defineProperty(navigator, 'clipboard', {
		configurable: true,
		value: { writeText: async (text: string) => void taken.push(text) },
	});
	await page.getByRole('combobox').fill('> copy its link');
	await page.getByRole('option', { name: 'Copy its link' }).click();
	Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
	expect(taken).toHaveLength(1);
	expect(new URL(taken[0] ?? '').pathname).toMatch(new RegExp(`/stories/${story?.id}$`));
});
