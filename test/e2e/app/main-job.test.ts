/**
 * The main job, whole: a repository with hand-written stories, two people in two browsers, a third
 * who is offline, an agent, a relay that is killed in mid-edit, and an approval that only a person
 * could have given.
 */
import { expect, test } from 'vitest';
import { attackAsAgent } from '#test/e2e/world/agent-attack.ts';
import { connectAgent } from '#test/e2e/world/agent-client.ts';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository, type Repository } from '#test/e2e/world/repository.ts';
import {
	createAgent,
	foundWithBen,
	joinWorkspace,
	openPlace,
	savedOnRelay,
	storiesOnScreen,
	typeInDesign,
} from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { readWorkspaceOnDisk } from '#test/e2e/world/workspace-on-disk.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

test('a team and an agent bring stories to approval, through a crash and offline', async () => {
	using repository = createRepository(bookshop);
	let lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openVisitor();
	await using ben = await openVisitor();
	await using cleo = await openVisitor({ keepsApp: true });

	// Nothing in the repository has changed by starting.
	expect(repository.git('status', '--porcelain')).toBe('');
	const { address } = await foundWithBen(ada.page, ben.page, lintel.link, 'reviewer');
	await joinWorkspace(cleo.page, ada.page, address, 'Cleo', 'author');

	// Cleo leaves with everything on her device.
	await openPlace(cleo.page, 'Stories');
	await cleo.page.getByRole('link', { name: /Reserve a copy/ }).click();
	await cleo.page.getByRole('textbox', { name: 'Criterion 2' }).waitFor();
	await cleo.context.setOffline(true);
	await cleo.page.getByRole('textbox', { name: 'Criterion 2' }).click();
	await cleo.page.keyboard.press('End');
	await cleo.page.keyboard.type(', and says so', { delay: 5 });

	// Two people type in the same design at once.
	await Promise.all(
		[ada, ben].map(async ({ page }) => {
			await openPlace(page, 'Designs');
			await page
				.getByRole('link', { name: /Accounts.Session/ })
				.or(page.getByRole('treeitem', { name: /Accounts.Session/ }))
				.first()
				.click();
			await page.locator('.cm-content').waitFor();
		}),
	);
	await Promise.all([
		typeInDesign(ada.page, 'end', '\n- signOut, said Ada at length while Ben was typing too'),
		typeInDesign(ben.page, 'start', 'Ben was here: '),
	]);
	for (const { page } of [ada, ben]) {
		await page.getByText('said Ada at length while Ben was typing too').first().waitFor();
		await page.getByText('Ben was here:').first().waitFor();
	}

	// An agent proposes a story; it can submit only once an owner has admitted it.
	await ada.page.goto(`${address}/members`);
	const token = await createAgent(ada.page, 'robin');
	await using robin = await connectAgent(lintel.origin, token);
	const story = await robin.call('write_story', {
		title: 'Return a book',
		narrative: 'As a reader, I want to return a book, so that my shelf has room.',
		criteria: [{ text: 'A returned book is back in the open stock within a minute' }],
	});
	expect(
		await robin.refusal('submit_for_review', { id: story['id'], revision: story['revision'] }),
	).toMatch(/admit/i);
	await ada.page.getByRole('button', { name: 'Admit' }).click();
	await expect
		.poll(
			() =>
				robin
					.call('submit_for_review', { id: story['id'], revision: story['revision'] })
					.catch(() => null),
			{ timeout: 10_000 },
		)
		.toMatchObject({ id: story['id'] });

	// By no route it has can the agent approve what it submitted.
	await attackAsAgent({ lintel, token, story: String(story['id']), tools: await robin.tools() });
	expect(await robin.call('read_artefact', { id: story['id'] })).toMatchObject({ state: 'review' });

	// A person can, and signs what is on the screen.
	await openPlace(ben.page, 'Stories');
	await ben.page.getByRole('link', { name: /Return a book/ }).click();
	await ben.page.getByRole('button', { name: 'Review and approve' }).click();
	const dialog = ben.page.getByRole('dialog');
	await dialog.getByText('A returned book is back in the open stock within a minute').waitFor();
	await dialog.getByRole('button', { name: /^(Sign and a|A)pprove/ }).click();
	await expect
		.poll(async () => (await robin.call('read_artefact', { id: story['id'] }))['state'], {
			timeout: 10_000,
		})
		.toBe('approved');

	// The relay dies while Ada types. What she was told is saved stays; she types on.
	await openPlace(ada.page, 'Stories');
	await ada.page.getByRole('link', { name: /Sign in with email/ }).click();
	await ada.page.getByRole('textbox', { name: 'Criterion 1' }).click();
	await ada.page.keyboard.press('End');
	await ada.page.keyboard.type(', before the crash', { delay: 10 });
	await savedOnRelay(ada.page);
	await ada.page.keyboard.type(' and in it', { delay: 10 });
	await lintel.kill();
	await ada.page.keyboard.type(' and after', { delay: 10 });
	lintel = await startLintel({ repo: repository.folder, data: repository.data, port: lintel.port });
	await savedOnRelay(ada.page);

	// Cleo comes back.
	await cleo.context.setOffline(false);
	await savedOnRelay(cleo.page);

	// Everyone, the database and the files say the same, and nothing acknowledged is missing.
	const titles = [/Sign in with email/, /Reserve a copy/, /Return a book/];
	const edited = [
		'before the crash and in it and after',
		', and says so',
		'A returned book is back',
	];
	const onScreens = () =>
		Promise.all([ada, ben, cleo].map(({ page }) => storiesOnScreen(page, titles)));
	await expect
		.poll(async () => new Set((await onScreens()).map(String)).size, { timeout: 30_000 })
		.toBe(1);
	const [mine] = await onScreens();
	for (const sentence of edited) expect(mine?.join()).toContain(sentence);
	await expect.poll(() => missing(repository, edited), { timeout: 10_000 }).toEqual([]);
	expect(await lintel.stop()).toBe(0);
	const disk = await readWorkspaceOnDisk(repository, lintel.slug);
	expect(disk.files).toEqual(disk.database);
	expect(disk.database.designs.join()).toContain('said Ada at length while Ben was typing too');
	expect(disk.phases[String(story['id'])]).toBe('approved');
});

/** Which of these sentences no Markdown file holds yet. */
function missing(repository: Repository, sentences: readonly string[]): string[] {
	const text = repository.read('user_stories.md');
	return sentences.filter((sentence) => !text.includes(sentence));
}
