/** A small shop on the map, and what a person does with it. */
import { expect } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { ContextId } from '#shared/id.ts';
import ContextStage from '#test/browser/world/ContextStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

export function shop() {
	const world = new World();
	const { edit } = world.workspace;
	const accounts = edit.addContext({ name: 'Accounts', entity: 'Account' });
	const orders = edit.addContext({ name: 'Orders', entity: 'Order' });
	const checkout = edit.addContext({ name: 'Checkout', type: 'coordination' });
	edit.addDependency(checkout, orders);
	edit.addDependency(orders, accounts);
	return { world, accounts, orders, checkout };
}

export async function showMap(
	{ workspace }: World,
	first = /Accounts/,
	{ width, height } = { width: 1280, height: 800 },
) {
	await page.viewport(width, height);
	await render(ContextStage, { workspace, shows: 'map' });
	await expect.element(page.getByRole('link', { name: first }).first()).toBeVisible();
}

export function nodeOf(id: ContextId): HTMLElement {
	const node = document.querySelector(`a[data-context="${id}"]`);
	if (!(node instanceof HTMLElement)) throw new Error(`${id} is on the map.`);
	return node;
}

export async function drag(id: ContextId, by: { readonly x: number; readonly y: number }) {
	const node = nodeOf(id);
	const map = document.querySelector('.svelte-flow');
	if (map === null) throw new Error('The graph is there.');
	const [own, all] = [node.getBoundingClientRect(), map.getBoundingClientRect()];
	await userEvent.dragAndDrop(node, map, {
		steps: 6,
		sourcePosition: { x: 40, y: 20 },
		targetPosition: { x: own.left - all.left + 40 + by.x, y: own.top - all.top + 20 + by.y },
	});
}
