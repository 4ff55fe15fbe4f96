import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { drag, nodeOf, shop, showMap } from './map-steps.ts';
import { World } from './ui-world.svelte.ts';

const order = () =>
	[...document.querySelectorAll('.svelte-flow__node')].map((node) => node.getAttribute('data-id'));

test('[MV13] a zoom changes what the nodes show batch by batch, and at last everywhere', async () => {
	const world = new World();
	for (let n = 0; n < 40; n++) world.workspace.edit.addContext({ name: `Context ${n}` });
	await page.viewport(1280, 800);
	await showMap(world, /Context 0/);
	const far = () => document.querySelectorAll('a:is(.far, .farther)').length;
	const near = () => document.querySelectorAll('a.near').length;
	await userEvent.keyboard('+++++');
	await expect.poll(near).toBe(40);
	const counts = new Set<number>();
	const watched = new MutationObserver(() => counts.add(far()));
	watched.observe(document.body, { subtree: true, attributeFilter: ['class'] });
	const zoomOut = async () => {
		await userEvent.keyboard('-');
		return far();
	};
	await expect.poll(zoomOut, { interval: 250, timeout: 8_000 }).toBe(40);
	watched.disconnect();
	expect([...counts].some((count) => count > 0 && count < 40)).toBe(true);
});

test('[MV13] the first move leaves every node where it is in the page', async () => {
	const { world, accounts } = shop();
	await showMap(world);
	const before = order();
	const elements = new Set<Node>();
	const watched = new MutationObserver((changes) => {
		for (const { addedNodes } of changes) for (const node of addedNodes) elements.add(node);
	});
	const nodes = document.querySelector('.svelte-flow__nodes');
	if (nodes === null) throw new Error('The nodes are there.');
	watched.observe(nodes, { childList: true });
	await drag(accounts, { x: 40, y: 160 });
	await expect.poll(() => world.workspace.map.positions.size).toBe(3);
	await expect.poll(() => nodeOf(accounts).isConnected).toBe(true);
	watched.disconnect();
	expect(order()).toEqual(before);
	expect([...elements].filter((node) => node instanceof HTMLElement)).toEqual([]);
});
