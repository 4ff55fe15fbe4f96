/** What was there before Lintel came, in a real browser: the app tells what a check tells. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { lintel, serve } from '#test/e2e/world/command.ts';
import { look } from '#test/e2e/world/look.ts';
import { foundWorkspace, openPlace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { createWorkingCopy, type WorkingCopy } from '#test/e2e/world/working-copy.ts';

const SHOP = {
	'package.json': '{"name":"shop"}',
	'src/accounts/account.ts': '/** Who somebody is. */\nexport interface Account { name: string }\n',
	'src/accounts/session.ts':
		"import type { Account } from './account.ts';\n/** Knows who is signed in. */\nexport function signIn(account: Account): boolean {\n\treturn account.name !== '';\n}\n",
	'src/accounts/audit.ts':
		"import { sort } from '../shelves/order.ts';\nexport const audit = () => sort;\n",
	'src/shelves/shelf.ts':
		"import { signIn } from '../accounts/session.ts';\nimport type { Account } from '../accounts/account.ts';\nexport function put(book: string, who: Account): boolean {\n\treturn signIn(who) && book !== '';\n}\n",
	'src/shelves/order.ts': "import { put } from './shelf.ts';\nexport const sort = () => put;\n",
};
/** Against the map: a fault that nobody knows yet. */
const FAULT = "import { put } from '../shelves/shelf.ts';\nexport const lend = () => put;\n";

/** The rules of a check's Findings, known or new, the notes left out. */
async function checked(copy: WorkingCopy) {
	const { stdout } = await lintel(['check', '--json'], copy);
	const report: {
		readonly findings: readonly {
			readonly rule: string;
			readonly severity: string;
			readonly known: boolean;
		}[];
	} = JSON.parse(stdout);
	const rules = (known: boolean) =>
		report.findings
			.filter((one) => one.known === known && one.severity !== 'info')
			.map(({ rule }) => rule)
			.sort();
	return { known: rules(true), fresh: rules(false) };
}

const known = (page: Page) => page.getByRole('region', { name: 'Known from before' });
const badge = (page: Page) => page.locator('nav .count.errors');

async function rulesIn(page: Page, where: string): Promise<readonly string[]> {
	const rows = page.locator(`${where} [data-finding]`);
	return rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-finding') ?? '').sort());
}

test('[AD13] the app shows nothing as broken that a check knows from before, and what is new at once', async () => {
	using copy = createWorkingCopy(SHOP);
	copy.git('add', '-A');
	await lintel(['adopt'], copy);
	const before = await checked(copy);
	expect(before.fresh).toEqual([]);
	expect(before.known.length).toBeGreaterThan(5);

	await using served = await serve(copy);
	await using ada = await openVisitor();
	const { page } = ada;
	await foundWorkspace(page, served.link, 'Ada');
	await openPlace(page, 'Now');
	await page.getByText('known from before').waitFor();
	await look(page, 'known-now');
	await page.goto(`${new URL(served.link).origin}/w/${served.slug}/findings`);
	await known(page).getByText('Known from before').waitFor();
	await expect.poll(() => rulesIn(page, '.findings > section:not(.known)')).toEqual([]);
	await look(page, 'known-folded');
	await known(page).getByText('Known from before').click();
	await expect.poll(() => rulesIn(page, '.known')).toEqual(before.known);
	expect(await badge(page).count()).toBe(0);
	await look(page, 'known-findings');

	copy.write('src/accounts/lend.ts', FAULT);
	await expect.poll(() => badge(page).count()).toBe(1);
	await look(page, 'known-and-new');
	const after = await checked(copy);
	await expect.poll(() => rulesIn(page, '.findings > section:not(.known)')).toEqual(after.fresh);
	await expect.poll(() => rulesIn(page, '.known')).toEqual(after.known);

	rmSync(join(copy.folder, '.lintel/baseline.json'));
	const without = await checked(copy);
	expect(without.known).toEqual([]);
	await known(page).waitFor({ state: 'detached' });
	await expect.poll(() => rulesIn(page, '.findings')).toEqual(without.fresh);
});
