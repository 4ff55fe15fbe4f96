/** The list of stories in a real browser: by keyboard, by mouse, and by its address. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { foundWorkspace, openPlace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';

const TITLES = ['Sign in', 'Browse', 'Checkout', 'Refunds'];
const FILE = `# Shop\n\n${TITLES.map(
	(title, n) => `## ${title}

As a reader, I want to ${title.toLowerCase()}, so that my shelf follows me.

**Acceptance Criteria**
- ${title} answers within two seconds
- ${title} is told on the first page

**Priority**: ${n + 1} · **Tags**: ${n < 2 ? 'accounts' : 'money'}
`,
).join('\n')}`;

test('stories are filtered, moved, planned, split and merged, and each goes back', async () => {
	using repository = createRepository({ 'user_stories.md': FILE });
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openVisitor();
	const { page } = ada;
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	await foundWorkspace(page, lintel.link, 'Ada');
	await openPlace(page, 'Stories');
	await expect.poll(() => titles(page)).toEqual(TITLES);

	// A link to the list shows what its sender saw, and going back comes back.
	await page.goto(`${page.url()}?tag=money&sort=priority`);
	await expect.poll(() => titles(page)).toEqual(['Checkout', 'Refunds']);
	await page.getByRole('button', { name: 'Drop the filter “#money”' }).click();
	await expect.poll(() => titles(page)).toEqual(TITLES);
	await page.goBack();
	await expect.poll(() => titles(page)).toEqual(['Checkout', 'Refunds']);
	await page.locator('ol a').first().click();
	await page.getByRole('textbox', { name: 'Title' }).waitFor();
	expect(new URL(page.url()).search).toBe('?tag=money&sort=priority');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Clear', exact: true }).click();
	await page.getByRole('button', { name: 'Drop the filter “Sorted by priority”' }).click();

	// Two are chosen, and move together by keyboard and by mouse.
	await row(page, 'Browse').focus();
	await page.keyboard.press('x');
	await page.keyboard.press('Shift+ArrowDown');
	await page.keyboard.press('Alt+ArrowUp');
	await expect.poll(() => titles(page)).toEqual(['Browse', 'Checkout', 'Sign in', 'Refunds']);
	await drag(page, 'Browse', 'Refunds');
	await expect.poll(() => titles(page)).toEqual(['Sign in', 'Refunds', 'Browse', 'Checkout']);
	await page.keyboard.press('Control+z');
	await page.keyboard.press('Control+z');
	await expect.poll(() => titles(page)).toEqual(TITLES);

	// They are merged into the first, and Undo in the toast parts them again.
	await page.keyboard.press('m');
	await expect.poll(() => titles(page)).toEqual(['Sign in', 'Browse', 'Refunds']);
	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect.poll(() => titles(page)).toEqual(TITLES);

	// A criterion is where the story is cut in two.
	await row(page, 'Sign in').click();
	await page.getByRole('textbox', { name: 'Criterion 2' }).click();
	await page.keyboard.press('Home');
	await page.keyboard.press('Control+Shift+Enter');
	await expect.poll(() => titles(page)).toEqual(['Sign in', 'Untitled', ...TITLES.slice(1)]);
	await page.keyboard.type('Stay signed in');
	await expect.poll(() => titles(page)).toContain('Stay signed in');
	await page.getByText('#accounts').first().waitFor();
	expect(errors).toEqual([]);
});

function titles(page: Page): Promise<string[]> {
	return page
		.locator('ol .title')
		.allInnerTexts()
		.then((texts) => texts.map((text) => text.trim()));
}

function row(page: Page, title: string) {
	return page.locator('ol a', { hasText: title });
}

async function drag(page: Page, from: string, to: string): Promise<void> {
	const [a, b] = [await row(page, from).boundingBox(), await row(page, to).boundingBox()];
	if (a === null || b === null) throw new Error('Both rows are in sight.');
	await page.mouse.move(a.x + 80, a.y + 10);
	await page.mouse.down();
	await page.mouse.move(a.x + 90, a.y + 30, { steps: 3 });
	await page.mouse.move(b.x + 90, b.y + b.height - 4, { steps: 5 });
	await page.mouse.up();
}
