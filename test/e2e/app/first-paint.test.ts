/** What a browser that knows the workspace paints before all of the app is there. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { foundWorkspace, openStory, savedOnRelay } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

const RESERVE = /Reserve a copy/;

test('[OF14] a browser that was here lists its stories in their states while the rest still opens', async () => {
	using repository = createRepository(bookshop);
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openVisitor();
	const { page } = ada;
	await foundWorkspace(page, lintel.link, 'Ada');
	await openStory(page, RESERVE);
	await page.getByRole('button', { name: 'Submit for review' }).click();
	await savedOnRelay(page);
	const row = page.getByRole('link', { name: RESERVE });
	await row.getByRole('img', { name: 'In review' }).waitFor();
	// The glance is kept when things have settled.
	await expect.poll(() => glanceIn(page, `lintel/${lintel.slug}`)).toContain('"review"');

	// The library behind everything else asks for a version, and waits for its database for ever.
	await page.addInitScript(() => {
		const open = IDBFactory.prototype.open;
		IDBFactory.prototype.open = function (name, version) {
			if (version === undefined) return Reflect.apply(open, this, [name]);
			const never: IDBOpenDBRequest = Object.create(IDBOpenDBRequest.prototype, {
				onsuccess: { set: () => undefined },
				onerror: { set: () => undefined },
				onblocked: { set: () => undefined },
				onupgradeneeded: { set: () => undefined },
			});
			return never;
		};
	});
	await page.goto(`${lintel.origin}/w/${lintel.slug}/stories`);
	await row.getByRole('img', { name: 'In review' }).waitFor();
	await page.getByRole('link', { name: /Sign in with email/ }).waitFor();
	expect(await page.getByRole('button', { name: 'Add a story' }).isVisible()).toBe(true);
});

test('[OF14] Ctrl-K before all of the app is there opens the palette once it is, with what was typed', async () => {
	using repository = createRepository(bookshop);
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openVisitor();
	const { page } = ada;
	await foundWorkspace(page, lintel.link, 'Ada');
	await openStory(page, RESERVE);
	await savedOnRelay(page);
	await expect.poll(() => glanceIn(page, `lintel/${lintel.slug}`)).toContain('"me"');

	const rest = Promise.withResolvers<void>();
	const palette = Promise.withResolvers<void>();
	await page.route('**/*.js', async (route) => {
		const response = await route.fetch();
		const body = await response.text();
		if (body.includes('lintel/invites/')) await rest.promise;
		await route.fulfill({ response, body });
		if (body.includes('Search stories, contexts, designs')) palette.resolve();
	});
	await page.goto(`${lintel.origin}/w/${lintel.slug}/stories`);
	await page.getByRole('link', { name: RESERVE }).waitFor();
	await page.keyboard.press('Control+k');
	await palette.promise;
	await page.keyboard.type('reserve');
	rest.resolve();
	await page.getByRole('combobox').waitFor();
	expect(await page.getByRole('combobox').inputValue()).toBe('reserve');
	await page.getByRole('option', { name: RESERVE }).waitFor();
	// A script that is still on its way when the page closes would be an error of no test.
	await page.unrouteAll({ behavior: 'wait' });
});

/** What the browser's database holds to be seen at a glance, as JSON. */
function glanceIn(page: Page, database: string): Promise<string> {
	return page.evaluate(
		(name) =>
			new Promise<string>((resolve, reject) => {
				const opening = indexedDB.open(name);
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const db = opening.result;
					const asked = db.transaction('facts').objectStore('facts').get('glance');
					asked.onsuccess = () => resolve(JSON.stringify(asked.result ?? null));
					asked.onerror = () => reject(asked.error);
					db.close();
				};
			}),
		database,
	);
}
