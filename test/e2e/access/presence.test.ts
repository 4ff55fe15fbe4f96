/** Gates that take a passkey: what counts, what does not, and how to get one on the spot. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addAuthenticator } from '#test/e2e/world/authenticator.ts';
import { linkTo, type Served, serveFolder } from '#test/e2e/world/served.ts';
import {
	foundWithBen,
	foundWorkspace,
	openPlace,
	openStory,
	savedOnRelay,
} from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshopStories } from '#test/fixtures/bookshop.ts';

const RESERVE = /Reserve a copy/;

test('[KY3] [LC16] a gate that demands a passkey lets one be made there, and counts its touch', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	const { page } = ada;
	const keychain = await addAuthenticator(page);
	await foundWorkspace(page, linkTo(served), 'Ada');
	await demandPasskeys(page);
	expect(served.workspace.journal.ledger.state().policy.assurance.story).toBe('presence');

	await openStory(page, RESERVE);
	await page.getByRole('button', { name: 'Submit for review' }).click();
	await page.getByRole('button', { name: 'Review and approve' }).click();
	const dialog = page.getByRole('dialog');
	await dialog
		.getByText(/you have none at this address/)
		.first()
		.waitFor();
	await dialog.getByRole('button', { name: /Approve with your passkey/ }).click({ force: true });
	expect(phases(served)).toEqual(['review']);

	await dialog.getByRole('button', { name: 'Add a passkey' }).click();
	await dialog.getByText('Enforced', { exact: true }).waitFor();
	const approve = dialog.locator('button:not([aria-disabled])', { hasText: 'Approve with your' });
	await approve.waitFor();
	await keychain.refuse();
	await approve.click();
	await page.getByText(/The key did not sign/).waitFor();
	expect(phases(served)).toEqual(['review']);
	await keychain.agree();
	await approve.click();
	await dialog.waitFor({ state: 'hidden' });
	await savedOnRelay(page);
	expect(phases(served)).toEqual(['approved']);
	const approved = [...served.workspace.journal.ledger.events()].at(-1);
	expect(approved).toMatchObject({ event: { type: 'approved' }, assurance: 'presence' });
});

test('[KY3] a reviewer’s passkey is let in by an owner, and then chosen freely', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await using ben = await openVisitor();
	await addAuthenticator(ben.page);
	const { address } = await foundWithBen(ada.page, ben.page, linkTo(served), 'reviewer');
	await openStory(ada.page, RESERVE);
	await ada.page.getByRole('button', { name: 'Submit for review' }).click();

	await openPlace(ben.page, 'Members');
	await ben.page.getByRole('link', { name: /Ben/ }).click();
	await ben.page.getByRole('button', { name: 'Add a passkey' }).click();
	const code = await ben.page.getByText(/^[0-9a-z]{4}-[0-9a-z]{4}$/).innerText();
	await ada.page.goto(`${address}/members`);
	await ada.page
		.getByLabel('Whose device or passkey is it?')
		.selectOption({ label: 'Another of Ben’s' });
	await ada.page.getByLabel('Their code').fill(code);
	await ada.page.getByRole('button', { name: 'Let them in' }).click();
	await ada.page.getByText('The key is in.').waitFor();

	await openStory(ben.page, RESERVE);
	await ben.page.getByRole('button', { name: 'Review and approve' }).click();
	await ben.page.getByRole('dialog').getByRole('button', { name: 'With my passkey' }).click();
	await ben.page.getByRole('dialog').waitFor({ state: 'hidden' });
	await savedOnRelay(ben.page);
	expect(phases(served)).toEqual(['approved']);
	const approved = [...served.workspace.journal.ledger.events()].at(-1);
	expect(approved).toMatchObject({ assurance: 'presence' });
});

test('[KY12] [KY3] what is closed while a passkey is asked for signs nothing, and can be decided anew', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	const { page } = ada;
	const keychain = await addAuthenticator(page);
	await foundWorkspace(page, linkTo(served), 'Ada');
	await demandPasskeys(page);
	await openStory(page, RESERVE);
	await page.getByRole('button', { name: 'Submit for review' }).click();
	await page.getByRole('button', { name: 'Review and approve' }).click();
	const dialog = page.getByRole('dialog');
	await keychain.refuse();
	await dialog.getByRole('button', { name: 'Add a passkey' }).click();
	await dialog.getByText(/No passkey was made/).waitFor();
	await keychain.agree();
	await dialog.getByRole('button', { name: 'Add a passkey' }).click();
	const approve = dialog.locator('button:not([aria-disabled])', { hasText: 'Approve with your' });
	await approve.waitFor();

	await keychain.wait();
	await approve.click();
	await dialog.locator('button[aria-busy="true"]').waitFor();
	await page.keyboard.press('Escape');
	await dialog.waitFor({ state: 'hidden' });
	await page.getByText(/The key did not sign/).waitFor();

	await page.goto(`${page.url().replace('/stories/', '/review/')}`);
	const bar = page.getByRole('region', { name: 'Verdict' });
	await bar.locator('button:not([aria-disabled])', { hasText: 'Approve' }).click();
	await bar.getByRole('button', { name: 'Approve with your passkey' }).click();
	await bar.locator('button[aria-busy="true"]').waitFor();
	await page.keyboard.press('Escape');
	await page.getByText(/The key did not sign/).waitFor();
	expect(phases(served)).toEqual(['review']);

	await keychain.agree();
	await bar.locator('button:not([aria-disabled])', { hasText: 'Approve' }).click();
	await bar.getByRole('button', { name: 'Approve with your passkey' }).click();
	await page.getByText('Approved, signed with your passkey.').waitFor();
	await savedOnRelay(page);
	expect(phases(served)).toEqual(['approved']);
});

async function demandPasskeys(page: Page): Promise<void> {
	await openPlace(page, 'Settings');
	await page
		.getByRole('group', { name: 'What approvals of user stories are signed with' })
		.getByRole('radio', { name: 'Passkey' })
		.check();
	await page.getByRole('button', { name: 'Sign the change' }).click();
	await page.getByRole('button', { name: 'Sign the change' }).waitFor({ state: 'detached' });
	await savedOnRelay(page);
}

function phases({ workspace }: Served): string[] {
	const { artefacts } = workspace.journal.ledger.state();
	return [...artefacts.keys()].map((id) => workspace.viewOf(id).phase);
}
