/** The screens as people meet them: by keyboard, in both themes, on a phone, with an axe behind them. */
import { expect, test } from 'vitest';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { lookAtPages } from '#test/e2e/world/pages.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { findingsInEveryForm } from '#test/e2e/world/serious-findings.ts';
import { foundWithBen, foundWorkspace, openPlace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

test('a person founds, writes, submits and approves with the keyboard alone', async () => {
	using repository = createRepository({ 'README.md': '# Shop\n' });
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openVisitor();
	const { page } = ada;
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') errors.push(message.text());
	});

	await foundWorkspace(page, lintel.link, 'Ada');
	await page.keyboard.press('g');
	await page.keyboard.press('s');
	await page.locator('nav a[aria-current=page]', { hasText: 'Stories' }).first().waitFor();
	await page.getByRole('heading', { name: 'No stories yet' }).waitFor();
	await page.reload();
	await page.getByRole('heading', { name: 'No stories yet' }).waitFor();
	await page.keyboard.press('n');
	await page.getByRole('textbox', { name: 'Title' }).waitFor();
	await page.keyboard.type('Sign in with email');
	await page.keyboard.press('Enter');
	await page.keyboard.type(
		'As a returning reader, I want to sign in, so that my shelf follows me.',
	);
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Add a criterion' }).focus();
	await page.keyboard.press('Enter');
	await page.keyboard.type('A reader with a valid password reaches their shelf');
	await page.keyboard.press('Enter');
	await page.keyboard.type('Five wrong passwords in ten minutes lock sign-in for fifteen');
	await page.getByRole('button', { name: /^Submit for review/, disabled: false }).waitFor();

	await page.keyboard.press('Control+Enter');
	await page.getByRole('heading', { name: 'In review' }).waitFor();
	await page.keyboard.press('Control+Enter');
	await page.getByRole('region', { name: 'The text that is signed' }).waitFor();
	await page.keyboard.press('Control+Enter');
	await page.getByRole('heading', { name: 'Approved' }).waitFor();
	await page.getByText('Ada approved it').waitFor();

	await page.keyboard.press('Control+k');
	await page.getByPlaceholder('Search stories').waitFor();
	await page.keyboard.type('settings');
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
	expect(errors).toEqual([]);
});

test('axe finds nothing serious on first run and in what opens over a page, in every form', async () => {
	using repository = createRepository(bookshop);
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openVisitor();
	const { page } = ada;
	const found: string[] = [];
	// Every address by itself is walked in routes.test.ts.
	const look = async (screen: string) => {
		found.push(...(await findingsInEveryForm(page, screen)));
	};

	await page.goto(lintel.link);
	await page.getByLabel('Your name').waitFor();
	await look('first run');
	await foundWorkspace(page, lintel.link, 'Ada');
	await openPlace(page, 'Stories');
	await page.locator('ol a').first().click();
	await page.getByRole('textbox', { name: 'Title' }).waitFor();
	await page.getByRole('button', { name: /Submit for review/ }).waitFor();
	await lookAtPages(page, look);
	expect(found).toEqual([]);
});

test('someone joins by a code that is read aloud, and both see each other write', async () => {
	using repository = createRepository(bookshop);
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openVisitor();
	await using ben = await openVisitor({ viewport: { width: 390, height: 844 } });
	await foundWithBen(ada.page, ben.page, lintel.link, 'reviewer');

	await openPlace(ada.page, 'Stories');
	await ada.page.locator('ol a').first().click();
	await ada.page.getByRole('textbox', { name: 'Narrative' }).waitFor();
	const story = new URL(ada.page.url()).pathname;
	await ben.page.goto(`${lintel.origin}${story}`);
	const theirs = ben.page.getByRole('textbox', { name: 'Narrative' });
	await theirs.waitFor();
	await ada.page.getByRole('textbox', { name: 'Narrative' }).click();
	await ada.page.keyboard.press('Control+End');
	await theirs.click();
	await ben.page.keyboard.press('Control+Home');
	await Promise.all([
		ada.page.keyboard.type(' Ada at the end.', { delay: 20 }),
		ben.page.keyboard.type('Ben at the start. ', { delay: 20 }),
	]);
	for (const { page } of [ada, ben]) {
		const narrative = page.getByRole('textbox', { name: 'Narrative' });
		await expect
			.poll(() => narrative.inputValue(), { timeout: 10_000 })
			.toMatch(/^Ben at the start\. .* Ada at the end\.$/s);
	}
	await ada.page.getByText('Ben', { exact: true }).first().waitFor();

	// On a phone a story is reviewed in full.
	await ada.page.keyboard.press('Control+Enter');
	await ada.page.getByRole('heading', { name: 'In review' }).waitFor();
	await ben.page.getByRole('button', { name: /Review and approve/ }).click();
	await ben.page
		.getByRole('dialog')
		.getByRole('button', { name: /Review and approve/ })
		.click();
	await ben.page.getByRole('button', { name: 'Approve', exact: true }).click();
	await ada.page.getByText('Ben approved it').waitFor();
});
