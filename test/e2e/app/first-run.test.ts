/** The first minutes of a workspace, and coming back to one, when things go wrong on the way. */
import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { linkTo, type Served, serveFolder } from '#test/e2e/world/served.ts';
import {
	approveStory,
	confirmRecoveryWords,
	foundWorkspace,
	openPlace,
	openStory,
	savedOnRelay,
} from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshop, bookshopStories } from '#test/fixtures/bookshop.ts';

test('[CL7] the recovery words let a new browser in as the founder, who may approve', async () => {
	await using served = await serveFolder(bookshopStories);
	const ada = await openVisitor();
	const words = await foundWorkspace(ada.page, linkTo(served), 'Ada');
	await ada[Symbol.asyncDispose]();

	await using anew = await openVisitor();
	await anew.page.goto(`${served.origin}/w/${served.workspace.slug}`);
	await anew.page.getByRole('button', { name: 'I have recovery words' }).click();
	const field = anew.page.getByLabel('Recovery words');
	await field.fill(words.toReversed().join(' '));
	await anew.page.getByRole('button', { name: 'Let this browser in' }).click();
	// One order in sixteen holds by chance, and makes the words of somebody else.
	await anew.page.getByText(/do not belong together|let nobody into this workspace/).waitFor();
	await field.fill(` ${words.join('  ').toUpperCase()}\n`);
	await anew.page.getByRole('button', { name: 'Let this browser in' }).click();
	await anew.page.getByRole('navigation').first().waitFor();

	await openStory(anew.page, /Reserve a copy/);
	await anew.page.getByRole('button', { name: 'Submit for review' }).click();
	await approveStory(anew.page);
	await savedOnRelay(anew.page);
	const { journal, viewOf } = served.workspace;
	const phases = () => [...journal.ledger.state().artefacts.keys()].map((id) => viewOf(id).phase);
	await expect.poll(phases).toEqual(['approved']);
	// The words signed this device in; what the person decides is signed by the device.
	const { members } = journal.ledger.state().membership;
	expect([...members.values()].map(({ keys }) => keys.length)).toEqual([3]);
});

test('[CL11] a founding whose answer was lost goes on, and nothing is founded twice', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await loseAnswers(ada.page, '**/found');
	const words = await foundWorkspace(ada.page, linkTo(served), 'Ada');
	expect(words).toHaveLength(12);
	expect(served.workspace.journal.position()).toBe(2);
});

test('[CL11] when relay and answer are gone, the page says so, and the same button goes on later', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await loseAnswers(ada.page, '**/found');
	await ada.page.route('**/hello', (route) =>
		served.workspace.journal.position() === 0 ? route.continue() : route.abort(),
	);
	await toSecondKey(ada.page, served);
	await ada.page.getByRole('button', { name: /Recovery words/ }).click();
	await ada.page.getByText(/The relay does not answer/).waitFor();
	await ada.page.unrouteAll();
	await ada.page.getByRole('button', { name: /Recovery words/ }).click();
	await confirmRecoveryWords(ada.page);
	await ada.page.getByRole('button', { name: 'Open the workspace' }).click();
	await ada.page.getByRole('navigation').first().waitFor();
	expect(served.workspace.journal.position()).toBe(2);
});

test('[CL11] [UI11] a page that is closed before the words were confirmed shows them when it is opened again', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await ada.page.route('**/found', async (route) => {
		await route.fetch();
		await ada.page.goto('about:blank');
	});
	await toSecondKey(ada.page, served);
	await ada.page.getByRole('button', { name: /Recovery words/ }).click();
	await ada.page.waitForURL('about:blank');
	await ada.page.unrouteAll();

	await ada.page.goto(`${served.origin}/w/${served.workspace.slug}`);
	await ada.page.getByRole('button', { name: 'I have written them down' }).waitFor();
	await ada.page.reload();
	await confirmRecoveryWords(ada.page);
	await ada.page.getByRole('button', { name: 'Open the workspace' }).click();
	await ada.page.getByRole('navigation').first().waitFor();
	await ada.page.reload();
	await ada.page.getByRole('navigation').first().waitFor();
	expect(served.workspace.journal.position()).toBe(2);
});

test('[CL8] a browser that remembers a root meets another history with an error, never a first start', async () => {
	using repository = createRepository(bookshop);
	const options = { repo: repository.folder, data: repository.data };
	const first = await startLintel(options);
	await using ada = await openVisitor();
	await foundWorkspace(ada.page, first.link, 'Ada');
	await openPlace(ada.page, 'Stories');
	await savedOnRelay(ada.page);
	await first.stop();
	rmSync(repository.data, { recursive: true });

	// The history is gone: the terminal offers a first start, this browser does not.
	await using second = await startLintel({ ...options, port: first.port });
	expect(second.link).toContain('#pair=');
	await ada.page.goto('about:blank');
	await ada.page.goto(second.link);
	await ada.page.getByRole('heading', { name: 'This is not the workspace you know' }).waitFor();

	// Somebody else founds it: another root.
	await using mallory = await openVisitor();
	await foundWorkspace(mallory.page, second.link, 'Mallory');
	await ada.page.goto('about:blank');
	await ada.page.goto(`${second.origin}/w/${second.slug}/stories`);
	await ada.page.getByRole('heading', { name: 'This is not the workspace you know' }).waitFor();
	expect(await ada.page.getByLabel('Your name').count()).toBe(0);
});

async function toSecondKey(page: Page, served: Served): Promise<void> {
	await page.goto(linkTo(served));
	await page.getByLabel('Your name').fill('Ada');
	await page.getByRole('button', { name: 'Continue' }).click();
}

/** The relay hears and does what it is asked; the page never learns. */
function loseAnswers(page: Page, path: string): Promise<unknown> {
	return page.route(path, async (route) => {
		await route.fetch();
		await route.abort('connectionreset');
	});
}
