/** A menu of the real app: what it leaves behind when it closes. */
import { test } from 'vitest';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import { foundWithBen, openPlace, openStory } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshopStories } from '#test/fixtures/bookshop.ts';

test('[UI14] after a choice in a menu the page takes clicks again', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await using ben = await openVisitor();
	await foundWithBen(ada.page, ben.page, linkTo(served), 'reviewer');
	await openPlace(ada.page, 'Members');
	for (const role of ['author', 'viewer', 'reviewer']) {
		await ada.page.getByRole('button', { name: 'Change Ben' }).click();
		await ada.page.getByRole('menuitem', { name: new RegExp(`Make ${role}`) }).click();
		await ada.page.getByText(`Ben is now ${role}.`).waitFor();
	}
	await ada.page.getByRole('button', { name: 'Change Ben' }).click();
	await ada.page.getByRole('menuitem', { name: 'Remove' }).click();
	await ada.page.getByRole('dialog').getByRole('button', { name: 'Keep them' }).click();
	await openStory(ada.page, /Reserve a copy/);
	await ada.page.getByRole('button', { name: 'Submit for review' }).click({ timeout: 5000 });
});
