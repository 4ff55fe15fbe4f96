import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import type { StoryId } from '#shared/id.ts';
import UiStage from '#test/browser/world/UiStage.svelte';
import { ADA } from '#test/browser/world/ui-team.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const HASH = 'b'.repeat(64);

async function open(change: (world: World, id: StoryId) => void = () => {}, writes = true) {
	const world = new World();
	const id = world.workspace.edit.addStory({
		title: 'Sign in',
		narrative: 'As a reader, I want to sign in.',
		criteria: ['It works', 'It is quick'],
	});
	change(world, id);
	const story = () => {
		const found = world.workspace.story(id);
		if (found === null) throw new Error('The story is there.');
		return found;
	};
	const keymap = new Keymap();
	const screen = await render(UiStage, { world, keymap, show: 'document', id, writes });
	return { screen, world, id, story, criteria: () => story().criteria.map(({ text }) => text) };
}

/** Edits that follow each other closely are one step of undo. */
function apart() {
	return new Promise((done) => setTimeout(done, 600));
}

function approved(world: World, id: StoryId) {
	world.stand(id, { phase: 'approved', approvedRevision: HASH });
}

test('title and narrative are typed into the shared text', async () => {
	const { screen, story } = await open();
	await screen.getByLabelText('Title').fill('Sign in with email');
	await screen.getByLabelText('Narrative').fill('As a reader 👩‍💻, I sign in.');
	expect(story().title).toBe('Sign in with email');
	expect(story().narrative).toBe('As a reader 👩‍💻, I sign in.');
});

test('[UI20] Enter leads from the title to the narrative, unless it ends a composition or is a shortcut', async () => {
	const { screen } = await open();
	const title = screen.getByLabelText('Title');
	await title.click();
	const enter = (how: KeyboardEventInit) =>
		title
			.element()
			.dispatchEvent(
				new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...how }),
			);
	expect(enter({ isComposing: true })).toBe(true);
	expect(enter({ ctrlKey: true })).toBe(true);
	await expect.element(title).toHaveFocus();
	await userEvent.keyboard('{Enter}');
	await expect.element(screen.getByLabelText('Narrative')).toHaveFocus();
});

test('[UI20] Enter pressed twice in a title leaves no empty line in the text below', async () => {
	const { screen, story } = await open((world, id) =>
		world.workspace.textOf(id, 'narrative').delete(0, 31),
	);
	await screen.getByLabelText('Title').click();
	await userEvent.keyboard('{Enter}');
	await expect.element(screen.getByLabelText('Narrative')).toHaveFocus();
	await userEvent.keyboard('{Enter}As a guest,{Enter}I sign in.');
	expect(story().narrative).toBe('As a guest,\nI sign in.');
});

test('[UI8] Enter adds a criterion below, Backspace in an empty one deletes it', async () => {
	const { screen, criteria } = await open();
	await screen.getByLabelText('Criterion 1', { exact: true }).click();
	await userEvent.keyboard('{Enter}');
	await userEvent.keyboard('It is kind');
	await expect.poll(criteria).toEqual(['It works', 'It is kind', 'It is quick']);
	await userEvent.keyboard('{Enter}{Backspace}');
	await expect.poll(criteria).toEqual(['It works', 'It is kind', 'It is quick']);
	await expect.element(screen.getByLabelText('Criterion 2', { exact: true })).toHaveFocus();
});

test('[UI8] Alt and arrows move a criterion, and the caret goes with it', async () => {
	const { screen, criteria } = await open();
	await screen.getByLabelText('Criterion 2', { exact: true }).click();
	await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
	await expect.poll(criteria).toEqual(['It is quick', 'It works']);
	await userEvent.keyboard('!');
	await expect.poll(criteria).toEqual(['It is quick!', 'It works']);
	await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
	expect(criteria()).toEqual(['It is quick!', 'It works']);
});

test('what a colleague types meanwhile stays when I undo mine', async () => {
	const { screen, world, id, story } = await open();
	await apart();
	await screen.getByLabelText('Title').click();
	await userEvent.keyboard('{End} soon');
	const text = world.workspace.textOf(id, 'narrative');
	text.doc?.transact(() => text.insert(0, 'Robin: '), 'robin');
	await userEvent.keyboard('{Control>}z{/Control}');
	await expect.poll(() => story().title).toBe('Sign in');
	expect(story().narrative).toBe('Robin: As a reader, I want to sign in.');
});

test('[UI7] an approved story opens for reading and names what would become suspect', async () => {
	const { screen, world, id } = await open(approved);
	const context = world.workspace.edit.addContext({ name: 'Accounts' });
	world.workspace.edit.linkStory(context, id);
	world.stand(context, { phase: 'approved', approvedRevision: HASH });
	world.suspects = [context];
	await expect.element(screen.getByText(/becomes suspect.*“Accounts” rests on it/)).toBeVisible();
	await expect.element(screen.getByLabelText('Title')).not.toBeInTheDocument();
	await screen.getByRole('button', { name: 'Revise' }).click();
	await expect.element(screen.getByLabelText('Title')).toHaveFocus();
});

test('a draft that turns approved while someone types stays open', async () => {
	const { screen, world, id } = await open();
	await screen.getByLabelText('Title').click();
	approved(world, id);
	await expect.element(screen.getByText(/makes it a draft again/)).toBeVisible();
	await expect.element(screen.getByLabelText('Title')).toHaveFocus();
});

test('[UI9] whoever may only read finds no field and no button', async () => {
	const { screen } = await open(() => {}, false);
	await expect.element(screen.getByRole('heading', { name: 'Sign in' })).toBeVisible();
	expect(screen.container.querySelectorAll('textarea, button')).toHaveLength(0);
});

test('[UI10] markup in a story is shown as it was written', async () => {
	const { screen } = await open((world, id) => {
		approved(world, id);
		world.workspace.edit.setTitle(id, '<img src=x onerror=alert(1)>');
	});
	await expect.element(screen.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
	expect(screen.container.querySelector('img')).toBeNull();
});

test('whoever types in the same field is named beside it', async () => {
	const { screen, world, id } = await open();
	world.people = [
		{
			id: ADA,
			name: 'Robin Hobb',
			kind: 'person',
			color: 'teal',
			where: `${id}/narrative`,
			doing: null,
		},
	];
	await expect.element(screen.getByText('Robin Hobb')).toBeVisible();
	await screen.getByLabelText('Narrative').click();
	expect(world.where).toBe(`${id}/narrative`);
});

test('a story that someone deletes while it is open leaves quietly', async () => {
	await page.viewport(1280, 800);
	const world = new World();
	const id = world.workspace.edit.addStory({ title: 'Sign in', criteria: ['It works'] });
	world.workspace.edit.addStory({ title: 'Sign out' });
	const keymap = new Keymap();
	const screen = await render(UiStage, { world, keymap, show: 'stories', id });
	await screen.getByLabelText('Criterion 1', { exact: true }).click();
	world.workspace.edit.removeStory(id);
	await expect.element(screen.getByText('This story is not here')).toBeVisible();
	await expect.element(screen.getByText('Sign out')).toBeVisible();
});

test('2,000 stories are listed without 2,000 rows on the page', async () => {
	await page.viewport(1280, 800);
	const world = new World();
	const yDoc = world.replicas.of('stories').doc;
	yDoc.transact(() => {
		for (let n = 0; n < 2000; n++) world.workspace.edit.addStory({ title: `Story ${n}` });
	});
	const keymap = new Keymap();
	const screen = await render(UiStage, { world, keymap, show: 'stories' });
	await expect.element(screen.getByText('2,000 of 2,000 stories')).toBeInTheDocument();
	const rows = () => screen.container.querySelectorAll('ol a').length;
	await expect.poll(rows).toBeGreaterThan(5);
	expect(rows()).toBeLessThan(60);
	await screen.getByLabelText('Find stories').fill('story 1999');
	await expect.element(screen.getByText('Story 1999')).toBeVisible();
});
