/** What people do in the app, by the words they see. */
import type { Page } from 'playwright-core';
import type { Role } from '#shared/artefact/role.ts';

/** First run: a name, recovery words (one of them typed back), and in. Returns the words. */
export async function foundWorkspace(page: Page, link: string, name: string): Promise<string[]> {
	await page.goto(link);
	await page.getByLabel('Your name').fill(name);
	await page.getByRole('button', { name: 'Continue' }).click();
	await page.getByRole('button', { name: /Recovery words/ }).click();
	const words = await confirmRecoveryWords(page);
	await page.getByRole('button', { name: 'Open the workspace' }).click();
	await page.getByRole('navigation').first().waitFor();
	return words;
}

/** Reads the recovery words off the screen and types back the one that is asked for. */
export async function confirmRecoveryWords(page: Page): Promise<string[]> {
	const rows = page.getByRole('listitem');
	await page.getByRole('button', { name: 'I have written them down' }).waitFor();
	const words = (await rows.allInnerTexts()).map((row) => row.replace(/[\d\s]/g, ''));
	await page.getByRole('button', { name: 'I have written them down' }).click();
	const asked = page.getByLabel(/What is word \d+\?/);
	const place = Number(
		/\d+/.exec((await page.getByText(/What is word \d+\?/).innerText()) ?? '')?.[0],
	);
	await asked.fill(words[place - 1] ?? '');
	await page.getByRole('button', { name: 'Confirm' }).click();
	return words;
}

/** A second browser shows a code; an owner types it and lets it in. */
export async function joinWorkspace(
	page: Page,
	owner: Page,
	address: string,
	name: string,
	role: Role,
): Promise<void> {
	const code = await askToJoin(page, address, name);
	await letIn(owner, address, code, role);
	await page.getByRole('navigation').first().waitFor();
}

/** Ada founds the workspace of this link and lets Ben in: her recovery words, and its address. */
export async function foundWithBen(
	ada: Page,
	ben: Page,
	link: string,
	role: Role,
): Promise<{ readonly words: readonly string[]; readonly address: string }> {
	const words = await foundWorkspace(ada, link, 'Ada');
	const { origin, pathname } = new URL(link);
	const address = `${origin}${pathname}`;
	await joinWorkspace(ben, ada, address, 'Ben', role);
	return { words, address };
}

/** Asks to join, and reads the code off the screen. */
export async function askToJoin(page: Page, address: string, name: string): Promise<string> {
	await page.goto(address);
	await page.getByLabel('Your name').fill(name);
	await page.getByRole('button', { name: 'Ask to join' }).click();
	return page
		.getByText(/^[0-9a-z]{4}-[0-9a-z]{4}$/i)
		.first()
		.innerText();
}

/** What an owner does with a code that was read to them. */
export async function letIn(owner: Page, address: string, code: string, role: Role): Promise<void> {
	await owner.goto(`${new URL(address).origin}${new URL(address).pathname}/members`);
	await owner.getByLabel('Their code').fill(code);
	await chooseRole(owner, role);
	await owner.getByRole('button', { name: 'Let them in' }).click();
}

async function chooseRole(owner: Page, role: Role): Promise<void> {
	const select = owner.getByLabel('Role').last();
	await select.selectOption(role);
}

export async function openPlace(
	page: Page,
	name: 'Now' | 'Stories' | 'Map' | 'Designs' | 'Members' | 'Settings',
) {
	const place = page.getByRole('navigation').first().getByRole('link', { name });
	await place.click();
	// The page before may hold links of the same names.
	await page.locator('nav [aria-current="page"]', { hasText: name }).first().waitFor();
}

/** Types into the open Design's editor, at its very start (below the front matter) or its end. */
export async function typeInDesign(
	page: Page,
	where: 'start' | 'end',
	text: string,
): Promise<void> {
	await page.locator('.cm-content').click();
	if (where === 'end') await page.keyboard.press('Control+End');
	else
		await page
			.locator('.cm-line', { hasText: 'Keeps a reader' })
			.click({ position: { x: 1, y: 4 } });
	if (where === 'start') await page.keyboard.press('Home');
	await page.keyboard.type(text, { delay: 15 });
}

/** Waits until the page says that everything typed here is on the relay's disk. */
export async function savedOnRelay(page: Page): Promise<void> {
	await page.getByText('Saved on the relay').first().waitFor({ timeout: 30_000 });
}

/** Waits until this browser keeps all of the app, and opens it with no network. */
export async function appKept(page: Page): Promise<void> {
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
}

/** Makes a token for an agent under Members, and reads it off the screen. */
export async function createAgent(page: Page, name: string): Promise<string> {
	await page.getByRole('button', { name: 'Make a token for an agent' }).click();
	await page.getByRole('dialog').getByLabel('Name').fill(name);
	await page.getByRole('dialog').getByRole('button', { name: /Make/ }).click();
	const token = await page.getByText(/^lat_/).innerText();
	await page.keyboard.press('Escape');
	return token.trim();
}

/** Opens each Story and reads what its document says, title, narrative and criteria. */
export async function storiesOnScreen(page: Page, titles: readonly RegExp[]): Promise<string[]> {
	const read: string[] = [];
	for (const title of titles) {
		await openPlace(page, 'Stories');
		await page.getByRole('link', { name: title }).first().click();
		const article = page.getByRole('article');
		await article
			.getByRole('heading', { name: title })
			.or(article.getByLabel('Title'))
			.first()
			.waitFor();
		const fields = await article.getByRole('textbox').all();
		const typed = await Promise.all(fields.map((field) => field.inputValue()));
		read.push(typed.length > 0 ? typed.join('\n') : await article.innerText());
	}
	return read;
}

export async function openStory(page: Page, title: RegExp): Promise<void> {
	await openPlace(page, 'Stories');
	await page.waitForURL(/\/stories/);
	await page.getByRole('link', { name: title }).first().click();
}

/** Approves the Story that is open, on the review screen. */
export async function approveStory(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Review and approve' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('button', { name: /^(Sign and a|A)pprove/ }).click();
	await dialog.waitFor({ state: 'hidden' });
}
