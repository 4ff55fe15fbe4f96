/** Working without the relay: a real Lintel, a real Chromium with a profile on disk. */
import { expect, test } from 'vitest';
import { openProfile } from '#test/e2e/world/browser-profile.ts';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import {
	appKept,
	approveStory,
	foundWithBen,
	foundWorkspace,
	openPlace,
	openStory,
	savedOnRelay,
} from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { readWorkspaceOnDisk } from '#test/e2e/world/workspace-on-disk.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

const RESERVE = /Reserve a copy/;

test('[OF10] from a cold start without a relay a person edits, submits and approves, and it settles later', async () => {
	using repository = createRepository(bookshop);
	const options = { repo: repository.folder, data: repository.data };
	const first = await startLintel(options);
	let ada = await openProfile();
	await foundWorkspace(ada.page, first.link, 'Ada');
	await openPlace(ada.page, 'Stories');
	await ada.page.getByRole('link', { name: /Reserve a copy/ }).waitFor();
	await savedOnRelay(ada.page);
	await appKept(ada.page);
	await first.stop();

	ada = await ada.restart();
	await ada.page.goto(`${first.origin}/w/${first.slug}/stories`);
	await ada.page.getByRole('link', { name: /Sign in with email/ }).waitFor();
	await ada.page
		.getByText(/Offline/)
		.first()
		.waitFor();
	await ada.page.getByRole('link', { name: /Reserve a copy/ }).click();
	await ada.page.getByRole('textbox', { name: 'Criterion 1' }).click();
	await ada.page.keyboard.press('End');
	await ada.page.keyboard.type(', even offline', { delay: 5 });
	await ada.page.getByRole('button', { name: 'Submit for review' }).click();
	await approveStory(ada.page);
	await ada.page
		.getByText(/on this device and will be sent/)
		.first()
		.waitFor();

	// Nothing of it needs the page that made it.
	ada = await ada.restart();
	await ada.page.goto(`${first.origin}/w/${first.slug}/stories`);
	await ada.page.getByRole('link', { name: /Reserve a copy/ }).click();
	await ada.page
		.getByText(/even offline/)
		.first()
		.waitFor();

	const second = await startLintel({ ...options, port: first.port });
	await savedOnRelay(ada.page);
	await expect
		.poll(() => repository.read('user_stories.md'))
		.toContain('A reserved copy leaves the open stock at once, even offline');
	const [, story] = new URL(ada.page.url()).pathname.split('/stories/');
	await second.stop();
	const disk = await readWorkspaceOnDisk(repository, first.slug);
	expect(disk.phases[story ?? '']).toBe('approved');
	await ada[Symbol.asyncDispose]();
});

test('[OF3] [OF4] an approval given offline is provisional, and explained when it turns out not to count', async () => {
	using repository = createRepository(bookshop);
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openVisitor();
	await using ben = await openVisitor({ keepsApp: true });
	const { address } = await foundWithBen(ada.page, ben.page, lintel.link, 'reviewer');
	await openStory(ada.page, RESERVE);
	await ada.page.getByRole('button', { name: 'Submit for review' }).click();
	await openStory(ben.page, RESERVE);
	await ben.page.getByRole('button', { name: 'Review and approve' }).waitFor();

	await ben.context.setOffline(true);
	await approveStory(ben.page);
	await ben.page
		.getByText(/not on the relay|provisional|will be sent/i)
		.first()
		.waitFor();
	await openPlace(ada.page, 'Members');
	await ada.page.getByRole('button', { name: 'Change Ben' }).click();
	await ada.page.getByRole('menuitem', { name: /Make author/ }).click();
	await ada.page.getByText('Ben is now author.').waitFor();
	await savedOnRelay(ada.page);

	await ben.context.setOffline(false);
	await openPlace(ben.page, 'Now');
	await ben.page
		.getByText(/Not counted/)
		.first()
		.waitFor();
	await ada.page.goto(`${address}/stories`);
	await openStory(ada.page, RESERVE);
	await ada.page.getByRole('button', { name: 'Review and approve' }).waitFor();
});
