import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { renderBlocks } from '#client/features/design/preview/render-blocks.ts';
import ContextStage from './ContextStage.svelte';
import { ben, bookshop } from './design-world.ts';

/** Opens the design of a reader, who sees the preview alone. */
async function read(text: (ids: ReturnType<typeof bookshop>) => string) {
	const shop = bookshop('');
	shop.world.workspace.edit.setDesign(shop.session, text(shop));
	shop.world.role = 'viewer';
	const { workspace } = shop.world;
	await render(ContextStage, { workspace, shows: 'designs', id: shop.session });
	const preview = page.getByRole('region', { name: 'Preview' });
	await expect.element(preview.getByRole('article')).toBeVisible();
	return { ...shop, preview };
}

test('[DE7] a reference is a link under the name of today; ids and hints are not shown', async () => {
	const { preview, story } = await read(
		({ story }) =>
			`# Session <!-- cp_0000000000 -->\n\n<!-- hint: Why. -->\n\nSee [[Enter]]<!-- ${story} -->, [[Nowhere]].\n\n- one <!-- x -->\n  <!-- y -->\n`,
	);
	const link = preview.getByRole('link', { name: 'Sign in with email' });
	await expect.element(link).toHaveAttribute('href', `/w/bookshop-abc123/stories/${story}`);
	const text = preview.element().textContent ?? '';
	expect(text).not.toMatch(/<!--|-->|hint|cp_/);
	expect(preview.element().querySelector('.unresolved')?.textContent).toBe('Nowhere');
});

test('[DE7] a link that only looks like a reference leads nowhere inside', () => {
	const [block] = renderBlocks('[x](/w/shop/stories/st_1) <a data-reference href="/w/a">y</a>');
	const box = document.createElement('div');
	box.innerHTML = block?.html ?? '';
	expect(box.querySelector('a[href]')).toBeNull();
});

test('[DE7] what someone writes touches its own block alone', async () => {
	const { world, session, preview } = await read(() => '# One\n\nTwo.\n\nThree.\n');
	const heading = preview.getByRole('heading', { name: 'One' }).element();
	const three = preview.getByText('Three.').element();
	ben(world, session).text.insert('# One\n\nTwo'.length, ' and more\n\nHalf');
	await expect.element(preview.getByText('Two and more')).toBeVisible();
	expect(preview.getByRole('heading', { name: 'One' }).element()).toBe(heading);
	expect(preview.getByText('Three.').element()).toBe(three);
});

test('[DE8] a diagram is drawn with nothing in it that runs, and its source stays', async () => {
	const { preview } = await read(
		() =>
			'# S\n\n```mermaid\nflowchart LR\n  A["Reader <img src=x onerror=alert(1)>"] --> B[Shelf]\n  click A "https://evil.example/"\n```\n',
	);
	const drawing = () => preview.element().querySelector('.drawing svg');
	await expect.poll(drawing, { timeout: 15_000 }).not.toBeNull();
	expect(drawing()?.querySelectorAll('script, a, image, foreignObject, [onerror]')).toHaveLength(0);
	expect(drawing()?.textContent).toContain('Shelf');
	expect(preview.element().querySelector('figure pre')?.textContent).toContain('flowchart LR');
});

test('[DE8] a diagram that can’t be drawn says so in a sentence above its source', async () => {
	const { preview } = await read(() => '# S\n\n```mermaid\nflowchart nonsense -->\n```\n');
	await expect
		.element(preview.getByText(/^This diagram can’t be drawn: /), { timeout: 15_000 })
		.toBeVisible();
	await expect
		.element(preview.getByText('flowchart nonsense -->', { exact: false }).last())
		.toBeVisible();
});

test('[DE9] signatures are coloured by their language, and by the preset’s without one', async () => {
	const { preview } = await read(
		() => '# S\n\n```elixir\ndef open(id), do: id\n```\n\n```\nexport function f(): void\n```\n',
	);
	const colours = () => [...preview.element().querySelectorAll('[class*=tok-]')];
	await expect
		.poll(() => colours().map(({ textContent }) => textContent))
		.toEqual(expect.arrayContaining(['def', 'export', 'function']));
});
