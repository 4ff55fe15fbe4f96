/** What opens over a page or in its place, one after the other, from the Story that is open. */
import type { Page } from 'playwright-core';

const FEATURE =
	'# Shop\n\n## Sign in\n\nAs a reader, I sign in.\n\n- It works\n\n## Notes\n\nLater.\n';

export async function lookAtPages(
	page: Page,
	look: (screen: string) => Promise<void>,
): Promise<void> {
	const story = new URL(page.url());
	const workspace = story.pathname.split('/').slice(0, 3).join('/');
	const lookBack = page.getByRole('button', { name: 'Look back', exact: true });
	await lookBack.click();
	await page.getByRole('dialog', { name: /^Look back/ }).waitFor();
	await look('Look back');
	await page.goto(`${story.origin}${workspace}/stories/import`);
	await page.getByRole('button', { name: 'Choose files' }).waitFor();
	const file = { name: 'shop.md', mimeType: 'text/markdown', buffer: Buffer.from(FEATURE) };
	await page.locator('input[type=file]').first().setInputFiles(file);
	await page.getByRole('article').first().waitFor();
	await look('what an import does');
	await page.goto(`${story.origin}${workspace}/stories?group=context`);
	await page.locator('ol a').first().focus();
	await page.keyboard.press('x');
	await page.getByRole('toolbar').getByRole('button', { name: 'Priority' }).waitFor();
	await look('stories that are chosen');
	await page.getByRole('toolbar').getByRole('button', { name: 'Priority' }).click();
	await page.getByRole('dialog').waitFor();
	await look('a chooser');
}

/** By how much the page is wider than the window. */
export function sidewaysScroll(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}
