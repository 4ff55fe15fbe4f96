import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import ContextStage from '#test/browser/world/ContextStage.svelte';
import { bookshop } from '#test/browser/world/design-world.ts';

const LINES = Array.from({ length: 30 }, (_, n) => `Line ${n} stays as it is.`);
const BEFORE = ['# Session', '', 'Keeps a reader signed in.', '', ...LINES, '', 'The end.'].join(
	'\n',
);

/** A design whose text of before was approved, and which reads otherwise by now. */
async function submitted(isKept = true) {
	const shop = bookshop(BEFORE);
	const { workspace } = shop.world;
	await expect.poll(() => workspace.canonical(shop.session)?.text).toContain('The end.');
	shop.world.frozen = isKept ? (workspace.canonical(shop.session)?.text ?? null) : null;
	const after = BEFORE.replace('a reader', 'every reader').replace('The end', 'An end');
	workspace.edit.setDesign(shop.session, after);
	const entry = { at: '2026-11-22T08:00:00.000Z', by: 'Ada', assurance: 'device' as const };
	const rest = { provisional: false, notCounted: null, reason: null };
	shop.world.history = [
		{
			...entry,
			...rest,
			event: 'b'.repeat(64),
			type: 'approved',
			words: 'approved it',
			revision: 'c'.repeat(64),
		},
		{
			...entry,
			...rest,
			event: 'a'.repeat(64),
			type: 'submitted',
			words: 'submitted it',
			revision: 'c'.repeat(64),
		},
	];
	return shop;
}

async function compare(isKept = true) {
	const { world, session } = await submitted(isKept);
	await render(ContextStage, { workspace: world.workspace, shows: 'designs', id: session });
	await page.getByRole('radio', { name: 'Compare' }).click();
	return world;
}

test('[DE12] the text is compared with the last approved revision, word by word, the rest folded', async () => {
	await page.viewport(1440, 900);
	await compare();
	const chosen = page.getByLabelText('Compare with');
	await expect.poll(() => chosen.element().textContent).toContain('Approved by Ada');
	await expect.element(page.getByText('2 passages differ')).toBeVisible();
	const marked = (side: string) =>
		[...document.querySelectorAll(`.cm-merge-${side} .cm-changedText`)].map(
			(one) => one.textContent,
		);
	expect(marked('a')).toEqual(['a', 'The']);
	expect(marked('b')).toEqual(['every', 'An']);
	await expect.element(page.getByText(/unchanged lines/).first()).toBeVisible();
	await page.getByRole('button', { name: 'Next change (N)' }).click();
	await expect.element(page.getByRole('textbox', { name: 'As it reads now' })).toBeInTheDocument();
});

test('[DE12] in one column where there is no room for two', async () => {
	await page.viewport(600, 800);
	await compare();
	await expect.element(page.getByText('2 passages differ')).toBeVisible();
	expect(document.querySelector('.cm-mergeView')).toBeNull();
	expect(document.querySelector('.cm-deletedText')?.textContent).toBe('a');
	await page.viewport(1440, 900);
});

test('[DE12] a text that the relay no longer has is said to be gone', async () => {
	await compare(false);
	await expect.element(page.getByText(/neither on this device nor on the relay/)).toBeVisible();
});

test('[DE12] the keyboard opens the comparison', async () => {
	const { world, session } = await submitted();
	await render(ContextStage, { workspace: world.workspace, shows: 'designs', id: session });
	await expect.element(page.getByRole('radio', { name: 'Compare' })).toBeVisible();
	await userEvent.keyboard('d');
	await expect.element(page.getByLabelText('Compare with')).toBeVisible();
});
