import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ben, bookshop, openDesign } from '#test/browser/world/design-world.ts';

const TEXT = [
	'# Session',
	'',
	'## Purpose',
	'',
	'<!-- hint: One paragraph: why this exists. -->',
	'',
	'## Public API',
	'',
	'Opens and closes.',
	'',
].join('\n');

test('[DE1] a hint reads as a placeholder, and goes as soon as someone writes in its section', async () => {
	const { world, session } = bookshop(TEXT);
	const editor = await openDesign(world, session);
	await expect.element(page.getByText('One paragraph: why this exists.')).toBeVisible();
	expect(editor.element().textContent).not.toContain('<!--');
	await page.getByText('One paragraph: why this exists.').click();
	await userEvent.keyboard('Keeps readers in.');
	const written = TEXT.replace(
		'<!-- hint: One paragraph: why this exists. -->',
		'Keeps readers in.',
	);
	expect(world.workspace.designText(session)).toBe(written);
});

test('[DE1] writing beside a hint takes its line out, and one undo brings both back', async () => {
	const { world, session } = bookshop(TEXT);
	await openDesign(world, session);
	await page.getByText('## Purpose').click();
	await userEvent.keyboard('{End}{ArrowDown}K');
	expect(world.workspace.designText(session)).toBe(
		'# Session\n\n## Purpose\nK\n\n## Public API\n\nOpens and closes.\n',
	);
	await userEvent.keyboard('{Control>}z{/Control}');
	expect(world.workspace.designText(session)).toBe(TEXT);
});

test('[DE1] another’s writing takes no hint out here, and writing elsewhere leaves it', async () => {
	const { world, session } = bookshop(TEXT);
	const editor = await openDesign(world, session);
	ben(world, session).text.insert(TEXT.indexOf('\n## Public'), 'B');
	await editor.click();
	await userEvent.keyboard('{Control>}{End}{/Control}more');
	expect(world.workspace.designText(session)).toContain('hint:');
});

test('[DE2] a list goes on by itself, and ends with an empty point', async () => {
	const { world, session } = bookshop('');
	world.workspace.edit.setDesign(session, '# S\n\n');
	const editor = await openDesign(world, session);
	await editor.click();
	await userEvent.keyboard('{Control>}{End}{/Control}- one{Enter}two{Enter}{Enter}after');
	expect(world.workspace.designText(session)).toMatch(/^# S\n\n- one\n- two\n+after$/);
});

test('[DE2] bold, italic, code, link and headings go on and off by keyboard', async () => {
	const { world, session } = bookshop('word');
	const editor = await openDesign(world, session);
	await editor.click();
	const press = async (keys: string) => {
		await userEvent.keyboard(`{Control>}{Home}{/Control}${keys}`);
		return world.workspace.designText(session);
	};
	const bold = '{Control>}b{/Control}';
	expect(await press(bold)).toBe('**word**');
	await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
	await userEvent.keyboard(bold);
	expect(world.workspace.designText(session)).toBe('word');
	expect(await press('{Control>}i{/Control}')).toBe('_word_');
	await userEvent.keyboard('{Control>}z{/Control}');
	expect(await press('{Control>}{Shift>}k{/Shift}{/Control}x')).toBe('[word](x)');
	await userEvent.keyboard('{Control>}z{/Control}');
	expect(await press('{Control>}{Alt>}2{/Alt}{/Control}')).toBe('## word');
	expect(await press('{Control>}{Alt>}2{/Alt}{/Control}')).toBe('word');
});

test('[DE3] a section folds by its gutter and by keyboard, and all fold at once', async () => {
	const { world, session } = bookshop(TEXT);
	const editor = await openDesign(world, session);
	await page.getByText('## Public API').click();
	await userEvent.keyboard('{Control>}{Shift>}{{{/Shift}{/Control}');
	await expect.element(page.getByText('Opens and closes.')).not.toBeInTheDocument();
	await page.getByRole('button', { name: '2 lines' }).click();
	await expect.element(page.getByText('Opens and closes.')).toBeVisible();
	await userEvent.keyboard('{Control>}{Alt>}[[{/Alt}{/Control}');
	await expect.element(page.getByText('Opens and closes.')).not.toBeInTheDocument();
	await expect.element(page.getByText('One paragraph')).not.toBeInTheDocument();
	await expect.element(editor.getByText(/^## Purpose/)).toBeVisible();
	await userEvent.keyboard('{Control>}{Alt>}]{/Alt}{/Control}');
	await expect.element(page.getByText('Opens and closes.')).toBeVisible();
});
