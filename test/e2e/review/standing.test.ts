import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import { approveStory, foundWithBen, openStory } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

const STORY = /Sign in with email/;

test('[SU23] [SU22] a change to a story travels to what rests on it, and a colleague reaffirms', async () => {
	await using served = await serveFolder(bookshop);
	await using ada = await openVisitor();
	await using ben = await openVisitor();
	const { address } = await foundWithBen(ada.page, ben.page, linkTo(served), 'reviewer');

	await openStory(ada.page, STORY);
	await submit(ada.page);
	await openStory(ben.page, STORY);
	await approveStory(ben.page);
	await openContext(ada.page, address);
	await submit(ada.page);
	await openContext(ben.page, address);
	await approveStory(ben.page);

	await openStory(ada.page, STORY);
	await ada.page.getByRole('button', { name: 'Revise' }).click();
	await ada.page.getByLabel('Criterion 2', { exact: true }).fill('Three wrong passwords lock it');
	await submit(ada.page);
	const preview = ada.page.getByRole('dialog', { name: /Submit/ });
	await preview.getByText(/1 context that rests on the words you changed/).waitFor();
	await preview.getByRole('link', { name: 'Accounts' }).waitFor();
	await preview.getByRole('button', { name: 'Submit for review' }).click();

	await openContext(ben.page, address);
	await ben.page
		.getByRole('region', { name: 'Why it is suspect' })
		.getByText(/reads differently now, and is not approved yet/)
		.waitFor();
	await openStory(ben.page, STORY);
	await approveStory(ben.page);

	await ben.page.goto(address);
	await ben.page.getByText(/A change to “Sign in with email” made it suspect/).waitFor();
	await ben.page.goto(`${address}/standing`);
	await ben.page.getByRole('button', { name: 'What changed' }).click();
	await ben.page.locator('ins', { hasText: 'Three' }).waitFor();
	await ben.page.getByRole('button', { name: 'Still right: reaffirm it' }).click();
	await ben.page.getByText('Everything that is approved rests on what is approved.').waitFor();
	await openContext(ada.page, address);
	await ada.page
		.getByText(/Approved by Ben/)
		.first()
		.waitFor();
	expect(await ada.page.getByText('Why it is suspect').count()).toBe(0);
});

async function submit(page: Page): Promise<void> {
	await page
		.getByRole('button', { name: /Submit for review/ })
		.first()
		.click();
}

async function openContext(page: Page, address: string): Promise<void> {
	await page.goto(`${address}/map`);
	await page.getByRole('link', { name: 'Accounts' }).first().click();
}
