/** A person and an agent bring a story through its gate, and two people disagree about one. */
import { expect, test } from 'vitest';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { look } from '#test/e2e/world/look.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { approveByKeyboard, submit, withRobin } from '#test/e2e/world/review-steps.ts';
import { seriousFindings } from '#test/e2e/world/serious-findings.ts';
import { joinWorkspace, savedOnRelay } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';

const STORY = {
	title: 'Return a book',
	narrative: 'As a reader, I want to return a book, so that my shelf has room for another one.',
	criteria: [
		{ text: 'A returned book is back in the open stock within a minute' },
		{ text: 'A reader sees what they still hold' },
	],
};

test('[RW10] changes asked for on a passage reach the agent, and what it answers is approved by keyboard', async () => {
	using repository = createRepository({ 'user_stories.md': '# User Stories\n' });
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using profile = await openVisitor();
	const ada = profile.page;
	await using robin = await withRobin(ada, lintel);
	const first = await submit(robin, STORY);

	await ada.keyboard.press('g');
	await ada.keyboard.press('r');
	await ada.getByRole('heading', { name: 'Review', exact: true }).waitFor();
	await ada.getByRole('link', { name: 'Return a book' }).waitFor();
	await ada.getByText(/^New, \d+ words/).waitFor();
	expect(await seriousFindings(ada)).toEqual([]);
	await look(ada, 'inbox');
	await ada.keyboard.press('Control+Enter');
	await ada.getByRole('region', { name: 'The text that is signed' }).waitFor();
	// What was told goes slowly, and is faint meanwhile.
	await expect.poll(() => seriousFindings(ada)).toEqual([]);
	await look(ada, 'first-review');
	await approveByKeyboard(ada);
	await ada.getByText('Nothing waits for a review').waitFor();
	await look(ada, 'nothing-waits');

	const narrative = STORY.narrative.replace('a book', 'a borrowed book by post');
	const second = await submit(robin, {
		...{ id: first.id, baseRevision: first.revision, narrative, revise: true },
	});
	await ada.getByRole('link', { name: 'Return a book' }).click();
	await ada.locator('ins', { hasText: 'borrowed' }).waitFor();
	await ada.getByRole('button', { name: /criteria read as before/ }).waitFor();
	await ada.locator('ins', { hasText: 'by post' }).evaluate((words) => {
		getSelection()?.selectAllChildren(words);
	});
	await ada.getByRole('button', { name: 'Comment', exact: true }).waitFor();
	await ada.keyboard.press('c');
	await ada.getByRole('textbox', { name: 'Comment' }).fill('Who pays for the stamp?');
	await ada.keyboard.press('Control+Enter');
	await ada.getByText('Who pays for the stamp?').waitFor();
	await look(ada, 'changes');
	await ada.locator('h1').click({ force: true });
	await ada.keyboard.press('r');
	await ada.getByLabel('Reason').fill('Say who pays.');
	await ada.keyboard.press('Control+Enter');
	await ada.getByText('You asked for changes').waitFor();

	await savedOnRelay(ada);
	const read = await robin.call('read_artefact', { id: first.id });
	expect(read).toMatchObject({
		state: 'draft',
		lastReason: { by: 'Ada Lovelace', text: 'Say who pays.' },
		comments: [{ on: { field: 'narrative' }, comments: [{ text: 'Who pays for the stamp?' }] }],
	});
	expect(JSON.stringify(read['comments'])).toContain('by post');
	const [{ thread }] = Object(read['comments']);
	await robin.call('comment', { id: first.id, thread, text: 'The library does; it says so now.' });
	await submit(robin, {
		...{ id: first.id, baseRevision: second.revision },
		narrative: narrative.replace('by post', 'by post at no cost'),
	});

	await ada.getByRole('link', { name: 'Return a book' }).click();
	await ada.locator('ins', { hasText: 'at no cost' }).waitFor();
	await ada.getByText('The library does; it says so now.').waitFor();
	expect(await seriousFindings(ada)).toEqual([]);
	await look(ada, 'answered');
	await ada.goto(`${lintel.origin}/w/${lintel.slug}/review/together?of=${first.id}`);
	await ada.locator('ins', { hasText: 'at no cost' }).waitFor();
	await ada.getByRole('button', { name: 'Approve 1' }).waitFor();
	expect(await seriousFindings(ada)).toEqual([]);
	await look(ada, 'together');
	await ada.keyboard.press('Escape');
	await ada.getByRole('link', { name: 'Return a book' }).click();
	await ada.locator('ins', { hasText: 'at no cost' }).waitFor();
	await approveByKeyboard(ada);
	await ada.getByText('Nothing waits for a review').waitFor();
	expect(await robin.call('read_artefact', { id: first.id })).toMatchObject({ state: 'approved' });
});

test('[RW6] a newer text is told of and never swapped in, and people who disagree are shown', async () => {
	using repository = createRepository({ 'user_stories.md': '# User Stories\n' });
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using adas = await openVisitor();
	await using bens = await openVisitor();
	const [ada, ben] = [adas.page, bens.page];
	await using robin = await withRobin(ada, lintel);
	const address = `${lintel.origin}/w/${lintel.slug}`;
	await joinWorkspace(ben, ada, address, 'Ben Okri', 'reviewer');
	const first = await submit(robin, STORY);

	for (const page of [ada, ben]) {
		await page.goto(`${address}/review/${first.id}`);
		await page.getByText('so that my shelf has room').waitFor();
	}
	const narrative = STORY.narrative.replace('a book', 'a book or a map');
	const second = await submit(robin, { id: first.id, baseRevision: first.revision, narrative });
	await ada.getByText('A newer text was submitted while you read').waitFor();
	expect(await ada.getByText('a book or a map').count()).toBe(0);
	await ada.keyboard.press('a');
	await ada.keyboard.press('Enter');
	expect(await robin.call('read_artefact', { id: first.id })).toMatchObject({ state: 'review' });
	expect(await seriousFindings(ada)).toEqual([]);
	await look(ada, 'newer');
	for (const page of [ada, ben]) {
		await page.keyboard.press('n');
		await page.getByText('a book or a map').first().waitFor();
	}

	// Both decide without knowing of the other.
	await bens.context.setOffline(true);
	await approveByKeyboard(ada);
	await ben.keyboard.press('r');
	await ben.getByLabel('Reason').fill('A map is no book.');
	await ben.keyboard.press('Control+Enter');
	await bens.context.setOffline(false);
	await expect
		.poll(async () => (await robin.call('read_artefact', { id: first.id }))['state'], {
			timeout: 40_000,
		})
		.toBe('contested');
	await ada.goto(`${address}/review/${first.id}`);
	await ada.getByText('It passes no gate while').waitFor();
	await ada.getByText('A map is no book.').first().waitFor();
	expect(await seriousFindings(ada)).toEqual([]);
	await look(ada, 'contested');
	expect(second.id).toBe(first.id);
});
