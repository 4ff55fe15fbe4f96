/** An invitation by link, from the owner's page to the guest's role. */
import { expect, test } from 'vitest';
import { createPerson } from '#test/e2e/world/person.ts';
import { linkTo, post, serveFolder } from '#test/e2e/world/served.ts';
import { foundWorkspace, openPlace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshopStories } from '#test/fixtures/bookshop.ts';

test('[KY4] a link lets its guest in as an author, and six words make them what they were invited as', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await using ben = await openVisitor();
	await foundWorkspace(ada.page, linkTo(served), 'Ada');
	await openPlace(ada.page, 'Members');
	await ada.page.getByLabel('What your guest becomes').selectOption('reviewer');
	await ada.page.getByRole('button', { name: 'Make a link' }).click();
	const link = await ada.page.getByText(/#invite=/).innerText();

	// Whoever has no link is not let in by itself, whatever they claim.
	const mallory = await createPerson('Mallory');
	const claimed = { name: 'Mallory', device: mallory.device, proof: 'a'.repeat(64) };
	await post(served, `/api/w/${served.workspace.slug}/joins`, claimed);

	const sent: string[] = [];
	ben.page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
	await ben.page.goto(link);
	await ben.page.getByLabel('Your name').fill('Ben');
	await ben.page.getByRole('button', { name: 'Ask to join' }).click();
	const six = await ben.page.getByText(/^([a-z]+ ){5}[a-z]+$/).innerText();
	await ben.page.getByRole('navigation').first().waitFor();
	expect(ben.page.url()).not.toContain('invite');
	// Ada still looks at the link: it lets nobody in any more, and makes room for what does.
	await ada.page.getByText(/#invite=/).waitFor({ state: 'detached' });
	const secret = /#invite=([\w-]+)/.exec(link)?.[1] ?? '';
	expect(sent.filter((request) => request.includes(secret))).toEqual([]);

	const roles = () =>
		[...served.workspace.journal.ledger.state().membership.members.values()].map(
			({ role }) => role,
		);
	expect(roles().sort()).toEqual(['author', 'owner']);
	await ada.page.getByText(six).first().waitFor();
	await ada.page.getByRole('button', { name: 'The same: make them reviewer' }).click();
	await ada.page.getByText('Ben is confirmed as reviewer.').waitFor();
	await expect.poll(() => roles().sort()).toEqual(['owner', 'reviewer']);

	// It is used up.
	await using eve = await openVisitor();
	await eve.page.goto(link);
	await eve.page.getByLabel('Your name').fill('Eve');
	await eve.page.getByRole('button', { name: 'Ask to join' }).click();
	await eve.page.getByText(/let in as soon as whoever invited you/).waitFor();
	await ada.page.waitForTimeout(6_000);
	expect(roles()).toHaveLength(2);
});

test('[KY4] a link for another workspace is told apart before anything is asked', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await using ben = await openVisitor();
	await foundWorkspace(ada.page, linkTo(served), 'Ada');
	const path = `${served.origin}/w/${served.workspace.slug}`;
	await ben.page.goto(`${path}#invite=${'A'.repeat(22)}.${'b'.repeat(64)}`);
	await ben.page.getByLabel('Your name').fill('Ben');
	await ben.page.getByRole('button', { name: 'Ask to join' }).click();
	await ben.page.getByText(/The link is for another workspace/).waitFor();
});
