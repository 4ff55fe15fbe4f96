import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import ContextStage from '#test/browser/world/ContextStage.svelte';
import UiStage from '#test/browser/world/UiStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const WRITES = /^(Edit|Write|Add|Undo|Redo)/;

/** What the palette would list of the page's commands that write. */
async function writing(role: 'author' | 'viewer') {
	const world = new World();
	const { edit } = world.workspace;
	const story = edit.addStory({ title: 'Sign in', criteria: ['By mail'] });
	const context = edit.addContext({ name: 'Accounts', entity: 'Account' });
	const part = { type: 'module', code: 'src/login.ts' };
	const written = edit.addComponent(context, { ...part, name: 'Login' });
	const bare = edit.addComponent(context, { name: 'Bare', type: 'module', code: 'src/bare.ts' });
	edit.setDesign(written, '# Login\n');
	world.role = role;
	const found = new Set<string>();
	const shown = [
		{ shows: 'document', id: context },
		{ shows: 'map', id: null },
		{ shows: 'designs', id: written },
		{ shows: 'designs', id: bare },
	] as const;
	for (const one of shown) {
		const keymap = new Keymap();
		const stage = { workspace: world.workspace, keymap, ...one };
		await commandsOf(keymap, await render(ContextStage, stage), found);
	}
	const keymap = new Keymap();
	const stage = { world, keymap, show: 'both', id: story, writes: role === 'author' } as const;
	await commandsOf(keymap, await render(UiStage, stage), found);
	return [...found].sort();
}

async function commandsOf(
	keymap: Keymap,
	screen: { unmount(): unknown },
	found: Set<string>,
): Promise<void> {
	await expect.poll(() => keymap.shortcuts.length).toBeGreaterThan(0);
	for (const { words, run, shownOnly, idle } of keymap.shortcuts)
		if (run !== undefined && !shownOnly && !idle && WRITES.test(words)) found.add(words);
	await screen.unmount();
}

test('[UI25] whoever may only read is offered no command that writes', async () => {
	expect(await writing('viewer')).toEqual([]);
	expect(await writing('author')).toEqual(
		expect.arrayContaining(['Add a context', 'Edit', 'Undo my last edit', 'Write the design']),
	);
});
