import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { bookshop, openDesign } from '#test/browser/world/design-world.ts';

const TEXT = '# Session\n\n';

/** Types at the end of the text; `[` is itself. */
async function typeAtEnd(words: string) {
	await userEvent.keyboard('{Control>}{End}{/Control}');
	await userEvent.keyboard(words.replaceAll('[', '[['));
}

const list = () => page.getByRole('listbox');

/** Takes what the list offers first; one that has just opened does not take keys yet. */
async function accept(more = '') {
	await new Promise((resolve) => setTimeout(resolve, 80));
	await userEvent.keyboard(`{Enter}${more}`);
}

test('[DE4] `[[` finds a component by a few letters and writes a reference with its id', async () => {
	const { world, session, lockout } = bookshop(TEXT);
	const editor = await openDesign(world, session);
	await editor.click();
	await typeAtEnd('See [[lock');
	const option = list().getByRole('option').first();
	await expect.poll(() => option.element().textContent).toContain('Component in Accounts');
	await expect.element(option.getByRole('img', { name: 'Draft' })).toBeVisible();
	await accept(' for it.');
	const reference = `[[Accounts.Lockout]]<!-- ${lockout} -->`;
	expect(world.workspace.designText(session)).toBe(`${TEXT}See ${reference} for it.`);
	expect(editor.element().textContent).not.toContain('<!--');
});

test('[DE4] inside a story its criteria are offered', async () => {
	const { world, session, story } = bookshop(TEXT);
	const editor = await openDesign(world, session);
	await editor.click();
	await typeAtEnd('[[sign');
	await expect.element(list().getByText('Sign in with email')).toBeVisible();
	await typeAtEnd(' in with email > five');
	await expect.element(list().getByText('Five wrong ones lock sign-in')).toBeVisible();
	await accept();
	const criterion = world.workspace.story(story)?.criteria[1]?.id;
	expect(world.workspace.designText(session)).toBe(
		`${TEXT}[[Sign in with email > Five wrong ones lock sign-in]]<!-- ${criterion} -->`,
	);
});

test('[DE4] taking back the end of a reference takes its id along', async () => {
	const { world, session, accounts } = bookshop(TEXT);
	world.workspace.edit.setDesign(session, `${TEXT}[[Accounts]]<!-- ${accounts} -->`);
	const editor = await openDesign(world, session);
	await editor.click();
	await userEvent.keyboard('{Control>}{End}{/Control}{Backspace}');
	expect(world.workspace.designText(session)).toBe(`${TEXT}[[Accounts]`);
});

test('[DE5] a reference shows what it means, by the name of today, and one to nothing looks so', async () => {
	const { world, session, story } = bookshop('');
	const text = `${TEXT}[[Enter]]<!-- ${story} --> and [[Nowhere]].\n`;
	world.workspace.edit.setDesign(session, text);
	world.stand(story, { phase: 'approved', standing: 'suspect' });
	await openDesign(world, session);
	const unresolved = document.querySelectorAll('.cm-reference-unresolved');
	expect([...unresolved].map(({ textContent }) => textContent)).toEqual(['[[Nowhere]]']);
	await page.getByText('[[Enter]]').hover();
	await expect.element(page.getByRole('heading', { name: 'Sign in with email' })).toBeVisible();
	await expect.element(page.getByText(/^Approved, suspect/)).toBeVisible();
	await expect.element(page.getByText(/As a returning reader/)).toBeVisible();
});

test('[DE6] the front matter offers types, contexts and criteria by their words', async () => {
	const { world, session, accounts, story } = bookshop('');
	const written = `---\nid: ${session}\n---\n# Session\n`;
	world.workspace.edit.setDesign(session, written);
	const editor = await openDesign(world, session);
	await page.getByRole('button', { name: 'Front matter' }).click();
	await editor.getByText(`id: ${session}`).click();
	await userEvent.keyboard('{End}{Enter}type: serv');
	await list().getByText('service').click();
	await userEvent.keyboard('{Enter}context: acc');
	await expect.element(list().getByText('Accounts')).toBeVisible();
	await accept('{Enter}criteria: [[five');
	await expect.element(list().getByText('Five wrong ones lock sign-in')).toBeVisible();
	await accept(']');
	const criterion = world.workspace.story(story)?.criteria[1]?.id;
	expect(world.workspace.designText(session)).toBe(
		`---\nid: ${session}\ntype: service\ncontext: ${accounts}\ncriteria: [${criterion}]\n---\n# Session\n`,
	);
});

test('[DE6] test assertions offer the functions that have a signature', async () => {
	const text =
		'# S\n\n## Public API\n\n```ts\nexport function openSession(): void\n```\n\n### `close/1`\n\n## Test Assertions\n\n';
	const { world, session } = bookshop(text);
	const editor = await openDesign(world, session);
	await editor.click();
	await typeAtEnd('- op');
	await expect.element(list().getByText('openSession')).toBeVisible();
	await accept(' holds{Enter}cl');
	await expect.element(list().getByText('close')).toBeVisible();
	await accept();
	expect(world.workspace.designText(session)).toBe(`${text}- openSession holds\n- close`);
});
