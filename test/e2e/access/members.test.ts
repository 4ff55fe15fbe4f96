/** Members come, change and go: what each of them sees. */
import { expect, test } from 'vitest';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import {
	approveStory,
	askToJoin,
	foundWithBen,
	foundWorkspace,
	letIn,
	openPlace,
	openStory,
	savedOnRelay,
} from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshopStories } from '#test/fixtures/bookshop.ts';

/** What has to cross two browsers and a relay on a busy machine. */
const PATIENT = { timeout: 15_000 };
const RESERVE = /Reserve a copy/;

test('[CL13] wrong codes, namesakes, an unreachable relay and a wait that ran out are told apart', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await using ben = await openVisitor();
	await using twin = await openVisitor();
	await foundWorkspace(ada.page, linkTo(served), 'Ada');
	const address = `${served.origin}/w/${served.workspace.slug}`;
	await ben.page.clock.install();
	const code = await askToJoin(ben.page, address, 'Ben');
	const twinCode = await askToJoin(twin.page, address, 'Ben');
	expect(twinCode).not.toBe(code);

	await letIn(ada.page, address, 'zzzz-zzzz', 'author');
	await ada.page.getByText(/No device shows this code right now/).waitFor();
	await ada.page.route('**/joins', (route) => route.abort());
	await ada.page.getByRole('button', { name: 'Let them in' }).click();
	await ada.page.getByText(/The relay does not answer/).waitFor();
	await ada.page.unrouteAll();
	await letIn(ada.page, address, twinCode.toUpperCase().replace('-', ' '), 'author');
	await twin.page.getByRole('navigation').first().waitFor();
	expect(await ben.page.getByText(code).first().isVisible()).toBe(true);

	// A quarter of an hour goes by, on both sides.
	served.pass(16 * 60_000);
	await ben.page.clock.fastForward(16 * 60_000);
	await letIn(ada.page, address, code, 'author');
	await ada.page.getByText(/No device shows this code right now/).waitFor();
	await ben.page.getByText(/the code has run out/).waitFor();
	await ben.page.getByRole('button', { name: 'Ask again' }).click();
	await ben.page.getByText(/Waiting for an owner/).waitFor();
	await letIn(ada.page, address, code, 'author');
	await ben.page.clock.resume();
	await ben.page.getByRole('navigation').first().waitFor();
	// Two members of one name are two members.
	await ada.page.getByRole('button', { name: 'Change Ben' }).nth(1).waitFor();
});

test('[CL14] a removed member is told so, keeps what was not sent, and joins again with new keys', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await using ben = await openVisitor();
	const { address } = await foundWithBen(ada.page, ben.page, linkTo(served), 'author');
	await openStory(ben.page, RESERVE);
	await ben.page.getByRole('textbox', { name: 'Criterion 1' }).waitFor();
	await savedOnRelay(ben.page);
	await ben.context.setOffline(true);
	await ben.page.getByRole('textbox', { name: 'Criterion 1' }).click();
	await ben.page.keyboard.press('End');
	await ben.page.keyboard.type(', said Ben on the train', { delay: 5 });

	await openPlace(ada.page, 'Members');
	await ada.page.getByRole('button', { name: 'Change Ben' }).click();
	await ada.page.getByRole('menuitem', { name: 'Remove' }).click();
	await ada.page.getByRole('dialog').getByRole('button', { name: 'Remove Ben' }).click();
	await ada.page.getByText('Ben is removed').waitFor();
	await savedOnRelay(ada.page);
	await ben.context.setOffline(false);

	const removed = ben.page.getByText(/An owner removed you from this workspace/);
	await removed.waitFor();
	await ben.page.getByText(/kept on this device/).waitFor();
	await ben.page.reload();
	await removed.waitFor();
	await ben.page.getByText(/said Ben on the train/).waitFor();
	expect(await ben.page.getByRole('textbox').count()).toBe(0);
	const second = await ben.context.newPage();
	await second.goto(ben.page.url());
	await second.getByText(/An owner removed you from this workspace/).waitFor();
	await removed.waitFor();
	await second.close();

	await ben.page.getByRole('button', { name: 'Ask to join again' }).click();
	await ben.page.getByLabel('Your name').fill('Ben');
	await ben.page.getByRole('button', { name: 'Ask to join' }).click();
	const code = await ben.page
		.getByText(/^[0-9a-z]{4}-[0-9a-z]{4}$/i)
		.first()
		.innerText();
	await letIn(ada.page, address, code, 'author');
	await ben.page.getByRole('textbox', { name: 'Criterion 1' }).waitFor();
	await savedOnRelay(ben.page);
	await openStory(ada.page, RESERVE);
	await expect
		.poll(() => ada.page.getByRole('textbox', { name: 'Criterion 1' }).inputValue(), PATIENT)
		.toContain('said Ben on the train');
});

test('[UI6] [UI9] a member who is demoted with the page open is refused with the reason, down to reading', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await using ben = await openVisitor();
	await foundWithBen(ada.page, ben.page, linkTo(served), 'reviewer');
	await openStory(ada.page, RESERVE);
	await ada.page.getByRole('button', { name: 'Submit for review' }).click();
	await openStory(ben.page, RESERVE);
	await ben.page.getByRole('button', { name: 'Review and approve' }).click();
	const approve = ben.page
		.getByRole('dialog')
		.getByRole('button', { name: /^(Sign and a|A)pprove/ });
	await approve.waitFor();

	await openPlace(ada.page, 'Members');
	await ada.page.getByRole('button', { name: 'Change Ben' }).click();
	await ada.page.getByRole('menuitem', { name: /Make author/ }).click();
	await ada.page.getByText('Ben is now author.').waitFor();
	await ben.page
		.getByText(/Only a reviewer or an owner decides/)
		.first()
		.waitFor();
	await ben.page.keyboard.press('Control+Enter');
	await ben.page.keyboard.press('Escape');
	const phases = () =>
		[...served.workspace.journal.ledger.state().artefacts.keys()].map(
			(id) => served.workspace.viewOf(id).phase,
		);
	expect(phases()).toEqual(['review']);

	await ada.page.getByRole('button', { name: 'Change Ben' }).click();
	await ada.page.getByRole('menuitem', { name: /Make viewer/ }).click();
	await ada.page.getByText('Ben is now viewer.').waitFor();
	await ben.page.getByText('Read only').waitFor();
	for (const place of ['Stories', 'Map', 'Designs'] as const) {
		await openPlace(ben.page, place);
		await ben.page.waitForURL(new RegExp(`/${place.toLowerCase()}`));
		await expect.poll(() => ben.page.getByRole('button', { name: /^(New|Add)/ }).count()).toBe(0);
	}
});

test('[OF6] [OF7] two tabs of one person share one connection, and either may close', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await foundWorkspace(ada.page, linkTo(served), 'Ada');
	await openStory(ada.page, RESERVE);
	const second = await ada.context.newPage();
	await second.goto(ada.page.url());
	await second.getByRole('textbox', { name: 'Criterion 1' }).click();
	await second.keyboard.press('End');
	await second.keyboard.type(', typed in the second tab', { delay: 5 });
	await expect
		.poll(() => ada.page.getByRole('textbox', { name: 'Criterion 1' }).inputValue(), PATIENT)
		.toContain('typed in the second tab');
	expect(await ada.page.getByText('Here now').count()).toBe(0);
	await ada.page.close();
	await second.keyboard.type(' and on', { delay: 5 });
	await savedOnRelay(second);
	await second.getByRole('button', { name: 'Submit for review' }).click();
	await approveStory(second);
	await savedOnRelay(second);
	const { artefacts } = served.workspace.journal.ledger.state();
	expect([...artefacts.keys()].map((id) => served.workspace.viewOf(id).phase)).toEqual([
		'approved',
	]);
	expect(served.workspace.artefacts().stories.flatMap(({ criteria }) => criteria)).toContainEqual(
		expect.objectContaining({ text: expect.stringContaining('typed in the second tab and on') }),
	);
});

test('[CL15] a ticket that runs out in mid-session is renewed, and nobody notices', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await using ben = await openVisitor();
	await foundWithBen(ada.page, ben.page, linkTo(served), 'author');
	await openStory(ada.page, RESERVE);
	await openStory(ben.page, RESERVE);
	served.pass(13 * 60 * 60_000);
	// The relay looks at tickets again with every event: this one closes everybody's sockets.
	await ada.page.getByRole('button', { name: 'Submit for review' }).click();
	await ben.page.getByRole('button', { name: 'Submit for review' }).waitFor({ state: 'hidden' });
	await openStory(ben.page, /Sign in with email/);
	await openStory(ada.page, /Sign in with email/);
	await ben.page.getByRole('textbox', { name: 'Criterion 2' }).click();
	await ben.page.keyboard.press('End');
	await ben.page.keyboard.type(', after the ticket', { delay: 5 });
	await savedOnRelay(ben.page);
	await expect
		.poll(() => ada.page.getByRole('textbox', { name: 'Criterion 2' }).inputValue(), PATIENT)
		.toContain('after the ticket');
	await openPlace(ada.page, 'Settings');
	await ada.page.getByRole('button', { name: 'Save now' }).click();
	await ada.page
		.getByText(/Wrote|saved already/)
		.first()
		.waitFor();
});
