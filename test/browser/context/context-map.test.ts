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
	edit.addDependency(checkout, orders);
	edit.addDependency(orders, accounts);
	edit.linkStory(accounts, edit.addStory({ title: 'Sign in' }));
	return { world, accounts, orders, checkout };
}

function graph({ workspace }: World) {
	return render(ContextStage, { workspace, shows: 'map' });
}

test('every context is a link in the graph, with its state, what it owns and what it holds', async () => {
	const { world, accounts } = shop();
	world.stand(accounts, { phase: 'approved' });
	await graph(world);
	const node = page.getByRole('link', { name: /Accounts/ });
	await expect.element(node).toBeVisible();
	await expect.element(node).toHaveAttribute('href', `/w/bookshop-abc123/map/${accounts}`);
	await expect.element(node.getByText('Domain · owns Account')).toBeVisible();
	await expect.element(node.getByText('1 story · 0 components')).toBeVisible();
	await expect.element(node.getByRole('img', { name: 'Approved' })).toBeInTheDocument();
});

test('every dependency is an arrow that says which way it goes', async () => {
	const { world } = shop();
	await graph(world);
	await expect
		.element(page.getByRole('img', { name: 'Checkout depends on Orders' }))
		.toBeInTheDocument();
	await expect
		.element(page.getByRole('img', { name: 'Orders depends on Accounts' }))
		.toBeInTheDocument();
});

test('what depends on something stands left of it, and words move nothing', async () => {
	const { world, accounts, orders } = shop();
	await graph(world);
	const left = async (name: string) => {
		const node = page.getByRole('link', { name: new RegExp(name) });
		await expect.element(node).toBeVisible();
		return node.element().getBoundingClientRect().left;
	};
	const before = await left('Orders');
	expect(before).toBeLessThan(await left('Accounts'));
	expect(await left('Checkout')).toBeLessThan(before);
	world.workspace.edit.updateContext(orders, { name: 'Orders and returns' });
	world.workspace.edit.updateContext(accounts, { responsibilities: 'Much more than before.' });
	expect(await left('Orders and returns')).toBe(before);
});

test('[MV5] pointing at a context dims what it does not touch', async () => {
	const { world } = shop();
	world.workspace.edit.addContext({ name: 'Mail' });
	await graph(world);
	await page.getByRole('link', { name: /Accounts/ }).hover();
	await expect.element(page.getByRole('link', { name: /Mail/ })).toHaveClass(/apart/);
	await expect.element(page.getByRole('link', { name: /Checkout/ })).toHaveClass(/through/);
	await expect.element(page.getByRole('link', { name: /Orders/ })).toHaveClass(/direct/);
});

test('the nodes of the graph are reached with Tab', async () => {
	const { world } = shop();
	await graph(world);
	await expect.element(page.getByRole('link', { name: /Accounts/ })).toBeVisible();
	const names = new Set<string>();
	for (let n = 0; n < 8; n++) {
		await userEvent.tab();
		const name = document.activeElement?.querySelector('strong')?.textContent;
		if (name) names.add(name);
	}
	expect([...names].toSorted()).toEqual(['Accounts', 'Checkout', 'Orders']);
});

test('a name that looks like HTML is shown as it was written', async () => {
	const { world, accounts } = shop();
	world.workspace.edit.updateContext(accounts, { name: '<img src=x onerror=alert(1)>' });
	await graph(world);
	await expect.element(page.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
	expect(document.querySelector('img[src="x"]')).toBeNull();
});

test('the list holds the same contexts and walks with the arrow keys', async () => {
	const { world } = shop();
	await render(ContextStage, { workspace: world.workspace, shows: 'list' });
	const links = page.getByRole('list', { name: 'Contexts' }).getByRole('link');
	await expect.element(links.nth(2).getByText('Depends on Orders')).toBeVisible();
	const first = links.nth(0).element();
	if (first instanceof HTMLElement) first.focus();
	await userEvent.keyboard('{ArrowDown}');
	await expect.element(links.nth(1)).toHaveFocus();
	await userEvent.keyboard('{End}');
	await expect.element(links.nth(2)).toHaveFocus();
});

test('a map without contexts says what one is', async () => {
	await render(ContextStage, { workspace: new World().workspace, shows: 'map' });
	await expect.element(page.getByRole('heading', { name: 'No context yet' })).toBeVisible();
	await expect.element(page.getByRole('button', { name: /Add the first context/ })).toBeVisible();
});

test('a viewer may look at the map, and is offered no change', async () => {
	const { world } = shop();
	world.role = 'viewer';
	await render(ContextStage, { workspace: world.workspace, shows: 'map' });
	await expect.element(page.getByRole('link', { name: /Accounts/ })).toBeVisible();
	expect(page.getByRole('button', { name: 'Add a context' }).query()).toBeNull();
});

test('the graph and the list are two looks at one map', async () => {
	const { world } = shop();
	await render(ContextStage, { workspace: world.workspace, shows: 'map' });
	await expect.element(page.getByText('Draft').first()).toBeInTheDocument();
	await userEvent.keyboard('l');
	await expect.element(page.getByRole('list', { name: 'Contexts' })).toBeVisible();
});

test('a dependency drawn in the graph is stored', async () => {
	const { world, accounts, checkout } = shop();
	await drawOn(world, checkout, accounts);
	await expect.poll(() => world.workspace.context(checkout)?.dependencies).toContain(accounts);
});

test('[MV3] one that would close a cycle is refused with its path, and nothing is stored', async () => {
	const { world, accounts, checkout } = shop();
	await drawOn(world, accounts, checkout);
	const path = 'Accounts → Checkout → Orders → Accounts';
	const said = () => page.getByRole('alert').query()?.textContent;
	await expect.poll(said).toContain(path);
	expect(world.workspace.context(accounts)?.dependencies).toEqual([]);
});

/** Shows the map and drags from a node's handle to another node. */
async function drawOn({ workspace }: World, from: ContextId, to: ContextId) {
	await page.viewport(1280, 800);
	await render(ContextStage, { workspace, shows: 'map' });
	await expect.element(page.getByRole('link', { name: /Accounts/ })).toBeVisible();
	const handle = document.querySelector(`.svelte-flow__node[data-id="${from}"] .source`);
	const target = document.querySelector(`.svelte-flow__node[data-id="${to}"] a`);
	if (handle === null || target === null) throw new Error('Both nodes are on the map.');
	await userEvent.hover(page.elementLocator(handle.parentElement ?? handle));
	await userEvent.dragAndDrop(handle, target, { steps: 8 });
}
