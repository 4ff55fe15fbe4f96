import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import * as Y from 'yjs';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import type { StoryId } from '#shared/id.ts';
import UiStage from '#test/browser/world/UiStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

beforeEach(() => page.viewport(1280, 800));

async function show(world: World, id: StoryId) {
	const screen = await render(UiStage, { world, keymap: new Keymap(), show: 'document', id });
	const criteria = () => world.workspace.story(id)?.criteria.map(({ text }) => text) ?? [];
	return { screen, criteria };
}

async function open(criteria: readonly string[]) {
	const world = new World();
	const id = world.workspace.edit.addStory({
		title: 'Sign in',
		narrative: 'As a reader.',
		criteria,
	});
	return { world, id, ...(await show(world, id)) };
}

function paste(area: Element, text: string) {
	const clipboardData = new DataTransfer();
	clipboardData.setData('text/plain', text);
	area.dispatchEvent(
		new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
	);
}

test('[UI8] several pasted lines are several criteria, and one step of undo', async () => {
	const { screen, criteria, world } = await open(['First ']);
	const field = screen.getByLabelText('Criterion 1', { exact: true });
	await field.click();
	await userEvent.keyboard('{End}');
	const lines = '- one\n2. two\n\n* [ ] Given a book\n  When it is read\n  Then it closes\n';
	paste(field.element(), lines);
	const given = 'Given a book\nWhen it is read\nThen it closes';
	await expect.poll(criteria).toEqual(['First one', 'two', given]);
	await expect.element(screen.getByLabelText('Criterion 3', { exact: true })).toHaveFocus();
	world.workspace.undo();
	await expect.poll(criteria).toEqual(['First ']);
});

test('[UI17] a paste of more than a field takes is refused, and the field stays as it was', async () => {
	const { screen, criteria } = await open(['First']);
	const field = screen.getByLabelText('Criterion 1', { exact: true });
	await field.click();
	paste(field.element(), `- ${'y'.repeat(1024 * 1024)}\n- two\n`);
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(criteria()).toEqual(['First']);
	paste(field.element(), '- one\n- two\n');
	await expect.poll(criteria).toEqual(['Firstone', 'two']);
});

test('[UI8] Enter in an added criterion that stays empty ends the list, and leaves nothing to undo', async () => {
	const { screen, criteria, world } = await open(['One']);
	await screen.getByLabelText('Criterion 1', { exact: true }).click();
	await userEvent.keyboard('{End}{Enter}');
	await expect.element(screen.getByLabelText('Criterion 2', { exact: true })).toHaveFocus();
	await userEvent.keyboard('Two{Enter}');
	await expect.element(screen.getByLabelText('Criterion 3', { exact: true })).toHaveFocus();
	await userEvent.keyboard('{Enter}');
	await expect.poll(criteria).toEqual(['One', 'Two']);
	await expect.element(screen.getByRole('button', { name: 'Add a criterion' })).toHaveFocus();
	world.workspace.undo();
	await expect.poll(criteria).not.toContain('Two');
});

test('[UI8] an added criterion that nobody wrote goes when it is left, and does not move what is pressed', async () => {
	const { screen, criteria } = await open(['One', 'Two']);
	await screen.getByLabelText('Criterion 1', { exact: true }).click();
	await userEvent.keyboard('{End}{Enter}');
	await expect.poll(criteria).toEqual(['One', '', 'Two']);
	await screen.getByRole('button', { name: 'Add a criterion' }).click();
	await expect.poll(criteria).toEqual(['One', 'Two', '']);
	await expect.element(screen.getByLabelText('Criterion 3', { exact: true })).toHaveFocus();
	await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
	await expect.poll(criteria).toEqual(['One', 'Two']);
});

test('[SE4] criteria that are chosen leave for a story of their own', async () => {
	const { screen, criteria, world } = await open(['One', 'Two', 'Three']);
	await screen.getByLabelText('Criterion 1', { exact: true }).click();
	await userEvent.keyboard('{Alt>}{Enter}{/Alt}');
	await screen.getByLabelText('Criterion 3', { exact: true }).click();
	await userEvent.keyboard('{Alt>}{Enter}{/Alt}');
	await screen.getByRole('button', { name: 'Split into a new story' }).click();
	await expect.poll(criteria).toEqual(['Two']);
	const [, second] = world.workspace.stories;
	expect(second?.criteria.map(({ text }) => text)).toEqual(['One', 'Three']);
	world.workspace.undo();
	await expect.poll(criteria).toEqual(['One', 'Two', 'Three']);
});

test('[SE4] a story is split at the cursor, and submitting keeps its key', async () => {
	const { screen, world } = await open(['One two', 'Three']);
	await screen.getByLabelText('Criterion 1', { exact: true }).click();
	await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}{ArrowRight}');
	await userEvent.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
	const texts = () =>
		world.workspace.stories.map(({ criteria }) => criteria.map(({ text }) => text));
	await expect.poll(texts).toEqual([['One'], ['two', 'Three']]);
});

test('[SE11] a criterion names the designs that serve it', async () => {
	const { screen, world, id } = await open(['One', 'Two']);
	const criterion = world.workspace.story(id)?.criteria[1]?.id;
	const context = world.workspace.edit.addContext({ name: 'Accounts' });
	const component = world.workspace.edit.addComponent(context, {
		name: 'Session',
		type: 'module',
		code: 'src/session.ts',
	});
	world.workspace.edit.setDesign(component, `---\ncriteria: [${criterion}]\n---\n# Session\n`);
	await expect
		.element(screen.getByRole('button', { name: 'Served by Session, criterion 2' }))
		.toBeVisible();
	await expect.element(screen.getByText('Not served by any design')).toBeInTheDocument();
});

test('[SE11] a criterion has comments of its own', async () => {
	const { screen, world, id } = await open(['One', 'Two']);
	await screen.getByLabelText('Criterion 2', { exact: true }).click();
	await screen.getByRole('button', { name: 'Comment on criterion 2' }).click();
	expect(world.workspace.comments.draft?.artefact).toBe(id);
	const criterion = world.workspace.story(id)?.criteria[1]?.id;
	expect(world.workspace.comments.draft?.anchor?.field).toBe(`criteria/${criterion}`);
});

test('[SE10] two people in one list of criteria keep their carets and each other’s words', async () => {
	const ada = new World();
	const id = ada.workspace.edit.addStory({ title: 'Sign in', criteria: ['One', 'Two'] });
	const robin = new World();
	const docs = [ada, robin].map(({ replicas }) => replicas.of('stories').doc);
	const [mine, theirs] = docs;
	if (mine === undefined || theirs === undefined) throw new Error('There are two.');
	Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine), 'wire');
	mine.on('update', (update, origin) => origin !== 'wire' && Y.applyUpdate(theirs, update, 'wire'));
	theirs.on('update', (update, origin) => origin !== 'wire' && Y.applyUpdate(mine, update, 'wire'));
	const { screen, criteria } = await show(ada, id);
	await screen.getByLabelText('Criterion 2', { exact: true }).click();
	await userEvent.keyboard('{End} mine');
	const [first] = robin.workspace.story(id)?.criteria ?? [];
	if (first === undefined) throw new Error('Robin sees two.');
	robin.workspace.edit.addCriteria(id, ['Theirs'], first.id);
	const text = robin.workspace.textOf(id, `criteria/${first.id}`);
	text.doc?.transact(() => text.insert(3, ' theirs'), robin.workspace.origin);
	await expect.poll(criteria).toEqual(['One theirs', 'Theirs', 'Two mine']);
	await userEvent.keyboard('!');
	await expect.poll(criteria).toEqual(['One theirs', 'Theirs', 'Two mine!']);
	await expect.element(screen.getByLabelText('Criterion 3', { exact: true })).toHaveFocus();
	ada.workspace.undo();
	await expect.poll(criteria).toEqual(['One theirs', 'Theirs', 'Two']);
	robin.workspace.undo();
	robin.workspace.undo();
	await expect.poll(criteria).not.toContain('Theirs');
});
