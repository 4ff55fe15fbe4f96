/** What an owner says about evidence, in a real browser. */
import { expect, test } from 'vitest';
import { mintCiKey } from '#server/evidence/ci-key.ts';
import { random } from '#test/e2e/world/person.ts';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import { foundWorkspace, openPlace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshopStories } from '#test/fixtures/bookshop.ts';

test('[EW2] an owner adds a build machine by its request, never by its secret, and removes it', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await foundWorkspace(ada.page, linkTo(served), 'Ada');
	await openPlace(ada.page, 'Members');
	const { secret, request } = await mintCiKey(random);
	const pasted = ada.page.getByLabel('What lintel ci-key printed for you');
	const add = ada.page.getByRole('button', { name: 'Add the build machine' });
	await pasted.fill(secret);
	await add.click();
	await ada.page.getByText(/not the secret, which stays with CI/).waitFor();
	await pasted.fill(request);
	await add.click();
	const machines = ada.page.getByRole('region', { name: 'Build machines' });
	await machines.locator('b').getByText('CI').waitFor();
	const enrolled = () => [...served.workspace.journal.ledger.state().membership.relays.values()];
	await expect.poll(() => enrolled().filter(({ ci }) => ci).length).toBe(1);
	await machines.getByRole('button', { name: 'Remove' }).click();
	await machines.getByText('None yet.').waitFor();
	await expect.poll(() => enrolled().filter(({ ci }) => ci).length).toBe(0);
});
