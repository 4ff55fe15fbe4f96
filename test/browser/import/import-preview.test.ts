import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import { handOver } from '#client/features/import/handed.ts';
import ImportStage from '#test/browser/world/ImportStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const story = (title: string, criterion: string) =>
	`## ${title}\n\nAs a reader, I want to ${title.toLowerCase()} here.\n\n- ${criterion}\n\n`;
const FILE = `# Shop\n\nWords.\n\n${story('Sign in', 'It works')}${story('Sign out', 'It ends')}`;

async function open(text: string, world = new World(), name = 'shop.md') {
	handOver([{ name, text }]);
	const screen = await render(ImportStage, { world, keymap: new Keymap() });
	const stories = () => world.workspace.stories.map(({ title }) => title);
	return { screen, world, stories };
}

test('[IV1] each line is on the left, and what becomes of it on the right', async () => {
	const { screen } = await open(FILE);
	await expect.element(screen.getByText(/2 new stories with 2 criteria/)).toBeVisible();
	const piece = screen.getByRole('article', { name: 'Line 5', exact: true });
	await expect.element(piece.getByText('New story', { exact: true })).toBeVisible();
	await expect.element(piece.getByText('## Sign in', { exact: true })).toBeVisible();
	await expect.element(piece.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('[IV1] another reading, a join and a piece left out are seen before anything is stored', async () => {
	const { screen, stories } = await open(FILE);
	const second = screen.getByRole('article', { name: 'Line 11', exact: true });
	await second.getByRole('button', { name: 'Join to the one above' }).click();
	await expect.element(second.getByText('Part of the one above', { exact: true })).toBeVisible();
	await expect.element(screen.getByText(/1 new story with 2 criteria/)).toBeVisible();
	await second.getByRole('button', { name: 'Take it apart again' }).click();
	await second.getByRole('radio', { name: 'Leave out' }).click();
	await expect.element(second.getByText('Left out', { exact: true })).toBeVisible();
	expect(stories()).toEqual([]);
	await screen.getByRole('button', { name: 'Import', exact: true }).click();
	await expect.poll(stories).toEqual(['Sign in']);
	await userEvent.keyboard('{Escape}');
});

test('[IP6] a difference on both sides is shown with both, and settled by one choice', async () => {
	const { screen, world, stories } = await open(FILE);
	await screen.getByRole('button', { name: 'Import', exact: true }).click();
	await expect.poll(stories).toEqual(['Sign in', 'Sign out']);
	const [first] = world.workspace.stories;
	if (first === undefined) throw new Error('There is a story.');
	world.workspace.edit.setNarrative(first.id, 'Ours.');
	await screen.unmount();

	const again = await open(FILE.replace('want to sign in here', 'want to sign in there'), world);
	await expect.element(again.screen.getByText(/1 that differs from here/)).toBeVisible();
	await again.screen.getByRole('radio', { name: /Needs a look/ }).click();
	await expect.element(again.screen.getByText('In the file', { exact: true })).toBeVisible();
	await again.screen.getByRole('radio', { name: 'The file', exact: true }).click();
	await again.screen.getByRole('button', { name: 'Import', exact: true }).click();
	await expect
		.poll(() => world.workspace.story(first.id)?.narrative)
		.toBe('As a reader, I want to sign in there.');
	world.workspace.undo();
	expect(world.workspace.story(first.id)?.narrative).toBe('Ours.');
});

test('[IV1] a thousand stories are shown at once and stored in one step', async () => {
	const many = Array.from({ length: 1000 }, (_, n) => story(`Story ${n}`, `It is ${n}`)).join('');
	const { screen, world, stories } = await open(many);
	await expect
		.element(screen.getByText('1,000 new stories with 1,000 criteria'), { timeout: 20_000 })
		.toBeVisible();
	expect(document.querySelectorAll('article').length).toBeLessThan(60);
	await screen.getByRole('button', { name: 'Import', exact: true }).click();
	await expect.poll(() => stories().length, { timeout: 20_000 }).toBe(1000);
	world.workspace.undo();
	await expect.poll(() => stories().length, { timeout: 20_000 }).toBe(0);
});
