/** Keys that change while the workspace goes on: rotated, recovered, handed over, removed. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Envelope } from '#shared/lifecycle/envelope.ts';
import { addAuthenticator } from '#test/e2e/world/authenticator.ts';
import { linkTo, type Served, serveFolder } from '#test/e2e/world/served.ts';
import {
	approveStory,
	foundWithBen,
	foundWorkspace,
	openPlace,
	openStory,
	savedOnRelay,
} from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshopStories } from '#test/fixtures/bookshop.ts';

const RESERVE = /Reserve a copy/;

test('[KY6] a browser gets new keys and loses its old ones in one go, signed by the second key', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	const { page } = ada;
	const words = await foundWorkspace(page, linkTo(served), 'Ada');
	const before = keysOf(served);
	await openPlace(page, 'Members');
	await page.getByRole('link', { name: 'Ada' }).click();
	const row = page.getByRole('listitem').filter({ hasText: 'This browser' });
	await row.getByRole('button', { name: 'Change this key' }).click();
	await page.getByRole('menuitem', { name: 'Give this browser new keys' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Your recovery words').fill('no such words');
	await dialog.getByRole('button', { name: 'Make new keys' }).click();
	await dialog.getByText(/“no” is none of the words that recovery words are made of/).waitFor();
	await dialog.getByLabel('Your recovery words').fill(words.join(' '));
	await dialog.getByRole('button', { name: 'Make new keys' }).click();
	await dialog.waitFor({ state: 'hidden', timeout: 30_000 });
	await page.getByText('Removed: one key').waitFor();
	const after = keysOf(served);
	expect([before, after].map((keys) => keys.length)).toEqual([2, 2]);
	expect(after.filter((key) => before.includes(key))).toHaveLength(1);

	// The new keys open the workspace and sign, also after a reload.
	await page.reload();
	await openStory(page, RESERVE);
	await page.getByRole('button', { name: 'Submit for review' }).click();
	await approveStory(page);
	await savedOnRelay(page);
	expect(phases(served)).toEqual(['approved']);
});

test('[KY9] recovery words that were made later let a new browser in when every other is lost', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await foundWorkspace(ada.page, linkTo(served), 'Ada');
	await openPlace(ada.page, 'Members');
	await ada.page.getByRole('link', { name: 'Ada' }).click();
	await ada.page.getByRole('button', { name: 'Make recovery words' }).click();
	const dialog = ada.page.getByRole('dialog');
	await dialog.getByRole('button', { name: 'I have written them down' }).waitFor();
	const rows = await dialog.getByRole('listitem').allInnerTexts();
	const words = rows.map((row) => row.replace(/[\d\s]/g, ''));
	expect(words).toHaveLength(12);
	await dialog.getByRole('button', { name: 'I have written them down' }).click();
	const asked = /\d+/.exec(await dialog.getByText(/What is word/).innerText())?.[0];
	expect(keysOf(served)).toHaveLength(2);
	await dialog.getByLabel(/What is word/).fill(words[Number(asked) - 1] ?? '');
	await dialog.getByRole('button', { name: 'Confirm' }).click();
	await dialog.waitFor({ state: 'hidden' });
	await savedOnRelay(ada.page);
	expect(keysOf(served)).toHaveLength(3);

	await using anew = await openVisitor();
	await anew.page.goto(`${served.origin}/w/${served.workspace.slug}`);
	await anew.page.getByRole('button', { name: 'I have recovery words' }).click();
	await anew.page.getByLabel('Recovery words').fill(words.join(' '));
	await anew.page.getByRole('button', { name: 'Let this browser in' }).click();
	await anew.page.getByRole('navigation').first().waitFor();
	await openPlace(anew.page, 'Members');
	await anew.page.getByRole('link', { name: 'Ada' }).click();
	await anew.page.getByText('This browser').first().waitFor();
	await anew.page.getByText('Recovery words', { exact: true }).nth(1).waitFor();
	expect(keysOf(served)).toHaveLength(4);
});

test('[KY11] a member’s passkey is let in as theirs and as nobody new, and says why it lets no browser in', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await using ben = await openVisitor();
	const keychain = await addAuthenticator(ben.page);
	const { address } = await foundWithBen(ada.page, ben.page, linkTo(served), 'author');
	await openPlace(ben.page, 'Members');
	await ben.page.getByRole('link', { name: 'Ben' }).click();
	await ben.page.getByText(/Only owners keep recovery words/).waitFor();
	await ben.page.getByRole('button', { name: 'Add a passkey' }).click();
	const code = await ben.page.getByText(/^[0-9a-z]{4}-[0-9a-z]{4}$/i).innerText();

	await ada.page.reload();
	await ada.page.getByText(/^Ben asks you to let their passkey in/).waitFor();
	await ada.page.getByLabel('Their code').fill(code);
	const enter = ada.page.getByRole('button', { name: 'Let them in' });
	await enter.click();
	await ada.page.getByText(/Choose whose it is/).waitFor();
	const people = () => served.workspace.journal.ledger.state().membership.members;
	expect(people().size).toBe(2);
	await ada.page.getByLabel(/Whose device or passkey/).selectOption({ label: 'Another of Ben’s' });
	await enter.click();
	await ada.page.getByText('The key is in.').waitFor();
	await expect.poll(() => [...people().values()].map(({ keys }) => keys.length)).toEqual([2, 2]);

	await using anew = await openVisitor();
	await (await addAuthenticator(anew.page)).hold(await keychain.credentials());
	await anew.page.goto(address);
	await anew.page.getByRole('button', { name: 'I have a passkey' }).click();
	await anew.page.getByText(/ask to join, and read the code to an owner/).waitFor();
});

test('[KY7] the founder hands the root over, and then stands below', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await using ben = await openVisitor();
	const { words } = await foundWithBen(ada.page, ben.page, linkTo(served), 'owner');
	await openPlace(ada.page, 'Members');
	await ada.page.getByRole('link', { name: 'Ben' }).click();
	await ada.page.getByText(/It can't be taken back/).waitFor();
	await ada.page.getByRole('button', { name: 'Hand it over to Ben' }).click();
	const dialog = ada.page.getByRole('dialog');
	await dialog.getByLabel('Your recovery words').fill(words.join(' '));
	await dialog.getByRole('button', { name: 'Hand it over' }).click();
	await dialog.waitFor({ state: 'hidden' });
	await savedOnRelay(ada.page);
	const { membership } = served.workspace.journal.ledger.state();
	const [founder] = [...membership.members.values()].filter(({ id }) => id === membership.founder);
	expect(founder?.addedBy).not.toBeNull();
	await openPlace(ben.page, 'Members');
	await ben.page.getByRole('button', { name: 'Change Ada' }).click();
	await ben.page.getByRole('menuitem', { name: /Make author/ }).click();
	await ben.page.getByText('Ada is now author.').waitFor();
});

test('[KY8] what a removed member decided offline is listed as not counted, with why', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await using ben = await openVisitor();
	await foundWithBen(ada.page, ben.page, linkTo(served), 'reviewer');
	await openStory(ada.page, RESERVE);
	await ada.page.getByRole('button', { name: 'Submit for review' }).click();
	await openStory(ben.page, RESERVE);
	await ben.page.getByRole('button', { name: 'Review and approve' }).waitFor();
	await ben.context.setOffline(true);
	await approveStory(ben.page);

	await openPlace(ada.page, 'Members');
	await ada.page.getByRole('button', { name: 'Change Ben' }).click();
	await ada.page.getByRole('menuitem', { name: 'Remove' }).click();
	await ada.page.getByRole('dialog').getByRole('button', { name: 'Remove Ben' }).click();
	await savedOnRelay(ada.page);
	// His approval comes in by another way than his own socket: through the log of a clone.
	const unsent = await unsentBy(ben.page);
	expect(unsent.map(({ event }) => event.type)).toEqual(['approved']);
	expect(await served.workspace.journal.append(unsent, [], [])).toMatchObject({ ok: true });
	expect(phases(served)).toEqual(['review']);
	await ada.page.getByRole('link', { name: 'See which, and why' }).click();
	await ada.page.getByText('Ben approved it').waitFor();
	await ada.page.getByText(/Whoever signed was removed/).waitFor();
});

function keysOf({ workspace }: Served): string[] {
	const { members } = workspace.journal.ledger.state().membership;
	return [...members.values()].flatMap(({ keys }) => keys);
}

/** What this browser decided and could not send, from its own database. */
async function unsentBy(page: Page): Promise<Envelope[]> {
	const rows = await page.evaluate(async () => {
		const [found] = await indexedDB.databases();
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			const opening = indexedDB.open(found?.name ?? '');
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(opening.error);
		});
		const reading = db.transaction('events').objectStore('events').getAll();
		await new Promise((resolve) => {
			reading.onsuccess = resolve;
		});
		db.close();
		return JSON.stringify(reading.result);
	});
	const Row = z.object({ status: z.string(), envelope: z.unknown() });
	const kept = z.array(Row).parse(JSON.parse(rows));
	return kept
		.filter(({ status }) => status === 'provisional')
		.map(({ envelope }) => Envelope.parse(envelope));
}

function phases({ workspace }: Served): string[] {
	const { artefacts } = workspace.journal.ledger.state();
	return [...artefacts.keys()].map((id) => workspace.viewOf(id).phase);
}
