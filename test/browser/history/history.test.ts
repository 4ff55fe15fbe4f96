import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import type { StoryId } from '#shared/id.ts';
import type { Edition, EditionAuthor } from '#shared/protocol/history.ts';
import UiStage from '#test/browser/world/UiStage.svelte';
import { ADA, ROBIN } from '#test/browser/world/ui-team.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const NARRATIVES = ['I sign in.', 'I sign in with my email.', 'I sign in with a phone.'];
const AUTHORS: readonly EditionAuthor[] = [
	{ kind: 'seed', id: '' },
	{ kind: 'person', id: ROBIN },
	{ kind: 'file', id: 'user_stories.md' },
];

async function open(change: (world: World, id: StoryId) => void = () => {}) {
	const world = new World();
	const { edit } = world.workspace;
	const id = edit.addStory({
		title: 'Sign in',
		narrative: 'I sign in now.',
		criteria: ['It works'],
	});
	const story = world.workspace.story(id);
	if (story === null) throw new Error('There is no story.');
	world.past.editions = NARRATIVES.map((narrative, at): Edition => {
		const time = `2026-11-22T1${at}:00:00.000Z`;
		const by = AUTHORS.slice(at, at + 1);
		const fields = { kind: 'story' as const, story: { ...story, narrative } };
		const head = { artefact: id, n: at + 1, began: time, at: time, by, revision: null };
		return { ...head, fields, text: narrative };
	});
	change(world, id);
	const screen = await render(UiStage, { world, keymap: new Keymap(), show: 'inspector', id });
	return { screen, world, id };
}

const dialogText = () => document.querySelector('[role="dialog"]')?.textContent;

const textOf = (root: ParentNode, tag: string) =>
	[...root.querySelectorAll(`[role="dialog"] ${tag}`)].map((one) => one.textContent).join(' ');

test('[HI10] editions stand among the decisions, and say who wrote them', async () => {
	const { screen } = await open();
	await expect.element(screen.getByText('Changed in the file')).toBeVisible();
	await expect.element(screen.getByText('Changed by Robin Hobb')).toBeVisible();
	await expect.element(screen.getByText('As Lintel found it')).toBeVisible();
});

test('[HI11] the slider shows what each edition changed, and what has changed since', async () => {
	const { screen } = await open();
	await screen.getByRole('button', { name: 'Look back', exact: true }).click();
	await expect.poll(() => textOf(document, 'ins')).toBe('a phone');
	expect(textOf(document, 'del')).toBe('my email');

	const slider = screen.getByRole('slider', { name: 'Edition' }).element();
	if (slider instanceof HTMLElement) slider.focus();
	await userEvent.keyboard('{ArrowLeft}');
	await expect.poll(() => textOf(document, 'ins')).toBe(' with my email');
	await userEvent.keyboard('{ArrowLeft}');
	await expect.poll(dialogText).toContain('1 of 3');
	await userEvent.click(screen.getByRole('radio', { name: 'Against now' }), { force: true });
	await expect.poll(() => textOf(document, 'ins')).toBe(' now');
});

test('[HI12] restoring is an edit, which can be taken back', async () => {
	const { screen, world, id } = await open();
	await screen.getByText('Changed by Robin Hobb').click();
	await expect.poll(dialogText).toContain('2 of 3');
	await screen.getByRole('button', { name: 'Restore this' }).click();
	await expect.poll(() => world.workspace.story(id)?.narrative).toBe('I sign in with my email.');
	world.workspace.undo();
	expect(world.workspace.story(id)?.narrative).toBe('I sign in now.');
});

test('[HI12] restoring into what is approved says first what it costs', async () => {
	const { screen, world, id } = await open((changed, story) =>
		changed.stand(story, { phase: 'approved', approvedRevision: 'b'.repeat(64) }),
	);
	await screen.getByText('Changed by Robin Hobb').click();
	await screen.getByRole('button', { name: 'Restore this' }).click();
	await expect.element(screen.getByText(/is a draft again/)).toBeVisible();
	expect(world.workspace.story(id)?.narrative).toBe('I sign in now.');
	await screen.getByRole('button', { name: 'Restore and revise' }).click();
	await expect.poll(() => world.workspace.story(id)?.narrative).toBe('I sign in with my email.');
});

test('[HI12] a viewer looks, and cannot restore', async () => {
	const { screen } = await open((changed) => {
		changed.role = 'viewer';
	});
	await screen.getByText('Changed by Robin Hobb').click();
	const button = screen.getByRole('button', { name: 'Restore this' });
	await expect.element(button).toHaveAttribute('aria-disabled', 'true');
	expect(ADA).not.toBe(ROBIN);
});

test('[HI13] without the relay, what was looked at is here, and the rest is said to be there', async () => {
	const { screen, world, id } = await open();
	await expect.element(screen.getByText('Changed in the file')).toBeVisible();
	await world.workspace.editions.read(id, 2);
	world.past.offline = true;
	await screen.getByText('Changed by Robin Hobb').click();
	await expect.poll(dialogText).toContain('I sign in with my email.');
	await screen.getByRole('button', { name: 'Later' }).click();
	await expect.element(screen.getByText(/not on this device/)).toBeVisible();
});
