import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import * as Y from 'yjs';
import { drag, nodeOf, shop, showMap } from '#test/browser/world/map-steps.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

test('[MV1] a dragged context stands there, the others are kept where they stood, undo takes it back', async () => {
	const { world, accounts, orders } = shop();
	await showMap(world);
	const { map } = world.workspace;
	expect(map.positions.size).toBe(0);
	const before = nodeOf(accounts).getBoundingClientRect();
	await drag(accounts, { x: 40, y: 160 });
	await expect.poll(() => map.positions.size).toBe(3);
	const moved = map.positions.get(accounts);
	const others = map.positions.get(orders);
	expect(nodeOf(accounts).getBoundingClientRect().top).toBeGreaterThan(before.top + 100);
	expect(location.pathname).not.toContain(accounts);
	await userEvent.keyboard('{Control>}z{/Control}');
	await expect.poll(() => map.positions.get(accounts)).not.toEqual(moved);
	expect(map.positions.get(orders)).toEqual(others);
	await expect.poll(() => nodeOf(accounts).getBoundingClientRect().top).toBe(before.top);
});

test('[MV2] a context that is added moves no other', async () => {
	const { world, accounts, orders, checkout } = shop();
	await showMap(world);
	const ids = [accounts, orders, checkout];
	const places = () =>
		ids.map((id) => nodeOf(id).closest('.svelte-flow__node')?.getAttribute('style'));
	const before = places();
	const mail = world.workspace.edit.addContext({ name: 'Mail' });
	world.workspace.edit.addDependency(accounts, mail);
	await expect.element(page.getByRole('link', { name: /Mail/ })).toBeVisible();
	expect(places()).toEqual(before);
});

test('[MV4] arrows walk, with Shift they move, and it is said', async () => {
	const { world, accounts, orders } = shop();
	await showMap(world);
	nodeOf(accounts).focus();
	await userEvent.keyboard('{ArrowLeft}');
	expect(document.activeElement).toBe(nodeOf(orders));
	const { left } = nodeOf(orders).getBoundingClientRect();
	await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
	await expect.poll(() => nodeOf(orders).getBoundingClientRect().left).toBeGreaterThan(left + 20);
	await expect.element(page.getByText('Orders moved right.')).toBeInTheDocument();
	expect(document.activeElement).toBe(nodeOf(orders));
});

test('[MV4] D draws a dependency to where Enter is pressed, and says what it would mean', async () => {
	const { world, accounts, checkout } = shop();
	await showMap(world);
	nodeOf(checkout).focus();
	await userEvent.keyboard('d');
	await expect.element(page.getByText('What does Checkout depend on?')).toBeVisible();
	nodeOf(accounts).focus();
	await expect.element(page.getByText('Checkout → Accounts.')).toBeVisible();
	await userEvent.keyboard('{Enter}');
	await expect.poll(() => world.workspace.context(checkout)?.dependencies).toContain(accounts);
	nodeOf(accounts).focus();
	await userEvent.keyboard('d');
	nodeOf(checkout).focus();
	await expect.element(page.getByText(/Would close a cycle: Accounts → Checkout/)).toBeVisible();
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByRole('alert')).toBeVisible();
	expect(world.workspace.context(accounts)?.dependencies).toEqual([]);
});

test('[MV1] contexts that are picked with Shift move together, by pointer and by keys', async () => {
	const { world, accounts, orders, checkout } = shop();
	await showMap(world);
	const { map } = world.workspace;
	for (const name of ['Accounts', 'Orders'])
		await page.getByRole('link', { name: new RegExp(name) }).click({ modifiers: ['Shift'] });
	expect(nodeOf(accounts)).toHaveClass(/picked/);
	expect(nodeOf(orders)).toHaveClass(/picked/);
	await drag(accounts, { x: 40, y: 160 });
	await expect.poll(() => map.positions.size).toBe(3);
	const [one, other, still] = [accounts, orders, checkout].map((id) => map.positions.get(id));
	nodeOf(orders).focus();
	await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
	await expect.poll(() => map.positions.get(orders)?.y).toBe((other?.y ?? 0) + 16);
	expect(map.positions.get(accounts)).toEqual({ x: one?.x, y: (one?.y ?? 0) + 16 });
	expect(map.positions.get(checkout)).toEqual(still);
	expect(one?.y).toBe(other?.y);
});

test('[MV6] archived contexts are off the map until they are asked for', async () => {
	const { world, accounts } = shop();
	await showMap(world);
	world.stand(accounts, { phase: 'archived' });
	await expect.poll(() => page.getByRole('link', { name: /Accounts/ }).query()).toBeNull();
	await page.getByRole('button', { name: 'More for the map' }).click();
	await page.getByText('Show archived contexts').click();
	await expect.element(page.getByRole('link', { name: /Accounts/ })).toBeVisible();
});

test('[MV7] two people who drag at once both have their way', async () => {
	const { world, accounts, orders } = shop();
	const there = new World();
	const docs = ['contexts', 'layout'].map((name) =>
		[world, there].map(({ replicas }) => replicas.of(name).doc),
	);
	const exchange = () => {
		for (const [one, other] of docs) {
			if (one === undefined || other === undefined) continue;
			Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
			Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
		}
	};
	exchange();
	await showMap(world);
	await drag(accounts, { x: 0, y: 120 });
	there.workspace.map.place(new Map([[orders, { x: -80, y: -160 }]]));
	const mine = world.workspace.map.positions.get(accounts);
	exchange();
	await expect.poll(() => world.workspace.map.positions.get(orders)).toEqual({ x: -80, y: -160 });
	expect(there.workspace.map.positions.get(accounts)).toEqual(mine);
	expect([...there.workspace.map.positions]).toEqual([...world.workspace.map.positions]);
});

test('[MV8] a node says what it depends on and what uses it', async () => {
	const { world, orders } = shop();
	await showMap(world);
	const id = nodeOf(orders).getAttribute('aria-describedby') ?? '';
	expect(document.getElementById(id)?.textContent).toBe('Depends on Accounts. Used by Checkout.');
});

test('[MV9] health says how the map is, and shows what it speaks of', async () => {
	const { world, accounts } = shop();
	await showMap(world);
	await page.getByRole('button', { name: /to look at/ }).click();
	const health = page.getByRole('dialog', { name: 'How the map is' });
	await expect.element(health.getByText(/^The map has/)).toBeVisible();
	await health
		.getByRole('button', { name: 'Orders depends on Accounts, domain on domain' })
		.click();
	expect(nodeOf(accounts)).toHaveClass(/own/);
	await expect.element(page.getByRole('link', { name: /Checkout/ })).toHaveClass(/apart/);
});

test('[MV10] whoever may only read moves and draws nothing', async () => {
	const { world, accounts } = shop();
	world.role = 'viewer';
	await showMap(world);
	await drag(accounts, { x: 40, y: 160 });
	nodeOf(accounts).focus();
	await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}d');
	expect(world.workspace.map.positions.size).toBe(0);
	expect(page.getByText('What does Accounts depend on?').query()).toBeNull();
});

test('[MV11] a map that a smaller window would leave out of sight is shown anew', async () => {
	const world = new World();
	const accounts = world.workspace.edit.addContext({ name: 'Accounts', entity: 'Account' });
	await showMap(world);
	await page.viewport(390, 844);
	const middle = () => {
		const { left, right } = nodeOf(accounts).getBoundingClientRect();
		return (left + right) / 2;
	};
	await expect.poll(middle).toBeLessThan(390);
	expect(middle()).toBeGreaterThan(0);
});
