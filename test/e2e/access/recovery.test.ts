/** Coming back by recovery words: what else is typed, and a network that goes meanwhile. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { linkTo, type Served, serveFolder } from '#test/e2e/world/served.ts';
import { foundWorkspace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';

test('[CL19] words of another workspace are told apart from wrong ones, and numbered ones let in', async () => {
	await using served = await serveFolder();
	await using other = await serveFolder();
	await using ada = await openVisitor();
	await using eve = await openVisitor();
	await using anew = await openVisitor();
	const words = await foundWorkspace(ada.page, linkTo(served), 'Ada');
	const foreign = await foundWorkspace(eve.page, linkTo(other), 'Eve');

	const { page } = anew;
	await openRecovery(page, served);
	await typeWords(page, foreign.join(' '));
	await page.getByText(/let nobody into this workspace.*another workspace/).waitFor();
	await typeWords(page, words.map((word, at) => `${at + 1} ${word}`).join('\n'));
	await page.getByRole('navigation').first().waitFor();
	expect(served.workspace.journal.ledger.state().membership.members.size).toBe(1);
});

test('[CL20] a step that does not load is said, and taken again', async () => {
	await using served = await serveFolder();
	await using ada = await openVisitor();
	await using anew = await openVisitor();
	const words = await foundWorkspace(ada.page, linkTo(served), 'Ada');

	const { page, context } = anew;
	await openRecovery(page, served);
	await context.setOffline(true);
	await typeWords(page, words.join(' '));
	await page.getByText(/This step of Lintel did not load/).waitFor();
	await context.setOffline(false);

	let broken = true;
	await page.route('**/*.js', async (route) => {
		const response = await route.fetch();
		const isList = (await response.text()).includes('abandon');
		await (broken && isList ? route.abort() : route.fulfill({ response }));
	});
	await typeWords(page, words.join(' '));
	await page.getByText(/The list of all recovery words did not load/).waitFor();
	broken = false;
	await typeWords(page, words.join(' '));
	await page.getByRole('navigation').first().waitFor();
	await page.unrouteAll({ behavior: 'wait' });
});

async function openRecovery(page: Page, served: Served): Promise<void> {
	await page.goto(`${served.origin}/w/${served.workspace.slug}`);
	await page.getByRole('button', { name: 'I have recovery words' }).click();
}

async function typeWords(page: Page, words: string): Promise<void> {
	await page.getByLabel('Recovery words').fill(words);
	await page.getByRole('button', { name: 'Let this browser in' }).click();
}
