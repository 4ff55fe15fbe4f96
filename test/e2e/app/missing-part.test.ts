/** A part of the app that is gone: a browser that keeps no copy of it, and a relay that was updated. */
import { expect, test } from 'vitest';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { look } from '#test/e2e/world/look.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { foundWorkspace, openStory } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

test('[UI24] a part that an update took is said, reloads only when asked to, and takes nothing typed', async () => {
	using repository = createRepository(bookshop);
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openVisitor();
	const { page } = ada;
	await foundWorkspace(page, lintel.link, 'Ada');
	await openStory(page, /Reserve a copy/);
	const title = page.getByRole('article').getByLabel('Title');
	await title.fill('Reserve a copy at the desk');
	let opened = 0;
	page.on('framenavigated', () => opened++);

	const palette = page.getByRole('combobox');
	await page.keyboard.press('Control+k');
	await palette.waitFor();
	await page.keyboard.press('Escape');
	await palette.waitFor({ state: 'hidden' });
	await title.blur();
	// What this page has not loaded yet is gone, and another version is served.
	let gone = 0;
	await page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'next' } }));
	await page.route('**/_app/immutable/**', (route) => {
		gone++;
		return route.fulfill({ status: 404 });
	});
	const said = page.getByText('Lintel was updated since you opened this page');
	await page.keyboard.press('?');
	await said.waitFor();
	await look(page, 'missing-part');
	// It stands above what is open, too.
	await page.keyboard.press('Control+k');
	await palette.waitFor();
	await page.getByRole('button', { name: 'Not now' }).click();
	await said.waitFor({ state: 'hidden' });
	await page.keyboard.press('Escape');
	await palette.waitFor({ state: 'hidden' });

	await page.keyboard.press('?');
	await said.waitFor();
	expect(gone).toBeGreaterThan(1);
	expect(opened).toBe(0);
	await page.unrouteAll({ behavior: 'wait' });
	const reloaded = page.waitForEvent('load');
	await page.getByRole('button', { name: 'Reload' }).click();
	await reloaded;
	await expect.poll(() => title.inputValue()).toBe('Reserve a copy at the desk');
	await page.keyboard.press('Control+k');
	await palette.waitFor();
	expect(await said.isVisible()).toBe(false);
});
