/** An import as a person makes it in the app: dropped, looked over, stored, taken back, again. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { appKept, foundWorkspace, openPlace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';

const FILE = `# Bookshop

We sell second-hand books.

## Sign in

As a reader, I want to sign in, so that my shelf follows me.

**Acceptance Criteria**

- A right password opens the shelf
- Five wrong ones lock it

## Reserve a copy

As a reader, I want to reserve a copy, so that it waits for me.

**Acceptance Criteria**

- A reserved copy leaves the open stock

## Metrics

Readers a day.
`;

/** Lets go of files over the page, as a hand does. */
async function drop(
	page: Page,
	files: readonly { readonly name: string; readonly text: string }[],
) {
	const transfer = await page.evaluateHandle((list) => {
		const data = new DataTransfer();
		for (const { name, text } of list) data.items.add(new File([text], name));
		return data;
	}, files);
	await page.dispatchEvent('#content', 'dragover', { dataTransfer: transfer });
	await page.dispatchEvent('#content', 'drop', { dataTransfer: transfer });
}

test('[IV1] files are dropped, looked over by keyboard, stored, taken back, and updated', async () => {
	using repository = createRepository({ 'README.md': '# Shop\n' });
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openVisitor();
	const { page } = ada;
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') errors.push(message.text());
	});
	await foundWorkspace(page, lintel.link, 'Ada');
	await openPlace(page, 'Stories');
	await page.getByRole('heading', { name: 'No stories yet' }).waitFor();
	await page.getByRole('button', { name: 'Import files' }).waitFor();

	await page.waitForTimeout(300);
	await drop(page, [{ name: 'stories.md', text: FILE }]);
	await page.getByText('2 new stories with 3 criteria · 2 pieces of text').waitFor();
	const piece = page.getByRole('article', { name: 'Line 5', exact: true });
	await piece.getByText('New story').waitFor();
	expect(await piece.getByRole('listitem').filter({ hasText: 'Five wrong' }).count()).toBe(2);

	await page.keyboard.press('j');
	await page.keyboard.press('j');
	await page.keyboard.press('j');
	await page.keyboard.press('x');
	await page.getByText('1 new story with 2 criteria · 2 pieces of text · 1 left out').waitFor();
	await page.keyboard.press('s');
	await page.keyboard.press('j');
	await page.keyboard.press('x');
	await page.getByText('2 new stories with 3 criteria · 1 piece of text · 1 left out').waitFor();
	await page.keyboard.press('Enter');
	await page.getByText('Imported 2 new stories.').waitFor();
	await page.getByRole('link', { name: /Sign in/ }).waitFor();

	await page.getByRole('button', { name: 'Undo' }).click();
	await page.getByRole('heading', { name: 'No stories yet' }).waitFor();
	await page.waitForTimeout(300);
	await drop(page, [{ name: 'stories.md', text: FILE }]);
	await piece.getByText('New story').waitFor();
	await page.keyboard.press('Control+Enter');
	await page.getByText('Imported 2 new stories.').last().waitFor();
	await page.getByRole('link', { name: /Reserve a copy/ }).waitFor();

	await page.waitForTimeout(300);
	await drop(page, [{ name: 'stories.md', text: FILE.replace('Five wrong', 'Six wrong') }]);
	await page.getByText('1 update · 1 here already').waitFor();
	await page.getByText('Known from the last import.').first().waitFor();
	await page.locator('ins', { hasText: 'Six' }).waitFor();
	await page.getByRole('button', { name: 'Import', exact: true }).click();
	await page.getByText('Imported 1 update.').waitFor();
	await page.getByRole('link', { name: /Sign in/ }).click();
	const criterion = page.getByLabel('Criterion 2', { exact: true });
	await expect.poll(() => criterion.inputValue()).toBe('Six wrong ones lock it');
	expect(await page.getByRole('link', { name: /Sign in/ }).count()).toBe(1);
	expect(errors).toEqual([]);
});

test('[IV2] pasted text opens the import, without the relay too', async () => {
	using repository = createRepository({ 'README.md': '# Shop\n' });
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openVisitor({ keepsApp: true });
	const { page } = ada;
	await foundWorkspace(page, lintel.link, 'Ada');
	await openPlace(page, 'Stories');
	await page.getByRole('button', { name: 'Import files' }).click();
	await page.getByText('Drop files or a folder here').waitFor();
	await page.getByText('Saved on the relay').first().waitFor({ timeout: 30_000 });
	await appKept(page);
	await lintel.kill();
	await page.getByLabel('Or paste text').fill(FILE);
	await page.getByRole('button', { name: 'See what is in it' }).click();
	await page.getByText('2 new stories with 3 criteria').waitFor();
	await page.keyboard.press('Control+Enter');
	await page.getByText('Imported 2 new stories.').waitFor();
	await page.getByRole('link', { name: /Reserve a copy/ }).waitFor();
});
