/** Sessions in the app: an agent asks, one person answers, another reads along, also without the relay. */
import { expect, test } from 'vitest';
import { connectAgent, tokenFor } from '#test/e2e/agent.ts';
import { openProfile } from '#test/e2e/browser-profile.ts';
import { look } from '#test/e2e/look.ts';
import { linkTo, serveFolder } from '#test/e2e/served.ts';
import { foundWorkspace, joinWorkspace, savedOnRelay } from '#test/e2e/steps.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

test('[SB18] what an agent asks one person answers and another sees, and all of it stays without the relay', async () => {
	await using served = await serveFolder(bookshop);
	await using ada = await openProfile();
	await using ben = await openProfile();
	const { sessions, slug } = served.workspace;
	const address = `${served.origin}/w/${slug}`;
	await foundWorkspace(ada.page, linkTo(served), 'Ada');
	await joinWorkspace(ben.page, ada.page, address, 'Ben', 'author');
	const { id, token } = tokenFor(served, 'robin');
	await using robin = await connectAgent(served, token);
	await robin.call('get_work_context');
	await ada.page.goto(`${address}/members`);
	await ada.page.getByRole('button', { name: 'Admit' }).click();
	await savedOnRelay(ada.page);

	await ada.page.goto(`${address}/sessions`);
	await ada.page.getByText('lintel connect claude').waitFor();
	await ada.page.keyboard.press('n');
	await ada.page.getByRole('radio', { name: /Interview for stories/ }).check();
	await ada.page.getByLabel('What do you want?').fill('Readers lose their cards.');
	await ada.page.keyboard.press('Control+Enter');
	await ada.page.getByRole('heading', { name: 'Interview for stories' }).waitFor();
	await ben.page.goto(`${address}/sessions`);
	await ben.page.getByRole('link', { name: 'Interview for stories' }).click();
	await ben.page.getByText('Readers lose their cards.').waitFor();

	const worker = { id, name: 'robin' };
	await expect.poll(() => sessions.list().length).toBe(1);
	const session = sessions.list()[0]?.id ?? 'se_0000000000';
	const takes = async () => (await sessions.take(worker, session)).ok;
	await expect.poll(takes, { timeout: 15_000 }).toBe(true);
	sessions.tell(session, 'robin', { type: 'text', text: 'I read the repository first.' });
	await ben.page.getByText('I read the repository first.').waitFor();
	await sessions.ask(worker, session, 'interview', 'Who may sign in?');
	await ben.page.getByText('robin asks: Who may sign in?').waitFor();
	await ada.page.getByLabel('Your answer').fill('Readers with a card.');
	await look(ada.page, 'session-asked');
	await ada.page.keyboard.press('Control+Enter');
	await ben.page.getByText('Ada answered: Readers with a card.').waitFor();
	await expect.poll(() => sessions.get(session)?.waiting).toBeNull();
	await ada.page.goto(`${address}/sessions`);
	await ada.page.getByText('Readers lose their cards.').waitFor();
	await look(ada.page, 'sessions-board');

	// From what is on this device alone.
	await ben.page.getByRole('radio', { name: 'Context pack' }).check({ force: true });
	await ben.page
		.getByText(/tokens/)
		.first()
		.waitFor();
	await ben.page.getByRole('radio', { name: 'Transcript' }).check({ force: true });
	await ben.page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await ben.context.setOffline(true);
	await ben.page.reload();
	await ben.page.getByText('I read the repository first.').waitFor();
	await ben.page.getByText(/what this device has seen of it/).waitFor();
	await ben.page.getByRole('button', { name: 'What else can be done' }).click();
	await ben.page.getByRole('menuitem', { name: 'Cancel the session' }).click();
	await ben.page.getByRole('dialog').getByRole('button', { name: 'Cancel the session' }).click();
	await ben.page.getByText('what you decided is on this device only').waitFor();
	expect(sessions.get(session)?.phase).not.toBe('cancelled');
	await ben.context.setOffline(false);
	await expect.poll(() => sessions.get(session)?.phase, { timeout: 30_000 }).toBe('cancelled');
	await ada.page.getByRole('button', { name: /Done, failed and cancelled/ }).waitFor();
}, 90_000);
