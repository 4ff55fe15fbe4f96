/**
 * How long the page's main thread is ever busy at one go while somebody scrolls through a long list
 * of stories, and while they type in one of them:
 *
 *   npm run bench:stories            2,000 stories
 *   npm run bench:stories -- --smoke 100, to see that it runs
 *
 * Records a Chromium trace of each and prints its longest tasks, by the clock and by the processor's
 * time: on a busy machine they differ. The goal is none above 50 ms.
 */
import type { Page } from 'playwright-core';
import { figure } from '#shared/counted.ts';
import { report, traced } from '#test/bench/main-thread.ts';
import { openProfile } from '#test/e2e/world/browser-profile.ts';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { foundWorkspace, openPlace } from '#test/e2e/world/steps.ts';

const smoke = process.argv.includes('--smoke');
const COUNT = smoke ? 100 : 2000;
/** Until what opening the page set going is done with. */
const CALM_MS = smoke ? 500 : 3000;

using repository = createRepository({ 'user_stories.md': storiesFile(COUNT) });
await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
await using person = await openProfile();
const { page } = person;
await foundWorkspace(page, lintel.link, 'Ada');
await openPlace(page, 'Stories');
await page.getByText(`${figure(COUNT)} of ${figure(COUNT)} stories`).waitFor({ state: 'attached' });
await page.waitForTimeout(CALM_MS);

const scrolled = await traced(page, () => scrollThrough(page));
const rows = await page.locator('ol > li').count();
await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo(0, 0));
await page.locator('ol a').first().click();
await page.getByRole('textbox', { name: 'Narrative' }).click();
await page.keyboard.press('End');
await page.waitForTimeout(CALM_MS);
const typed = await traced(page, async () => {
	await page.keyboard.type(' and so that I find it again', { delay: 60 });
	await page.waitForTimeout(1000);
});

console.log(`${COUNT} stories, ${rows} rows on the page after scrolling to the end.`);
report('Scrolling', scrolled);
report('Typing', typed);
if (rows > 100) throw new Error('The list is not virtual.');

async function scrollThrough(on: Page): Promise<void> {
	const box = await on.locator('.scroller').boundingBox();
	if (box === null) throw new Error('The list is not there.');
	await on.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
	const last = on.getByText(`S${COUNT}`, { exact: true });
	for (let turn = 0; turn < 4000 && !(await last.isVisible()); turn++) {
		await on.mouse.wheel(0, turn < 100 ? 180 : 1200);
		await on.waitForTimeout(16);
	}
	await last.waitFor();
}

function storiesFile(count: number): string {
	const stories = Array.from(
		{ length: count },
		(_, n) => `## Story number ${n + 1} of the shelf

As a returning reader, I want to find book ${n}, so that my shelf follows me.

**Acceptance Criteria**
- A reader who asks for book ${n} sees it within two seconds
- A book that is lent to somebody is marked so, on shelf ${n % 17}
- Five wrong numbers lock the search for fifteen minutes

**Priority**: ${1 + (n % 4)} · **Tags**: shelf, area-${n % 23}
`,
	);
	return `# Bookshop\n\n${stories.join('\n')}`;
}
