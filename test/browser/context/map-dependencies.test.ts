import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ContextId } from '#shared/id.ts';
import { nodeOf, shop, showMap } from '#test/browser/world/map-steps.ts';

/** In pixels from the map's corner; null until the line is drawn. */
function middleOf(from: ContextId, to: ContextId): DOMPoint | null {
	const line = document.querySelector(`[data-id="${from}-${to}"] path`);
	const map = document.querySelector('.svelte-flow');
	if (!(line instanceof SVGPathElement) || map === null) return null;
	const { x, y } = line
		.getPointAtLength(line.getTotalLength() / 2)
		.matrixTransform(line.getScreenCTM() ?? new DOMMatrix());
	const { left, top } = map.getBoundingClientRect();
	return new DOMPoint(x - left, y - top);
}

/** Lines are drawn after their nodes, and the map fits its frame then: what is clicked stands still. */
async function clickLine(from: ContextId, to: ContextId) {
	const seen: { at: DOMPoint | null } = { at: null };
	const stands = () => {
		const before = seen.at;
		seen.at = middleOf(from, to);
		return seen.at !== null && seen.at.x === before?.x && seen.at.y === before.y;
	};
	await expect.poll(stands, { interval: 100 }).toBe(true);
	const map = document.querySelector('.svelte-flow');
	if (map === null || seen.at === null) throw new Error('The map is there.');
	const { x, y } = seen.at;
	await userEvent.click(map, { position: { x, y } });
}

test('[MV12] a line that is clicked says what it is, and goes with the Delete key', async () => {
	const { world, accounts, orders } = shop();
	await showMap(world);
	await clickLine(orders, accounts);
	await expect.element(page.getByText('Orders depends on Accounts.')).toBeVisible();
	await userEvent.keyboard('{Delete}');
	await expect.poll(() => world.workspace.context(orders)?.dependencies).toEqual([]);
	await expect.element(page.getByText(/Orders depends on Accounts no more/)).toBeInTheDocument();
	await userEvent.keyboard('{Control>}z{/Control}');
	await expect.poll(() => world.workspace.context(orders)?.dependencies).toEqual([accounts]);
});

test('[MV12] a finger removes it with a button', async () => {
	const { world, accounts, orders } = shop();
	await showMap(world);
	await clickLine(orders, accounts);
	await page.getByRole('button', { name: 'Remove' }).click();
	await expect.poll(() => world.workspace.context(orders)?.dependencies).toEqual([]);
	expect(page.getByRole('button', { name: 'Remove' }).query()).toBeNull();
});

test('[MV12] X walks along the lines of a context, Delete removes, Escape lets go', async () => {
	const { world, accounts, orders, checkout } = shop();
	await showMap(world);
	nodeOf(orders).focus();
	await userEvent.keyboard('x');
	await expect.element(page.getByText('Orders depends on Accounts.')).toBeVisible();
	await userEvent.keyboard('x');
	await expect.element(page.getByText('Checkout depends on Orders.')).toBeVisible();
	await userEvent.keyboard('{Escape}');
	await expect.poll(() => page.getByText('Checkout depends on Orders.').query()).toBeNull();
	await userEvent.keyboard('{Delete}');
	expect(world.workspace.context(checkout)?.dependencies).toEqual([orders]);
	await userEvent.keyboard('x{Delete}');
	await expect.poll(() => world.workspace.context(orders)?.dependencies).toEqual([]);
	expect(world.workspace.context(checkout)?.dependencies).toEqual([orders]);
	expect(document.activeElement).toBe(nodeOf(orders));
	nodeOf(accounts).focus();
	await userEvent.keyboard('x');
	await expect.element(page.getByText('Accounts has no dependency.')).toBeInTheDocument();
});

test('[MV4] D and Enter at what a context depends on already take the dependency away', async () => {
	const { world, accounts, orders } = shop();
	await showMap(world);
	nodeOf(orders).focus();
	await userEvent.keyboard('d');
	nodeOf(accounts).focus();
	await expect
		.element(page.getByText('Orders depends on Accounts already. Enter removes it.'))
		.toBeVisible();
	await userEvent.keyboard('{Enter}');
	await expect.poll(() => world.workspace.context(orders)?.dependencies).toEqual([]);
});

test('[MV12] what somebody else removes is picked no more', async () => {
	const { world, accounts, orders } = shop();
	await showMap(world);
	await clickLine(orders, accounts);
	await expect.element(page.getByRole('button', { name: 'Remove' })).toBeVisible();
	world.workspace.edit.removeDependency(orders, accounts);
	await expect.poll(() => page.getByRole('button', { name: 'Remove' }).query()).toBeNull();
});

test('[MV12] a dependency of what is no draft stays, with the reason', async () => {
	const { world, accounts, orders } = shop();
	world.stand(orders, { phase: 'approved' });
	await showMap(world);
	await clickLine(orders, accounts);
	await expect.element(page.getByText('Orders depends on Accounts.')).toBeVisible();
	await userEvent.keyboard('{Delete}');
	await expect.element(page.getByRole('alert')).toBeVisible();
	expect(world.workspace.context(orders)?.dependencies).toEqual([accounts]);
});

test('[MV10] whoever may only read picks a dependency and removes nothing', async () => {
	const { world, accounts, orders } = shop();
	world.role = 'viewer';
	await showMap(world);
	await clickLine(orders, accounts);
	await expect.element(page.getByText('Orders depends on Accounts.')).toBeVisible();
	expect(page.getByRole('button', { name: 'Remove' }).query()).toBeNull();
	await userEvent.keyboard('{Delete}');
	expect(world.workspace.context(orders)?.dependencies).toEqual([accounts]);
});
