import type { Page } from 'playwright-core';

/** Keeps what the screens look like, for whoever asks for it. */
export async function look(page: Page, name: string): Promise<void> {
	const folder = process.env.SCREENSHOTS;
	if (folder === undefined) return;
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		for (const width of [1440, 390]) {
			await page.setViewportSize({ width, height: 900 });
			await page.waitForTimeout(500);
			await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png` });
		}
	}
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize({ width: 1440, height: 900 });
}
