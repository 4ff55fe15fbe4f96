/** What somebody who hears the page is told of the list that opens while one types. */
import axe from 'axe-core';
import { expect, test } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import * as z from 'zod/mini';
import { bookshop, openDesign } from '#test/browser/world/design-world.ts';

/** More than the list shows at once. */
const MANY = 30;

async function openList() {
	const { world, session, accounts } = bookshop('# Session\n\n');
	for (let n = 0; n < MANY; n++)
		world.workspace.edit.addComponent(accounts, {
			name: `Shelf ${n}`,
			type: 'module',
			code: `src/shelf-${n}.ts`,
		});
	const editor = await openDesign(world, session);
	await editor.click();
	await userEvent.keyboard('{Control>}{End}{/Control}See [[[[Shelf');
	const list = page.getByRole('listbox');
	await expect.element(list).toBeVisible();
	await expect.poll(() => list.getByRole('option').elements().length).toBeGreaterThan(10);
	return { editor, list };
}

test('[DE22] the focus stays in the text, which names the option that an arrow key leads to, scrolled into sight', async () => {
	const { editor, list } = await openList();
	// A list that has just opened takes no keys yet.
	await expect
		.poll(async () => {
			await userEvent.keyboard('{ArrowDown}');
			return list.element().scrollTop;
		})
		.toBeGreaterThan(0);
	const box = list.element();
	expect(document.activeElement).toBe(editor.element());
	const active = editor.element().getAttribute('aria-activedescendant');
	const option = active === null ? null : document.getElementById(active);
	expect(option?.getAttribute('aria-selected')).toBe('true');
	const [shown, whole] = [option?.getBoundingClientRect(), box.getBoundingClientRect()];
	expect(shown?.top).toBeGreaterThanOrEqual(whole.top - 1);
	expect(shown?.bottom).toBeLessThanOrEqual(whole.bottom + 1);
	const [text, options] = [await heard('textbox'), await heard('option')];
	const led = focused(text)?.properties.find(({ name }) => name === 'activedescendant')?.value
		.relatedNodes;
	const chosen = options.filter(
		({ name, properties }) =>
			String(name?.value).includes('Shelf') &&
			properties.some((one) => one.name === 'selected' && one.value.value === true),
	);
	expect(chosen).toHaveLength(1);
	expect(led?.map(({ backendDOMNodeId }) => backendDOMNodeId)).toEqual(
		chosen.map(({ backendDOMNodeId }) => backendDOMNodeId),
	);
});

/**
 * axe asks that whatever scrolls can be focused, except the popup of a combobox. Text of many lines
 * is no combobox: ARIA has it name the option by aria-controls and aria-activedescendant, as the test
 * above hears it (dequelabs/axe-core#4914). All else it finds counts.
 */
test('[DE22] axe finds nothing else in it than that the list itself takes no focus', async () => {
	const { list } = await openList();
	const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
	const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => ({ id, target })));
	expect(found.map(({ id }) => id)).toEqual(['scrollable-region-focusable']);
	expect(document.querySelector(String(found[0]?.target))).toBe(list.element());
});

const HeardNode = z.object({
	backendDOMNodeId: z.optional(z.number()),
	role: z.optional(z.object({ value: z.unknown() })),
	name: z.optional(z.object({ value: z.unknown() })),
	properties: z._default(
		z.array(
			z.object({
				name: z.string(),
				value: z.object({
					value: z.optional(z.unknown()),
					relatedNodes: z.optional(z.array(z.object({ backendDOMNodeId: z.number() }))),
				}),
			}),
		),
		[],
	),
});
type HeardNode = z.infer<typeof HeardNode>;
const Frames = z.object({
	frameTree: z.object({
		childFrames: z.array(z.object({ frame: z.object({ id: z.string() }) })),
	}),
});

/** What the browser tells a screen reader of the page under test, of one role. */
async function heard(role: string): Promise<HeardNode[]> {
	const { frameTree } = Frames.parse(await cdp().send('Page.getFrameTree'));
	const all = await Promise.all(
		frameTree.childFrames.map(async ({ frame }) => {
			const tree: unknown = await cdp().send('Accessibility.getFullAXTree', { frameId: frame.id });
			return z.object({ nodes: z.array(HeardNode) }).parse(tree).nodes;
		}),
	);
	return all.flat().filter((node) => node.role?.value === role);
}

/** Which of them has the focus. */
function focused(nodes: readonly HeardNode[]): HeardNode | undefined {
	return nodes.find(({ properties }) =>
		properties.some(({ name, value }) => name === 'focused' && value.value === true),
	);
}
