/** The trace view of a real repository: a file that is written changes its row, and only that. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import { foundWorkspace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

test('[TV5] a file that is written or taken away changes its row, and no other', async () => {
	await using served = await serveFolder({ ...bookshop, 'tsconfig.json': '{}' });
	await using ada = await openVisitor();
	const { page } = ada;
	const folder = join(served.folder, 'app');
	const write = (path: string, text: string) => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	};
	await foundWorkspace(page, linkTo(served), 'Ada');
	await page.goto(`${served.origin}/w/${served.workspace.slug}/trace?view=tree`);
	await page.getByRole('treegrid').waitFor();
	await page.keyboard.press('g');
	await page.keyboard.press('t');
	const row = page.getByRole('row', { name: /Accounts\.Session/ });
	await row.getByText('It has no code.').waitFor();
	const others = () => page.getByRole('row').filter({ hasNotText: 'Session' }).allInnerTexts();
	const before = await others();

	write('src/accounts/session.ts', 'export const session = 1;\n');
	await row.getByText('It has no test.').waitFor();
	const test = await row.locator('.test .path').first().innerText();
	write(test, 'it works\n');
	await row
		.getByText('Code and test are there, not approved')
		.or(row.getByText('It serves no criterion.'))
		.first()
		.waitFor();
	expect(await others()).toEqual(before);
	const link = row.locator('.code a').first();
	expect(await link.getAttribute('href')).toBe(
		`vscode://file${served.workspace.folder}/src/accounts/session.ts:1`,
	);

	rmSync(join(folder, test));
	await row.getByText('It has no test.').waitFor();
});
