/** The workspace for other readers: from the command line, and from the app. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LAYOUT_PATH, printLayout } from '#shared/doc/layout-file.ts';
import { ContextId } from '#shared/id.ts';
import { lintel } from '#test/e2e/world/command.ts';
import { serve } from '#test/e2e/world/lintel-command.ts';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { foundWorkspace, openPlace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

test('[CM15] --gherkin and --html write elsewhere, the same each time, and leave the files alone', async () => {
	using copy = createWorkingCopy(bookshop);
	const dry = await lintel(['export', '--gherkin', 'features', '--dry-run'], copy);
	expect(dry.stdout).toContain('would write');
	expect(existsSync(join(copy.folder, 'features'))).toBe(false);
	await lintel(['export', '--gherkin', 'features', '--html', 'out/shop.html'], copy);
	expect(readdirSync(join(copy.folder, 'features')).sort()).toEqual([
		'reserve-a-copy.feature',
		'sign-in-with-email.feature',
	]);
	const [feature, page] = [
		copy.read('features/reserve-a-copy.feature'),
		copy.read('out/shop.html'),
	];
	expect(feature).toMatch(/^@st_\w{10}\nFeature: Reserve a copy\n/);
	expect(page).toContain('Sign in with email');
	expect(page).toContain('Accounts.Session');
	await using _ = await serve(copy);
	await lintel(['export', '--gherkin', 'features', '--html', 'out/shop.html'], copy);
	expect(copy.read('features/reserve-a-copy.feature')).toBe(feature);
	expect(copy.read('out/shop.html').replace(/As of .*?</, '')).toBe(page.replace(/As of .*?</, ''));
	expect(copy.git('status', '--porcelain', 'user_stories.md')).toBe('');
});

test('[CM15] --map draws the map where people put it, as a picture and as Mermaid', async () => {
	const id = ContextId.parse('cx_0000000001');
	const map = `# Map\n\n## Accounts <!-- ${id} -->\n**Type**: domain\n`;
	using copy = createWorkingCopy({ 'context_map.md': map });
	await lintel(['export', '--map', 'out/map.svg'], copy);
	const arranged = copy.read('out/map.svg');
	copy.write(LAYOUT_PATH, printLayout(new Map([[id, { x: 1200, y: 808 }]])));
	await lintel(['export', '--map', 'out/map.svg'], copy);
	const moved = copy.read('out/map.svg');
	expect(arranged).not.toContain('<rect x="1200" y="808"');
	expect(moved).toContain('<rect x="1200" y="808"');
	await lintel(['export', '--map', 'out/map.mmd'], copy);
	expect(copy.read('out/map.mmd')).toMatch(/^flowchart LR\n/);
	await using _ = await serve(copy);
	await lintel(['export', '--map', 'out/map.svg', '--html', 'out/shop.html'], copy);
	expect(copy.read('out/map.svg')).toBe(moved);
	expect(copy.read('out/shop.html')).toContain('<rect x="1200" y="808"');
	const refused = await lintel(['export', '--map', 'out/map.png'], copy);
	expect(refused.code).toBe(2);
	expect(refused.stderr).toContain('.svg');
});

test('[IV3] everything prints on A4 and Letter, without the frame around it', async () => {
	using repository = createRepository(bookshop);
	await using running = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openVisitor();
	const { page } = ada;
	await foundWorkspace(page, running.link, 'Ada');
	await openPlace(page, 'Stories');
	await page.getByRole('button', { name: 'Import and export' }).click();
	const downloading = page.waitForEvent('download');
	await page.getByRole('menuitem', { name: 'Export as Gherkin' }).click();
	const download = await downloading;
	expect(download.suggestedFilename()).toBe('shop-features.zip');
	expect(readFileSync(await download.path()).toString('latin1')).toContain(
		'sign-in-with-email.feature',
	);

	await page.getByRole('button', { name: 'Import and export' }).click();
	await page.getByRole('menuitem', { name: 'Print or save as PDF' }).click();
	await page.getByRole('heading', { name: 'Contents' }).waitFor();
	await page.getByRole('button', { name: 'Print or save as PDF' }).waitFor();
	for (const format of ['A4', 'Letter'] as const) {
		const pdf = (await page.pdf({ format })).toString('latin1');
		const pages = [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length;
		expect(pages).toBeGreaterThanOrEqual(4);
	}
	await page.emulateMedia({ media: 'print' });
	expect(await page.getByRole('button', { name: 'Print or save as PDF' }).isVisible()).toBe(false);
	expect(await page.getByRole('navigation').first().isVisible()).toBe(true);
	expect(await page.getByText('Sign in with email').first().isVisible()).toBe(true);
});
