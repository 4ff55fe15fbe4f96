import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { renderBlocks } from '#client/features/design/preview/render-blocks.ts';
import ContextStage from '#test/browser/world/ContextStage.svelte';
import { ben, bookshop } from '#test/browser/world/design-world.ts';

/** Opens the design of a reader, who sees the preview alone. */
async function read(text: (ids: ReturnType<typeof bookshop>) => string) {
	const shop = bookshop('');
	shop.world.workspace.edit.setDesign(shop.session, text(shop));
	shop.world.role = 'viewer';
	const { workspace } = shop.world;
	await render(ContextStage, { workspace, shows: 'designs', id: shop.session });
	// Nothing in the frame can run, and what is in it can be read from outside.
	const body = () => document.querySelector('iframe[title="Preview"]');
	const preview = () => {
		const frame = body();
		if (!(frame instanceof HTMLIFrameElement)) throw new Error('There is no frame.');
		expect([...frame.sandbox]).not.toContain('allow-scripts');
		return frame.contentDocument?.querySelector('article') ?? null;
	};
	await expect.element(page.getByRole('region', { name: 'Preview' })).toBeVisible();
	await expect.poll(() => body() && preview()).not.toBeNull();
	return { ...shop, preview };
}

/** The smallest element that says exactly this. */
function saying(article: Element | null, words: RegExp): Element | undefined {
	const all = [...(article?.querySelectorAll('*') ?? [])];
	return all.findLast((one) => words.test(one.textContent ?? ''));
}

test('[DE7] a reference is a link under the name of today; ids and hints are not shown', async () => {
	const { preview, story } = await read(
		({ story }) =>
			`# Session <!-- cp_0000000000 -->\n\n<!-- hint: Why. -->\n\nSee [[Enter]]<!-- ${story} -->, [[Nowhere]].\n\n- one <!-- x -->\n  <!-- y -->\n`,
	);
	const link = preview()?.querySelector('a');
	expect(link?.textContent).toBe('Sign in with email');
	expect(link?.getAttribute('href')).toBe(`/w/bookshop-abc123/stories/${story}`);
	const text = preview()?.textContent ?? '';
	expect(text).not.toMatch(/<!--|-->|hint|cp_/);
	expect(preview()?.querySelector('.unresolved')?.textContent).toBe('Nowhere');
});

test('[DE7] a link that only looks like a reference leads nowhere inside', () => {
	const [block] = renderBlocks('[x](/w/shop/stories/st_1) <a data-reference href="/w/a">y</a>');
	const box = document.createElement('div');
	box.innerHTML = block?.html ?? '';
	expect(box.querySelector('a[href]')).toBeNull();
});

test('[DE7] what someone writes touches its own block alone', async () => {
	const { world, session, preview } = await read(() => '# One\n\nTwo.\n\nThree.\n');
	const heading = preview()?.querySelector('h1');
	const three = saying(preview(), /^Three\.$/);
	ben(world, session).text.insert('# One\n\nTwo'.length, ' and more\n\nHalf');
	await expect.poll(() => saying(preview(), /^Two and more$/)).toBeDefined();
	expect(preview()?.querySelector('h1')).toBe(heading);
	expect(saying(preview(), /^Three\.$/)).toBe(three);
});

test('[DE8] a diagram is drawn with nothing in it that runs, and its source stays', async () => {
	const { preview } = await read(
		() =>
			'# S\n\n```mermaid\nflowchart LR\n  A["Reader <img src=x onerror=alert(1)>"] --> B[Shelf]\n  click A "https://evil.example/"\n```\n',
	);
	const drawing = () => preview()?.querySelector('.drawing svg');
	await expect.poll(drawing, { timeout: 30_000 }).not.toBeNull();
	expect(drawing()?.querySelectorAll('script, a, image, foreignObject, [onerror]')).toHaveLength(0);
	expect(drawing()?.textContent).toContain('Shelf');
	expect(preview()?.querySelector('figure pre')?.textContent).toContain('flowchart LR');
});

test('[DE8] a diagram that can’t be drawn says so in a sentence above its source', async () => {
	const { preview } = await read(() => '# S\n\n```mermaid\nflowchart nonsense -->\n```\n');
	await expect
		.poll(() => saying(preview(), /^This diagram can’t be drawn: /), { timeout: 30_000 })
		.toBeDefined();
	expect(saying(preview(), /^flowchart nonsense -->/)?.closest('[hidden]')).toBeNull();
});

test('[DE9] signatures are coloured by their language, and by the preset’s without one', async () => {
	const { preview } = await read(
		() => '# S\n\n```elixir\ndef open(id), do: id\n```\n\n```\nexport function f(): void\n```\n',
	);
	const colours = () => [...(preview()?.querySelectorAll('[class*=tok-]') ?? [])];
	await expect
		.poll(() => colours().map(({ textContent }) => textContent))
		.toEqual(expect.arrayContaining(['def', 'export', 'function']));
});
