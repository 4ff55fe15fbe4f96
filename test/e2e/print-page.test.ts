/** The print page as someone reads it who was never in the app: names for ids, drawings for source. */
import { expect, test } from 'vitest';
import { linkTo, serveFolder } from '#test/e2e/served.ts';
import { foundWorkspace } from '#test/e2e/steps.ts';
import { openVisitor } from '#test/e2e/visitor.ts';
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
