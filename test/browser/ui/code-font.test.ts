import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import CommandLine from '#client/features/evidence/CommandLine.svelte';
import InlineCode from '#client/ui/InlineCode.svelte';
import '#client/app.css';
import { openDesign } from '#test/browser/world/design-world.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

/** The signs that a font may put in the place of others: none of them is what was written. */
const isOff = (one: Element) => getComputedStyle(one).fontFeatureSettings.includes('"calt" 0');

test('[UI26] code is drawn sign by sign, whatever font a component gives it', async () => {
	await render(InlineCode, { text: 'It is `(a) => 0x1f`.' });
	await render(CommandLine, { command: 'test --when a!=b' });
	const codes = [...document.querySelectorAll('code')];
	expect(codes.map((one) => [one.textContent, isOff(one)])).toEqual([
		['(a) => 0x1f', true],
		['test --when a!=b', true],
	]);
	const world = new World();
	const { edit } = world.workspace;
	const accounts = edit.addContext({ name: 'Accounts', entity: 'Account' });
	const session = edit.addComponent(accounts, { name: 'Session', type: 'module', code: '' });
	edit.setDesign(session, '# Session => 0x1f\n');
	const editor = await openDesign(world, session);
	expect(isOff(editor.element())).toBe(true);
});
