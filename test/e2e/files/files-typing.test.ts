/** A person types in the browser while the same file changes on disk under their hands. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { foundWorkspace, openPlace, openStory } from '#test/e2e/world/steps.ts';
import { until } from '#test/e2e/world/until.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import {
	HAND_WRITTEN_CONTEXTS,
	HAND_WRITTEN_STORIES,
	SESSION_DESIGN,
} from '#test/fixtures/hand-written.ts';

const DESIGN = 'docs/design/accounts/session.md';
const FILES = {
	'user_stories.md': HAND_WRITTEN_STORIES,
	'context_map.md': HAND_WRITTEN_CONTEXTS,
	[DESIGN]: SESSION_DESIGN,
};

test('[FB2] a design changes on disk under the caret: both stay, and undo is only one’s own', async () => {
	using repository = createRepository(FILES);
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openVisitor();
	const { page } = ada;
	await foundWorkspace(page, lintel.link, 'Ada');
	await openPlace(page, 'Designs');
	await page
		.getByRole('link', { name: /Session(?!s)/ })
		.first()
		.click();
	const line = page.locator('.cm-line', { hasText: 'Keeps a reader' });
	await line.click();
	await page.keyboard.press('End');
	await page.keyboard.type(' Until noon', { delay: 5 });
	repository.write(
		DESIGN,
		repository.read(DESIGN).replace('# Session\n', '# Session\n\nFrom vim.\n'),
	);
	await page.locator('.cm-line', { hasText: 'From vim.' }).waitFor();
	// The caret stands where it stood, though lines came in above it.
	await page.keyboard.type(' or later.', { delay: 5 });
	await until(() => repository.read(DESIGN).includes('signed in. Until noon or later.\n'));
	expect(repository.read(DESIGN)).toContain('# Session\n\nFrom vim.\n');
	await page
		.getByText(/^Changed .*the file/)
		.first()
		.waitFor();

	for (let n = 0; n < 5; n++) await page.keyboard.press('Control+z');
	await until(() => !repository.read(DESIGN).includes('noon'));
	expect(repository.read(DESIGN)).toBe(
		SESSION_DESIGN.replace('# Session\n', '# Session\n\nFrom vim.\n'),
	);
});

test('[FB3] a criterion changes in the same words: both stand, and one answer settles it', async () => {
	using repository = createRepository(FILES);
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using ada = await openVisitor();
	const { page } = ada;
	await foundWorkspace(page, lintel.link, 'Ada');
	await openStory(page, /Sign in/);
	const field = page.getByLabel('Criterion 1', { exact: true });
	await field.click();
	await selectWord(page, 'valid');
	const before = repository.read('user_stories.md');
	await page.keyboard.type('good');
	repository.write('user_stories.md', before.replace('a valid pass', 'a correct pass'));
	const asks = page.getByRole('region', { name: 'Questions about files' });
	await asks.getByText('The same words were changed here').waitFor();
	await expect.poll(() => field.inputValue()).toContain('a good correct password');
	expect(
		await page.getByRole('region', { name: 'Findings' }).getByText('The same words').count(),
	).toBe(0);
	await asks.getByRole('button', { name: 'Keep the file’s' }).click();
	await until(() => repository.read('user_stories.md').includes('a correct password'));
	await asks.waitFor({ state: 'hidden' });
});

async function selectWord(page: Page, word: string): Promise<void> {
	await page.evaluate((wanted) => {
		const field = document.activeElement;
		if (!(field instanceof HTMLTextAreaElement)) throw new Error('No field has the focus.');
		const at = field.value.indexOf(wanted);
		field.setSelectionRange(at, at + wanted.length);
	}, word);
}
