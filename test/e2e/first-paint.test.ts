/** What a browser that knows the workspace paints before all of the app is there. */
import { expect, test } from 'vitest';
import { openProfile } from '#test/e2e/browser-profile.ts';
import { startLintel } from '#test/e2e/lintel-process.ts';
import { createRepository } from '#test/e2e/repository.ts';
import { foundWorkspace, openStory, savedOnRelay } from '#test/e2e/steps.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

const RESERVE = /Reserve a copy/;

test('[OF14] a browser that was here lists its stories in their states while the rest fails to open', async () => {
	using repository = createRepository(bookshop);
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openProfile();
	const { page } = ada;
	await foundWorkspace(page, lintel.link, 'Ada');
	await openStory(page, RESERVE);
	await page.getByRole('button', { name: 'Submit for review' }).click();
	await savedOnRelay(page);
	const row = page.getByRole('link', { name: RESERVE });
	await row.getByRole('img', { name: 'In review' }).waitFor();
	// The glance is kept when things have settled.
	await page.waitForTimeout(2_500);

	// The library behind everything else asks for a version, and is given another, empty database.
	await page.addInitScript(() => {
		const open = IDBFactory.prototype.open;
		IDBFactory.prototype.open = function (name, version) {
			return Reflect.apply(open, this, [version === undefined ? name : `held/${name}`]);
		};
	});
	await page.goto(`${lintel.origin}/w/${lintel.slug}/stories`);
	await row.getByRole('img', { name: 'In review' }).waitFor();
	await page.getByRole('link', { name: /Sign in with email/ }).waitFor();
	expect(await page.getByRole('button', { name: 'Add a story' }).isVisible()).toBe(true);
});
