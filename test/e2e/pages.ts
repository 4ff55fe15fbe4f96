/** Pages and dialogs beside the places, opened one after the other from the Story that is open. */
import type { Page } from 'playwright-core';

const FEATURE =
	'# Shop\n\n## Sign in\n\nAs a reader, I sign in.\n\n- It works\n\n## Notes\n\nLater.\n';

/** Ends on the Story it began on. */
export async function lookAtPages(
	page: Page,
	look: (screen: string) => Promise<void>,
): Promise<void> {
	const story = new URL(page.url());
	const workspace = story.pathname.split('/').slice(0, 3).join('/');
	const lookBack = page.getByRole('button', { name: 'Look back', exact: true });
	const details = page.getByRole('button', { name: 'State, findings and comments' });
	if (!(await lookBack.isVisible())) await details.click();
	await lookBack.click();
	await page.getByRole('dialog', { name: /^Look back/ }).waitFor();
	await look('Look back');
	await page.goto(`${story.origin}${workspace}/findings`);
	await page.getByRole('heading', { name: 'Findings', level: 1 }).waitFor();
	await look('Findings');
	await page.goto(`${story.origin}${workspace}/print`);
	await page.getByRole('heading', { name: 'Contents' }).waitFor();
	await look('Print');
	await page.goto(`${story.origin}${workspace}/stories/import`);
	await page.getByRole('button', { name: 'Choose files' }).waitFor();
	await look('Import');
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
	await page.goto(story.href);
	await page.getByRole('textbox', { name: 'Title' }).waitFor();
}

/** By how much the page is wider than the window. */
export function sidewaysScroll(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}
