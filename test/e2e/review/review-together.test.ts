/** Several submissions on one page, each with a touch of its own, and one that is replaced meanwhile. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addAuthenticator } from '#test/e2e/world/authenticator.ts';
import { look } from '#test/e2e/world/look.ts';
import { submit, withRobin } from '#test/e2e/world/review-steps.ts';
import { seriousFindings } from '#test/e2e/world/serious-findings.ts';
import { linkTo, type Served, serveFolder } from '#test/e2e/world/served.ts';
import { savedOnRelay } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';

const criteria = [{ text: 'A returned book is back in the open stock' }];
const NARRATIVE = 'As a reader, I want to return a book, so that my shelf has room.';

test('[RW11] several are approved together with a touch for each, and never a text that was not read', async () => {
	await using served = await serveFolder({ 'user_stories.md': '# User Stories\n' });
	await using profile = await openVisitor();
	const ada = profile.page;
	const keychain = await addAuthenticator(ada);
	const { slug } = served.workspace;
	const address = `${served.origin}/w/${slug}`;
	await using robin = await withRobin(ada, { link: linkTo(served), origin: served.origin, slug });
	await demandPasskeys(ada, address);
	const kept = await submit(robin, { title: 'Return a book', narrative: NARRATIVE, criteria });
	const first = await submit(robin, { title: 'Renew a book', narrative: NARRATIVE, criteria });

	await ada.goto(`${address}/review/together?of=${kept.id},${first.id}`);
	await ada.getByText('you have none at this address').first().waitFor();
	await ada.getByRole('button', { name: 'Add a passkey' }).click();
	await ada.getByRole('button', { name: 'Approve 2' }).waitFor();
	expect(await seriousFindings(ada)).toEqual([]);
	await look(ada, 'together-passkey');

	const touches = await touchesOf(keychain);
	await ada.keyboard.press('a');
	await ada.getByText('Your passkey is asked for each').waitFor();
	const narrative = NARRATIVE.replace('a book', 'a book or a map');
	const newer = await submit(robin, { id: first.id, baseRevision: first.revision, narrative });
	await ada.getByText('A newer text was submitted while you read').waitFor();
	await ada.keyboard.press('Enter');
	await ada.getByText('1 approved, signed by itself. 1 refused').waitFor();
	// What is told comes in slowly, and is faint until then.
	await expect.poll(() => seriousFindings(ada)).toEqual([]);
	await look(ada, 'together-refused');
	expect(await touchesOf(keychain)).toBe(touches + 1);

	await ada.keyboard.press('n');
	await ada.getByText('a book or a map').waitFor();
	await ada.getByRole('button', { name: 'Approve 1' }).waitFor();
	await ada.keyboard.press('a');
	await ada.getByText('Your passkey is asked for each').waitFor();
	await ada.keyboard.press('Enter');
	await ada.getByText('Nothing waits for a review').waitFor();
	await savedOnRelay(ada);
	expect(await touchesOf(keychain)).toBe(touches + 2);
	expect(approvalsIn(served)).toEqual([
		{ revision: kept.revision, assurance: 'presence' },
		{ revision: newer.revision, assurance: 'presence' },
	]);
});

async function demandPasskeys(page: Page, address: string): Promise<void> {
	await page.goto(`${address}/settings`);
	const gates = page.getByRole('group', { name: /^What approvals of/ });
	await gates.first().waitFor();
	for (const gate of await gates.all()) await gate.getByRole('radio', { name: 'Passkey' }).check();
	await page.getByRole('button', { name: 'Sign the change' }).click();
	await page.getByRole('button', { name: 'Sign the change' }).waitFor({ state: 'detached' });
	await savedOnRelay(page);
}

function approvalsIn({ workspace }: Served) {
	return [...workspace.journal.ledger.events()].flatMap(({ event, assurance }) =>
		event.type === 'approved' ? [{ revision: event.revision, assurance }] : [],
	);
}

/** How often its passkeys signed. */
async function touchesOf(keychain: Awaited<ReturnType<typeof addAuthenticator>>): Promise<number> {
	const held = await keychain.credentials();
	return held.reduce((sum, { signCount }) => sum + signCount, 0);
}
