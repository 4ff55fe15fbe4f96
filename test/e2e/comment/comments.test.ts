/** Two people talk about the same words, online and offline, in two browsers. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { seriousFindings } from '#test/e2e/world/serious-findings.ts';
import { foundWorkspace, joinWorkspace, openPlace, openStory } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';

const STORY =
	'## Sign in with email\n\nAs a returning reader, I want to sign in with my email, so that my shelf follows me.\n\n- A reader with a valid password reaches their shelf\n';

async function select(page: Page, words: string): Promise<void> {
	const narrative = page.getByRole('textbox', { name: 'Narrative' });
	await narrative.click();
	await narrative.evaluate((area, wanted) => {
		if (!(area instanceof HTMLTextAreaElement)) return;
		const from = area.value.indexOf(wanted);
		area.setSelectionRange(from, from + wanted.length);
	}, words);
}

test('[CT26] comments reach others live, stay on their words while both type, and come up from offline', async () => {
	using repository = createRepository({ 'user_stories.md': STORY });
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using adas = await openVisitor();
	await using bens = await openVisitor();
	const [ada, ben] = [adas.page, bens.page];
	await foundWorkspace(ada, lintel.link, 'Ada Lovelace');
	await joinWorkspace(ben, ada, `${lintel.origin}/w/${lintel.slug}`, 'Ben Okri', 'reviewer');
	for (const page of [ada, ben]) await openStory(page, /Sign in with email/);

	await select(ada, 'with my email');
	await ada.getByRole('button', { name: 'Comment', exact: true }).click();
	await ada.getByRole('textbox', { name: 'Comment' }).fill('Or a phone number, @Ben Okri?');
	await ada.keyboard.press('Control+Enter');
	await ben.getByText('Or a phone number').waitFor();
	await ben.locator('mark[data-thread]', { hasText: 'with my email' }).waitFor();

	await ben.getByRole('textbox', { name: 'Narrative' }).focus();
	await ben.keyboard.press('Control+Home');
	await ben.keyboard.type('Today: ');
	await ada.locator('mark[data-thread]', { hasText: /^with my email$/ }).waitFor();

	await bens.context.setOffline(true);
	await ben.getByRole('button', { name: 'Reply' }).click();
	await ben.getByRole('textbox', { name: 'Reply' }).fill('Not yet: **one** thing at a time.');
	await ben.keyboard.press('Control+Enter');
	await ben.getByText('one', { exact: true }).waitFor();
	expect(await ada.getByText('at a time').count()).toBe(0);
	await bens.context.setOffline(false);
	await ada.getByText('at a time').waitFor({ timeout: 40_000 });

	expect(await seriousFindings(ada)).toEqual([]);
	await look(ada, 'story');
	await ada.getByRole('button', { name: 'Resolve' }).click();
	await ben.getByText('Resolved 1').waitFor();
	await openPlace(ada, 'Now');
	await ada.getByRole('heading', { name: 'Now', exact: true }).waitFor();
	await look(ada, 'now');
	await openStory(ada, /Sign in with email/);
	await ada.getByRole('button', { name: 'Look back', exact: true }).click();
	await ada.locator('ins', { hasText: 'Today' }).waitFor();
	expect(await seriousFindings(ada)).toEqual([]);
	await look(ada, 'look-back');
});

/** Keeps what the screens look like, for whoever asks for it. */
async function look(page: Page, name: string): Promise<void> {
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
	await page.setViewportSize({ width: 1440, height: 900 });
}
