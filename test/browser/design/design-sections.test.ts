import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { missingSections } from '#client/features/design/missing-sections.ts';
import ContextStage from '#test/browser/world/ContextStage.svelte';
import { bookshop, openDesign } from '#test/browser/world/design-world.ts';

const TEXT = '# Session\n\n## Purpose\n\nKeeps.\n\n## Test Assertions\n\n- it keeps\n';

async function outline() {
	const button = page.getByRole('button', { name: 'Outline', exact: true });
	if (button.query()) await button.click();
	return page.getByRole('navigation', { name: 'Outline' });
}

test('[DE10] the outline follows the caret', async () => {
	await page.viewport(1440, 900);
	const { world, session } = bookshop(TEXT);
	const editor = await openDesign(world, session);
	const headings = await outline();
	await editor.getByText('Keeps.').click();
	const here = headings.getByRole('button', { name: 'Purpose' });
	await expect.element(here).toHaveAttribute('aria-current', 'location');
	await userEvent.keyboard('{Control>}{End}{/Control}');
	await expect.element(here).not.toHaveAttribute('aria-current');
});

test('[DE10] a missing section is put where the template has it, and undo takes it back', async () => {
	await page.viewport(1440, 900);
	const { world, session } = bookshop(TEXT);
	world.checks = true;
	const editor = await openDesign(world, session);
	await outline();
	const missing = page.getByRole('region', { name: 'Missing sections' });
	await missing.getByRole('button', { name: /Public API/ }).click();
	const text = world.workspace.designText(session);
	expect(text).toMatch(/Keeps\.\n\n## Public API\n[\s\S]*## Test Assertions/);
	await expect.element(missing.getByRole('button', { name: /Public API/ })).not.toBeInTheDocument();
	await editor.click();
	await userEvent.keyboard('{Control>}z{/Control}');
	expect(world.workspace.designText(session)).toBe(TEXT);
});

test('[DE11] a design starts from the template of the type that is chosen, shown before', async () => {
	const { world, session } = bookshop('');
	await render(ContextStage, { workspace: world.workspace, shows: 'designs', id: session });
	const shown = page.getByRole('region', { name: 'What it starts with' });
	await expect.element(shown.getByText('Public API')).toBeVisible();
	await page.getByLabelText('Its type').selectOptions('schema');
	await expect.element(shown.getByText('Fields', { exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'Write the design' }).click();
	await expect.element(page.getByRole('textbox', { name: 'Session, Markdown' })).toBeVisible();
	const text = world.workspace.designText(session);
	expect(text).toContain('type: schema');
	expect(text).toContain('## Fields');
	expect(world.workspace.contexts[0]?.components[0]?.type).toBe('schema');
});

test('[DE11] the type of a design is changed in its text and on the map at once', async () => {
	const { world, session } = bookshop(TEXT);
	await openDesign(world, session);
	await page.getByLabelText('Type', { exact: true }).selectOptions('service');
	await expect.poll(() => world.workspace.designText(session)).toContain('type: service');
	expect(world.workspace.contexts[0]?.components[0]?.type).toBe('service');
});

test('[DE13] a design is given to another context by keyboard, on the map and in its text', async () => {
	const { world, accounts, session } = bookshop(TEXT);
	world.workspace.edit.addContext({ name: 'Doors', entity: 'Door' });
	await openDesign(world, session);
	const move = page.getByRole('button', { name: 'Move to another context' });
	const button = move.element();
	if (button instanceof HTMLElement) button.focus();
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByPlaceholder('Move to another context')).toHaveFocus();
	await userEvent.keyboard('door{Enter}');
	const [old, doors] = world.workspace.contexts;
	await expect.poll(() => world.workspace.designText(session)).toContain(`context: ${doors?.id}`);
	expect(old?.id).toBe(accounts);
	expect(old?.components.map(({ name }) => name)).toEqual(['Lockout']);
	expect(world.workspace.contexts[1]?.components).toMatchObject([{ id: session, name: 'Session' }]);
	await expect.element(page.getByRole('link', { name: 'Doors', exact: true })).toBeVisible();
});

test('[DE14] missing sections are inserted one after another from the keyboard', async () => {
	const { world, session } = bookshop(TEXT);
	world.checks = true;
	await openDesign(world, session);
	const missing = () => missingSections(world.workspace, session).length;
	await expect.poll(missing).toBeGreaterThan(1);
	await userEvent.keyboard('i');
	await expect.poll(() => world.workspace.designText(session)).toContain('## Public API');
	await expect.element(page.getByRole('textbox', { name: 'Session, Markdown' })).toHaveFocus();
	const once = world.workspace.designText(session);
	// In the text it is a letter; outside of it the next section comes.
	await userEvent.keyboard('{Escape}');
	const focused = document.activeElement;
	if (focused instanceof HTMLElement) focused.blur();
	await userEvent.keyboard('i');
	await expect.poll(() => world.workspace.designText(session)).not.toBe(once);
});
