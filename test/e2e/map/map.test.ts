/** The map as two people at two browsers meet it, and what it leaves in the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { mapFile } from '#test/bench/map-file.ts';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { seriousFindings } from '#test/e2e/world/serious-findings.ts';
import { foundWithBen, foundWorkspace, openPlace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';

const LAYOUT = '.lintel/layout.json';

/** Where a context stands on the map itself, wherever the camera is. */
function placeOf(page: Page, name: string): Promise<string> {
	return page
		.locator('.svelte-flow__node', { has: page.getByText(name, { exact: true }) })
		.evaluate((node) => /translate\([^)]*\)/.exec(node.getAttribute('style') ?? '')?.[0] ?? '');
}

async function drag(page: Page, name: string, x: number, y: number): Promise<void> {
	const box = await page.getByRole('link', { name }).boundingBox();
	if (box === null) throw new Error(`${name} is in sight.`);
	await page.mouse.move(box.x + 60, box.y + 20);
	await page.mouse.down();
	await page.mouse.move(box.x + 60 + x / 2, box.y + 20 + y / 2, { steps: 4 });
	await page.mouse.move(box.x + 60 + x, box.y + 20 + y, { steps: 4 });
	await page.mouse.up();
}

async function openMap(page: Page): Promise<void> {
	await openPlace(page, 'Map');
	await page.getByRole('link', { name: 'Accounts' }).waitFor();
	await page.waitForTimeout(400);
}

describe('the map', () => {
	test('[OF16] what is typed in the table of components is there after a reload, and after going back', async () => {
		using repository = createRepository({ 'context_map.md': mapFile(6) });
		await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
		await using ada = await openVisitor();
		const { page } = ada;
		await foundWorkspace(page, lintel.link, 'Ada');
		await openMap(page);
		await page.getByRole('link', { name: 'Accounts' }).click();
		await page.getByRole('button', { name: 'Add a component' }).click();
		await page.getByRole('textbox', { name: 'Name of the new component' }).waitFor();
		await page.keyboard.type('Session');
		await page.reload();
		const code = page.getByRole('textbox', { name: 'Code file of Session' });
		await code.fill('src/session.ts');
		await page.goBack();
		await page.goForward();
		await code.waitFor();
		expect(await code.inputValue()).toBe('src/session.ts');
	});

	test('[MV1] [MV7] what each of two people drags stands there for both, after a reload too', async () => {
		using repository = createRepository({ 'context_map.md': mapFile(6) });
		await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
		await using ada = await openVisitor();
		await using ben = await openVisitor();
		await foundWithBen(ada.page, ben.page, lintel.link, 'author');
		await Promise.all([openMap(ada.page), openMap(ben.page)]);
		const before = await placeOf(ada.page, 'Accounts');
		expect(await placeOf(ben.page, 'Accounts')).toBe(before);

		await Promise.all([drag(ada.page, 'Accounts', 32, 120), drag(ben.page, 'Catalogue', -48, -80)]);
		for (const [name, mover, other] of [
			['Accounts', ada.page, ben.page],
			['Catalogue', ben.page, ada.page],
		] as const) {
			const moved = await placeOf(mover, name);
			await expect.poll(() => placeOf(other, name), { timeout: 10_000 }).toBe(moved);
		}
		const accounts = await placeOf(ada.page, 'Accounts');
		expect(accounts).not.toBe(before);
		await ada.page.reload();
		await ada.page.getByRole('link', { name: 'Accounts' }).waitFor();
		await expect.poll(() => placeOf(ada.page, 'Accounts')).toBe(accounts);

		// The file says the same, in a form that merges: one line a context.
		await expect
			.poll(() => existsSync(join(repository.folder, LAYOUT)), { timeout: 10_000 })
			.toBe(true);
		await expect
			.poll(() => repository.read(LAYOUT).match(/"cx_/g)?.length, { timeout: 10_000 })
			.toBe(6);
		const lines = repository
			.read(LAYOUT)
			.split('\n')
			.filter((line) => line.includes('cx_'));
		expect(lines).toEqual(lines.toSorted());
	});

	test('[MP12] the picture that the map saves is an SVG that a browser shows', async () => {
		using repository = createRepository({ 'context_map.md': mapFile(12, 3) });
		await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
		await using ada = await openVisitor();
		const { page } = ada;
		await foundWorkspace(page, lintel.link, 'Ada');
		await openMap(page);
		await page.getByRole('button', { name: 'More for the map' }).click();
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByText('Export as SVG, light').click(),
		]);
		const svg = readFileSync(await download.path(), 'utf8');
		const read = await page.evaluate((text) => {
			const doc = new DOMParser().parseFromString(text, 'image/svg+xml');
			const names = [...doc.querySelectorAll('text')].map(({ textContent }) => textContent);
			return { broken: doc.querySelector('parsererror') !== null, names };
		}, svg);
		expect(read.broken).toBe(false);
		expect(read.names).toEqual(expect.arrayContaining(['Accounts', 'Storefront', 'Coordination']));
	});

	test('[UI1] axe finds nothing serious on the map, graph and list, light and dark', async () => {
		using repository = createRepository({ 'context_map.md': mapFile(20, 3) });
		await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
		await using ada = await openVisitor();
		const { page } = ada;
		await foundWorkspace(page, lintel.link, 'Ada');
		const found: string[] = [];
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			await openMap(page);
			found.push(...(await seriousFindings(page)));
			await page.getByRole('button', { name: /to look at/ }).click();
			await page.getByRole('dialog', { name: 'How the map is' }).waitFor();
			found.push(...(await seriousFindings(page)));
			await page.keyboard.press('Escape');
			await page.keyboard.press('l');
			await page.getByRole('list', { name: 'Contexts' }).waitFor();
			found.push(...(await seriousFindings(page)));
			await page.keyboard.press('l');
		}
		expect(found).toEqual([]);
	});
});
