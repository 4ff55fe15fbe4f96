/** A large import, and what people do meanwhile. */
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import { handOver } from '#client/features/import/handed.ts';
import ImportProgress from '#client/features/import/ImportProgress.svelte';
import { counted } from '#shared/counted.ts';
import ImportStage from '#test/browser/world/ImportStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const MANY = 1_500;
const LARGE = { timeout: 90_000 };

function file(words = 'as it was'): string {
	const one = (n: number) =>
		`## Story ${n}\n\nAs a reader of ${n}, I want shelf ${n} ${words}, so that I find it.\n\n- Shelf ${n} is ${words}\n`;
	return `# Shop\n\n${Array.from({ length: MANY }, (_, n) => one(n)).join('\n')}`;
}

async function open(world: World, text = file()) {
	handOver([{ name: 'shop.md', text }]);
	const screen = await render(ImportStage, { world, keymap: new Keymap() });
	const button = screen.getByRole('button', { name: 'Import', exact: true });
	await expect
		.element(screen.getByText(counted(MANY, 'new story', 'new stories'), { exact: false }), LARGE)
		.toBeVisible();
	const imported = () => world.workspace.stories.length - 1;
	return { screen, button, imported };
}

function worldWithStory() {
	const world = new World();
	const id = world.workspace.edit.addStory({ title: 'Mine', narrative: 'Words' });
	return { world, mine: () => world.workspace.story(id)?.narrative, id };
}

/** Runs something once so many stories are stored, and not yet all of them. */
async function midway(imported: () => number, run: () => void | Promise<void>): Promise<number> {
	while (imported() < 100) await new Promise((resolve) => setTimeout(resolve, 0));
	const at = imported();
	await run();
	return at;
}

test('[IV5] what somebody types while a large import is stored stays when one undo takes it back', async () => {
	const { world, id, mine } = worldWithStory();
	const { screen, button, imported } = await open(world);
	await button.click();
	const at = await midway(imported, () => world.workspace.edit.setNarrative(id, 'Typed meanwhile'));
	expect(at).toBeLessThan(MANY);
	await expect.poll(imported, LARGE).toBe(MANY);
	expect(mine()).toBe('Typed meanwhile');
	await expect.poll(() => world.workspace.canUndo).toBe(true);
	await screen.unmount();

	world.workspace.undo();
	await expect.poll(imported, LARGE).toBe(0);
	expect(mine()).toBe('Typed meanwhile');
	world.workspace.redo();
	await expect.poll(imported, LARGE).toBe(MANY);
	world.workspace.undo();
	await expect.poll(imported, LARGE).toBe(0);
	world.workspace.undo();
	expect(mine()).toBe('Words');
});

test('[IV6] an import that is cancelled midway leaves nothing, and nothing to undo or redo', async () => {
	const { world, id, mine } = worldWithStory();
	const { button, imported } = await open(world);
	const before = world.workspace.lastEdit;
	await button.click();
	await midway(imported, () => {
		world.workspace.edit.setNarrative(id, 'Typed meanwhile');
		// A click by the browser's own means might come when all is stored.
		document.querySelector<HTMLButtonElement>('.progress button')?.click();
	});
	await expect.poll(imported, LARGE).toBe(0);
	await expect.element(button).not.toHaveAttribute('aria-disabled');
	expect(mine()).toBe('Typed meanwhile');
	world.workspace.undo();
	expect(mine()).toBe('Words');
	expect(world.workspace.lastEdit).toBe(before);
	world.workspace.redo();
	world.workspace.redo();
	expect(imported()).toBe(0);
});

test('[IV6] what is being taken back is not cancelled twice, and says so', async () => {
	let cancelled = 0;
	const oncancel = () => {
		cancelled++;
	};
	const progress = { what: 'taking-back', done: 0, of: null } as const;
	const screen = await render(ImportProgress, { progress, oncancel });
	const cancel = screen.getByRole('button', { name: 'Cancel', exact: true });
	await expect.element(cancel).toHaveAccessibleDescription('It is cancelled already.');
	await cancel.click({ force: true });
	expect(cancelled).toBe(0);
});

test('[IV5] where somebody writes in a story that the import rewrites, their words stay', async () => {
	const { world } = worldWithStory();
	const first = await open(world);
	await first.button.click();
	await expect.poll(first.imported, LARGE).toBe(MANY);
	await first.screen.unmount();
	const last = world.workspace.stories.at(-1);
	if (last === undefined) throw new Error('There is a story.');
	handOver([{ name: 'shop.md', text: file('told anew') }]);
	const screen = await render(ImportStage, { world, keymap: new Keymap() });
	await expect
		.element(screen.getByText(counted(MANY, 'update'), { exact: false }), LARGE)
		.toBeVisible();
	await screen.getByRole('button', { name: 'Import', exact: true }).click();
	const told = () =>
		world.workspace.stories.filter(({ narrative }) => narrative.includes('told anew'));
	await midway(
		() => told().length,
		() => world.workspace.edit.setNarrative(last.id, 'Written here'),
	);
	await expect.poll(() => told().length, LARGE).toBe(MANY);
	expect(world.workspace.story(last.id)?.narrative).toContain('Written here');
});
