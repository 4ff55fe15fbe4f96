/** A design as it is read beside its text: references that open, panes that keep step. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import { foundWorkspace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

const SECTIONS = Array.from(
	{ length: 40 },
	(_, n) =>
		`## Part ${n + 1}\n\nWords about part ${n + 1}, so that there is something to scroll.\n`,
);
const DESIGN = `---
component: Accounts.Session
type: module
---
# Accounts.Session

Carries [[Reserve a copy]], and nothing else.

${SECTIONS.join('\n')}`;

async function openDesign(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Designs' }).first().click();
	await page
		.getByRole('link', { name: /Accounts\.Session/ })
		.first()
		.click();
	await page.locator('.cm-content').waitFor();
}

test('[DE15] a reference in the text opens by Ctrl-click and by Alt-Enter, and not by a click', async () => {
	await using served = await serveFolder({
		...bookshop,
		'docs/design/accounts/session.md': DESIGN,
	});
	await using ada = await openVisitor();
	const { page } = ada;
	await foundWorkspace(page, linkTo(served), 'Ada');
	await openDesign(page);
	const reference = page.locator('.cm-reference', { hasText: 'Reserve a copy' });
	const design = page.url();
	await reference.click();
	expect(page.url()).toBe(design);
	await reference.click({ modifiers: ['ControlOrMeta'] });
	await page.waitForURL(/\/stories\/st_/);
	await page.getByRole('textbox', { name: 'Title' }).waitFor();
	expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Reserve a copy');

	await page.goBack();
	await reference.click();
	await page.keyboard.press('Alt+Enter');
	await page.waitForURL(/\/stories\/st_/);
});

test('[DE16] side by side, each pane shows what the other one is scrolled to', async () => {
	await using served = await serveFolder({
		...bookshop,
		'docs/design/accounts/session.md': DESIGN,
	});
	await using ada = await openVisitor({ viewport: { width: 1600, height: 900 } });
	const { page } = ada;
	await foundWorkspace(page, linkTo(served), 'Ada');
	await openDesign(page);
	await page.getByRole('radio', { name: 'Split' }).check({ force: true });
	const preview = page.frameLocator('iframe[title="Preview"]');
	await preview.getByRole('heading', { name: 'Part 1', exact: true }).waitFor();

	const wheel = async (pane: string, down: number) => {
		await page.locator(pane).hover();
		await page.mouse.wheel(0, down);
	};
	const upperPart = (selector: string) =>
		page.locator(selector).evaluate((box) => {
			const frame = box.querySelector('iframe');
			const top = box.getBoundingClientRect().top - (frame?.getBoundingClientRect().top ?? 0);
			const lines = [...(frame?.contentDocument ?? box).querySelectorAll('h2, .cm-line')];
			const heads = lines.filter(({ textContent }) => /^(?:## )?Part \d+$/.test(textContent ?? ''));
			const first = heads.find((head) => head.getBoundingClientRect().bottom > top);
			return Number(/\d+/.exec(first?.textContent ?? '')?.[0] ?? 0);
		});
	await wheel('.cm-scroller', 1500);
	await expect.poll(() => upperPart('.cm-scroller')).toBeGreaterThan(5);
	await expect
		.poll(async () => Math.abs((await upperPart('.preview')) - (await upperPart('.cm-scroller'))))
		.toBeLessThanOrEqual(1);
	const before = await upperPart('.cm-scroller');
	await wheel('.preview', 1200);
	await expect.poll(() => upperPart('.cm-scroller')).toBeGreaterThan(before + 2);
	await expect
		.poll(async () => Math.abs((await upperPart('.preview')) - (await upperPart('.cm-scroller'))))
		.toBeLessThanOrEqual(1);
});
