import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { drag, nodeOf, shop, showMap } from '#test/browser/world/map-steps.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const order = () =>
	[...document.querySelectorAll('.svelte-flow__node')].map((node) => node.getAttribute('data-id'));

test('[MV13] a zoom changes what the nodes show batch by batch, and at last everywhere', async () => {
	const world = new World();
	for (let n = 0; n < 40; n++) world.workspace.edit.addContext({ name: `Context ${n}` });
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
	await expect.poll(zoomOut, { interval: 250, timeout: 20_000 }).toBe(40);
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

function outOfSight(): string[] {
	const map = document.querySelector('.svelte-flow')?.getBoundingClientRect();
	if (map === undefined) throw new Error('The graph is there.');
	return [...document.querySelectorAll('.svelte-flow__node')].flatMap((node) => {
		const { left, right, top, bottom } = node.getBoundingClientRect();
		const there = left > map.left && right < map.right && top > map.top && bottom < map.bottom;
		return there ? [] : (node.textContent ?? '');
	});
}

function chainOf(count: number) {
	const world = new World();
	const ids = Array.from({ length: count }, (_, n) =>
		world.workspace.edit.addContext({ name: `Context ${n}` }),
	);
	for (const [n, id] of ids.entries()) {
		const next = ids[n + 1];
		if (next !== undefined) world.workspace.edit.addDependency(id, next);
	}
	const [first] = ids;
	if (first === undefined) throw new Error('There is one.');
	return { world, first };
}

test('[MV14] on a phone the whole map is in sight', async () => {
	const { world } = chainOf(7);
	await showMap(world, /Context 0/, { width: 390, height: 844 });
	await expect.poll(outOfSight).toEqual([]);
});

test('[MV14] of a long map its beginning is in sight, large enough to read names', async () => {
	const { world, first } = chainOf(40);
	await showMap(world, /Context 0/, { width: 390, height: 844 });
	const box = () => nodeOf(first).getBoundingClientRect();
	await expect.poll(() => box().width).toBeLessThan(100);
	expect(box().width).toBeGreaterThan(50);
	expect(box().left).toBeGreaterThan(0);
	expect(box().left).toBeLessThan(40);
});

test('[MV15] from near a node names its components', async () => {
	const { world, accounts } = shop();
	world.workspace.edit.addComponent(accounts, { name: 'Accounts.Store', type: 'module', code: '' });
	world.workspace.edit.addComponent(accounts, { name: 'Rules', type: 'module', code: '' });
	await showMap(world);
	await expect.element(page.getByText('0 stories · 2 components')).toBeVisible();
	const zoomIn = async () => {
		await userEvent.keyboard('+');
		return nodeOf(accounts).textContent ?? '';
	};
	await expect.poll(zoomIn, { interval: 250, timeout: 20_000 }).toContain('Store, Rules');
});
