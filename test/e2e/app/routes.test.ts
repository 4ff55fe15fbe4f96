/**
 * Every address of the app, found among its routes, in both themes, wide and narrow: nothing
 * serious for axe, nothing to scroll sideways, nothing thrown. A new route is walked by itself.
 */
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findingsInEveryForm } from '#test/e2e/world/serious-findings.ts';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import { approveStory, foundWorkspace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

const ROUTES = join(import.meta.dirname, '../../../client/routes');
const DESIGN = `---
component: Accounts.Session
type: module
---
# Accounts.Session

Carries [[Reserve a copy]].

\`\`\`typescript
export function signIn(email: string, password: string, remembered: boolean): Promise<Session | null>;
\`\`\`

\`\`\`mermaid
flowchart LR
  One --> Two --> Three --> Four --> Five --> Six --> Seven --> Eight
\`\`\`
`;

/** Below a workspace: `stories`, and `stories/[[story]]` for one of what it lists. */
function routes(): readonly string[] {
	const pages = globSync('w/[[]workspace[]]/**/+page.svelte', { cwd: ROUTES });
	return pages
		.map((page) => dirname(page).split('/').slice(2).join('/'))
		.flatMap((route) => {
			const list = route.replace(/\/\[\[\w+\]\]$/, '');
			return list === route ? [route] : [list, route];
		})
		.sort();
}

/** The first address that the list links to, among those one step below it. */
async function firstBelow(page: Page, list: string): Promise<string> {
	await page.goto(list);
	const link = page.locator(`a[href^="${new URL(list).pathname}/"]:not([href$="/import"])`).first();
	const href = await link.getAttribute('href');
	return new URL(href ?? list, list).href;
}

test('axe finds nothing serious on any route, in both themes, wide and narrow', async () => {
	await using served = await serveFolder({
		...bookshop,
		'docs/design/accounts/session.md': DESIGN,
	});
	await using ada = await openVisitor();
	const { page } = ada;
	page.setDefaultTimeout(20_000);
	const found: string[] = [];
	page.on('pageerror', ({ message }) => found.push(`${new URL(page.url()).pathname}: ${message}`));
	await foundWorkspace(page, linkTo(served), 'Ada');
	const workspace = `${served.origin}/w/${served.workspace.slug}`;
	// Something was decided, so that there is an event to look at.
	await page.goto(await firstBelow(page, `${workspace}/stories`));
	await page.getByRole('textbox', { name: 'Title' }).waitFor();
	await page.getByRole('button', { name: /^Submit for review/, disabled: false }).click();
	await approveStory(page);
	// Somebody works, so that there is a session to look at.
	await page.goto(`${workspace}/sessions`);
	await page
		.getByRole('button', { name: /Start a session/ })
		.first()
		.click();
	const start = page.getByRole('dialog', { name: 'Start a session' });
	await start.getByRole('radio', { name: /Interview for stories/ }).click();
	await start.getByRole('button', { name: /Start it/, disabled: false }).click();
	await page.waitForURL(/\/sessions\/se_/);

	const walked = routes();
	expect(walked).toContain('designs/[[design]]');
	for (const route of walked) {
		const list = `${workspace}/${route.replace(/\/\[\[\w+\]\]$/, '')}`.replace(/\/$/, '');
		// The timeline opens its moments in place, without a link to each.
		const moment = served.workspace.journal.ledger.heads()[0] ?? '';
		const below = () =>
			route.endsWith('[[event]]') ? `${list}/${moment}` : firstBelow(page, list);
		const address = route.includes('[[') ? await below() : list;
		if (route.includes('[[')) expect(address, `something below ${route}`).not.toBe(list);
		await page.goto(address);
		await page.getByRole('navigation').first().waitFor();
		await page.waitForLoadState('networkidle');
		const reading = page.getByRole('radio', { name: 'Read', exact: true });
		if (route.startsWith('designs/')) {
			await reading.check({ force: true });
			await page.frameLocator('iframe[title="Preview"]').locator('.drawing svg').first().waitFor();
		}
		const down = () => page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
		const still = (form: string) =>
			expect.poll(down, { message: `${form}: the frame itself scrolls` }).toBe(0);
		found.push(...(await findingsInEveryForm(page, route || 'now', still)));
	}
	expect(found).toEqual([]);
}, 300_000);
