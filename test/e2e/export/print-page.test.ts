/** The print page as someone reads it who was never in the app: names for ids, drawings for source. */
import { expect, test } from 'vitest';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import { foundWorkspace, openPlace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

const DESIGN = `---
component: Accounts.Session
type: module
---
# Accounts.Session

Carries [[Reserve a copy]].

\`\`\`mermaid
flowchart LR
  Reader --> Shelf
\`\`\`
`;

test('[IV4] the print page draws diagrams, light in either theme, and leads by reference', async () => {
	await using served = await serveFolder({
		...bookshop,
		'docs/design/accounts/session.md': DESIGN,
	});
	await using ada = await openVisitor({ colorScheme: 'dark' });
	const { page } = ada;
	const complaints: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(message.text());
	});
	await foundWorkspace(page, linkTo(served), 'Ada');
	await page.goto(`${served.origin}/w/${served.workspace.slug}/print`);
	const drawing = page.locator('.printable .drawing svg');
	await drawing.waitFor({ timeout: 30_000 });
	expect(await page.getByText('Diagram, written in Mermaid').isVisible()).toBe(false);
	const label = drawing.getByText('Shelf', { exact: true });
	const [red = 255] = (await label.evaluate((one) => getComputedStyle(one).fill))
		.match(/\d+/g)
		?.map(Number) ?? [255];
	expect(red, 'dark ink on paper').toBeLessThan(100);
	await page.locator('.printable .design').getByRole('link', { name: 'Reserve a copy' }).click();
	const story = page.locator('article', { hasText: 'Reserve a copy' }).first();
	expect(new URL(page.url()).hash).toBe(`#${await story.getAttribute('id')}`);
	await expect
		.poll(() => story.evaluate((one) => Math.round(one.getBoundingClientRect().top)))
		.toBeLessThan(300);
	expect(complaints).toEqual([]);
});

test('[UI23] a story and a design print alone, dark on light, from wherever they are read', async () => {
	await using served = await serveFolder(bookshop);
	await using ada = await openVisitor({ colorScheme: 'dark' });
	const { page } = ada;
	await foundWorkspace(page, linkTo(served), 'Ada');
	const places = [
		['Stories', /Sign in with email/],
		['Designs', /Session/],
	] as const;
	for (const [place, name] of places) {
		await page.emulateMedia({ media: 'screen' });
		await openPlace(page, place);
		await page.locator('main').getByRole('link', { name }).first().click();
		const paper = page.locator('[data-paper]');
		await paper.waitFor();
		await page.emulateMedia({ media: 'print' });
		expect(await page.getByRole('navigation').count()).toBe(0);
		expect(await page.getByRole('complementary').count()).toBe(0);
		const box = await paper.boundingBox();
		expect([box?.x, box?.y]).toEqual([0, 0]);
		const [lightness = 1] = (await paper.evaluate((one) => getComputedStyle(one).color))
			.match(/[\d.]+/g)
			?.map(Number) ?? [1];
		expect(lightness, 'dark ink').toBeLessThan(0.5);
	}
});
