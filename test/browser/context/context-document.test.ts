import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { ContextId } from '#shared/id.ts';
import ContextStage from '#test/browser/world/ContextStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

function shop() {
	const world = new World();
	const { edit } = world.workspace;
	const accounts = edit.addContext({ name: 'Accounts', entity: 'Account' });
	const orders = edit.addContext({ name: 'Orders', entity: 'Order' });
	const checkout = edit.addContext({ name: 'Checkout', type: 'coordination' });
	const signIn = edit.addStory({ title: 'Sign in' });
	edit.addDependency(checkout, orders);
	edit.addDependency(orders, accounts);
	return { world, accounts, orders, checkout, signIn };
}

async function open(world: World, id: ContextId) {
	await render(ContextStage, { workspace: world.workspace, shows: 'document', id });
}

test('a dependency that would close a cycle is refused with its path, and nothing is stored', async () => {
	const { world, accounts, checkout } = shop();
	await open(world, accounts);
	await page.getByRole('button', { name: 'Add a dependency' }).click();
	const cycle = page.getByRole('option', { name: /Checkout/ });
	await expect
		.element(cycle.getByText('Would close a cycle: Accounts → Checkout → Orders → Accounts'))
		.toBeVisible();
	await expect.element(cycle).toHaveAttribute('aria-disabled', 'true');
	expect(world.workspace.context(accounts)?.dependencies).toEqual([]);
	expect(world.workspace.context(checkout)?.dependencies).toHaveLength(1);
});

test('a dependency is picked with the keyboard, and taken back', async () => {
	const { world, accounts, checkout } = shop();
	await open(world, checkout);
	await page.getByRole('button', { name: 'Add a dependency' }).click();
	await userEvent.keyboard('acc{Enter}');
	await expect.element(page.getByRole('link', { name: 'Accounts' })).toBeVisible();
	expect(world.workspace.context(checkout)?.dependencies).toContain(accounts);
	await page.getByRole('button', { name: 'Remove the dependency on Accounts' }).click();
	expect(world.workspace.context(checkout)?.dependencies).not.toContain(accounts);
});

test('a domain that depends on a domain is warned of', async () => {
	const { world, orders } = shop();
	await open(world, orders);
	await expect
		.element(page.getByText('A domain that depends on a domain', { exact: false }))
		.toBeVisible();
});

test('a story that another context satisfies says so before and after it is linked', async () => {
	const { world, accounts, orders, signIn } = shop();
	world.workspace.edit.linkStory(orders, signIn);
	await open(world, accounts);
	await page.getByRole('button', { name: 'Link a story' }).click();
	const choice = page.getByRole('option', { name: /Sign in/ });
	await expect.element(choice.getByText('Satisfied by Orders')).toBeVisible();
	await choice.click();
	await expect.element(page.getByText('Also satisfied by', { exact: false })).toBeVisible();
	expect(world.workspace.context(accounts)?.stories).toEqual([signIn]);
});

test('[UI20] Enter leads from the name to the responsibilities', async () => {
	const { world, accounts } = shop();
	await open(world, accounts);
	await page.getByRole('textbox', { name: 'Name', exact: true }).click();
	await userEvent.keyboard(' and more{Enter}Keeps who somebody is.');
	expect(world.workspace.context(accounts)).toMatchObject({
		name: 'Accounts and more',
		responsibilities: 'Keeps who somebody is.',
	});
});

test('what others type in the responsibilities appears while one types oneself', async () => {
	const { world, accounts } = shop();
	await open(world, accounts);
	const field = page.getByRole('textbox', { name: 'Responsibilities' });
	await field.click();
	await userEvent.keyboard('Sign-in.');
	const text = world.workspace.textOf(accounts, 'responsibilities');
	text.insert(0, 'Sessions. ');
	await userEvent.keyboard(' Lockout.');
	await expect.element(field).toHaveValue('Sessions. Sign-in. Lockout.');
	expect(world.workspace.context(accounts)?.responsibilities).toBe('Sessions. Sign-in. Lockout.');
});

test('a component is added, named and typed in the table', async () => {
	const { world, accounts } = shop();
	await open(world, accounts);
	await page.getByRole('button', { name: 'Add a component' }).click();
	await userEvent.keyboard('Session{Tab}');
	await page.getByRole('combobox', { name: /^Type of/ }).fill('service');
	await page.getByRole('textbox', { name: /^Code file of/ }).fill('src/accounts/session.ts');
	await userEvent.tab();
	expect(world.workspace.context(accounts)?.components).toMatchObject([
		{ name: 'Session', type: 'service', code: 'src/accounts/session.ts' },
	]);
	await expect.element(page.getByRole('link', { name: /Write the design/ })).toBeVisible();
});

test('an approved context opens for reading, and Revise opens it for writing', async () => {
	const { world, accounts } = shop();
	world.stand(accounts, { phase: 'approved' });
	await open(world, accounts);
	expect(page.getByRole('textbox', { name: 'Name' }).query()).toBeNull();
	await page.getByRole('button', { name: /Revise/ }).click();
	await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus();
});

test('a draft is deleted; what the log speaks of is not offered to be', async () => {
	const { world, accounts } = shop();
	await open(world, accounts);
	await expect.element(page.getByRole('button', { name: 'Delete this draft' })).toBeVisible();
	world.history = [
		{
			event: 'a'.repeat(64),
			type: 'submitted',
			at: '2026-11-22T08:00:00.000Z',
			by: 'Ada',
			words: 'Submitted',
			assurance: 'device',
			provisional: false,
			revision: null,
			notCounted: null,
			reason: null,
		},
	];
	await expect
		.poll(() => page.getByRole('button', { name: 'Delete this draft' }).query())
		.toBeNull();
});
