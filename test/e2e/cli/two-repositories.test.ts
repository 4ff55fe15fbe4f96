import { expect, test } from 'vitest';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { foundWorkspace, openPlace, savedOnRelay } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

const library = {
	'user_stories.md':
		'# Library\n\n## Lend a book\n\nAs a reader, I want to borrow.\n\n**Acceptance Criteria**\n- A lent book is gone from the shelf\n',
};

test('one browser works in two repositories at once, both served by one Lintel', async () => {
	using shop = createRepository(bookshop, 'shop');
	using lending = createRepository(library, 'lending');
	await using first = await startLintel({ repo: shop.folder, data: shop.data });
	// The second one hands its folder over, prints where, and ends.
	await using second = await startLintel({ repo: lending.folder, data: shop.data });
	expect(second.origin).toBe(first.origin);
	expect(second.slug).not.toBe(first.slug);

	await using ada = await openVisitor();
	const other = await ada.context.newPage();
	await foundWorkspace(ada.page, first.link, 'Ada');
	await foundWorkspace(other, second.link, 'Ada at the library');
	for (const [page, title] of [
		[ada.page, /Sign in with email/],
		[other, /Lend a book/],
	] as const) {
		await openPlace(page, 'Stories');
		await page.getByRole('link', { name: title }).first().click();
		await page.getByRole('textbox', { name: 'Criterion 1' }).click();
		await page.keyboard.press('End');
		await page.keyboard.type(', in its own place');
		await savedOnRelay(page);
	}

	await expect
		.poll(() => shop.read('user_stories.md'))
		.toContain('reaches their shelf, in its own place');
	await expect
		.poll(() => lending.read('user_stories.md'))
		.toContain('gone from the shelf, in its own place');
	expect(shop.read('user_stories.md')).not.toContain('Lend a book');
	await ada.page.goto(first.origin);
	await ada.page.getByRole('link', { name: /shop/ }).waitFor();
	await ada.page.getByRole('link', { name: /lending/ }).waitFor();
});
