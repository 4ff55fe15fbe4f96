import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import { readStoryMetadata } from '#shared/artefact/story-metadata.ts';
import type { StoryId } from '#shared/id.ts';
import UiStage from '#test/browser/world/UiStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const HASH = 'b'.repeat(64);

beforeEach(() => page.viewport(1280, 800));

async function open(titles: readonly string[], change: (world: World) => void = () => {}) {
	const world = new World();
	const ids = titles.map((title) => world.workspace.edit.addStory({ title, criteria: [title] }));
	change(world);
	const addresses: string[] = [];
	const ongo = async (address: string) => void addresses.push(address);
	const keymap = new Keymap();
	const props = { world, keymap, show: 'stories' as const, ongo };
	const screen = await render(UiStage, { ...props, search: '' });
	screen.container.style.cssText = 'display: grid; height: 700px; overflow: hidden';
	// The frame has to have the focus before keys reach it.
	await screen.getByLabelText('Find stories').click();
	return {
		world,
		ids,
		screen,
		addresses,
		titles: () => world.workspace.stories.map(({ title }) => title),
		go: (search: string) => screen.rerender({ ...props, search }),
		shown: () =>
			[...screen.container.querySelectorAll('ol .title')].map((one) => one.textContent?.trim()),
	};
}

function focused(): string {
	return document.activeElement?.textContent ?? '';
}

function focusOn(title: string, screen: { readonly container: Element }) {
	const links = [...screen.container.querySelectorAll<HTMLElement>('ol a')];
	links.find((link) => link.textContent?.includes(title))?.focus();
}

test('[SE8] rows are chosen with X, Shift and arrows, and all of them at once', async () => {
	const { screen } = await open(['One', 'Two', 'Three', 'Four']);
	focusOn('Two', screen);
	await userEvent.keyboard('x{Shift>}{ArrowDown}{/Shift}');
	await expect.element(screen.getByRole('toolbar', { name: '2 stories chosen' })).toBeVisible();
	await expect.poll(focused).toContain('Three');
	await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
	await expect.element(screen.getByRole('toolbar', { name: '1 story chosen' })).toBeVisible();
	await userEvent.keyboard('{Control>}a{/Control}');
	await expect.element(screen.getByRole('toolbar', { name: '4 stories chosen' })).toBeVisible();
	await userEvent.keyboard('{Escape}');
	await expect.element(screen.getByRole('toolbar')).not.toBeInTheDocument();
});

test('[SE2] [SE3] what is chosen moves by one row, and goes back in one step', async () => {
	const { screen, titles, world } = await open(['One', 'Two', 'Three', 'Four']);
	focusOn('Three', screen);
	await userEvent.keyboard('x{Shift>}{ArrowDown}{/Shift}{Alt>}{ArrowUp}{/Alt}');
	await expect.poll(titles).toEqual(['One', 'Three', 'Four', 'Two']);
	world.workspace.undo();
	await expect.poll(titles).toEqual(['One', 'Two', 'Three', 'Four']);
});

test('[SE8] a finger that rests on a row, or on a mark in it, chooses it', async () => {
	const { screen, addresses } = await open(['One', 'Two']);
	const mark = screen.container.querySelector('[data-story] .state svg');
	if (mark === null) throw new Error('The row has no mark.');
	const touch = { bubbles: true, cancelable: true, pointerType: 'touch' };
	mark.dispatchEvent(new PointerEvent('pointerdown', touch));
	await expect.element(screen.getByRole('toolbar', { name: '1 story chosen' })).toBeVisible();
	mark.dispatchEvent(new PointerEvent('pointerup', touch));
	mark.dispatchEvent(new MouseEvent('click', touch));
	expect(addresses).toEqual([]);
	await screen.getByText('Two').click();
	await expect.element(screen.getByRole('toolbar', { name: '2 stories chosen' })).toBeVisible();
});

test('[SE2] rows are dragged, and what is chosen goes along', async () => {
	const { screen, titles } = await open(['One', 'Two', 'Three', 'Four']);
	focusOn('One', screen);
	await userEvent.keyboard('x{Shift>}{ArrowDown}{/Shift}');
	const [first, last] = [screen.getByText('One').element(), screen.getByText('Four').element()];
	drag(first, last);
	await expect.poll(titles).toEqual(['Three', 'Four', 'One', 'Two']);
});

function drag(from: Element, to: Element) {
	const [a, b] = [from.getBoundingClientRect(), to.getBoundingClientRect()];
	const at = (x: number, y: number) => ({
		bubbles: true,
		cancelable: true,
		clientX: x,
		clientY: y,
		pointerId: 1,
		pointerType: 'mouse',
		isPrimary: true,
	});
	from.dispatchEvent(new PointerEvent('pointerdown', at(a.left + 4, a.top + 4)));
	for (const y of [a.top + 20, b.bottom + 10]) {
		window.dispatchEvent(new PointerEvent('pointermove', at(a.left + 8, y)));
	}
	window.dispatchEvent(new PointerEvent('pointerup', at(a.left + 8, b.bottom + 10)));
}

test('[SE5] M merges what is chosen; one that the log knows goes to the archive', async () => {
	const { screen, titles, world, ids } = await open(['One', 'Two', 'Three']);
	const two = ids[1];
	if (two === undefined) throw new Error('There are three.');
	world.stand(two, { phase: 'approved', approvedRevision: HASH });
	focusOn('One', screen);
	await userEvent.keyboard('x{Shift>}{ArrowDown}{ArrowDown}{/Shift}m');
	await expect.poll(titles).toEqual(['One', 'Two']);
	await expect.poll(() => world.decided).toEqual([`archive ${two}`]);
	const texts = world.workspace.stories.map(({ criteria }) => criteria.map(({ text }) => text));
	expect(texts).toEqual([['One', 'Two', 'Three'], []]);
});

test('[SE1] a tag that is typed goes on every story that is chosen', async () => {
	const { screen, world } = await open(['One', 'Two', 'Three']);
	focusOn('One', screen);
	await userEvent.keyboard('x{Shift>}{ArrowDown}{/Shift}t');
	await page.getByPlaceholder('Add a tag, or take one off').fill('sign in');
	await userEvent.keyboard('{Enter}');
	const tags = () => world.workspace.stories.map(({ notes }) => readStoryMetadata(notes).tags);
	await expect.poll(tags).toEqual([['sign in'], ['sign in'], []]);
});

test('[SE8] Backspace deletes drafts only, and only in the list', async () => {
	const { screen, titles, world, ids } = await open(['One', 'Two', 'Three']);
	const two = ids[1];
	if (two === undefined) throw new Error('There are three.');
	world.stand(two, { phase: 'approved', approvedRevision: HASH });
	document.body.focus();
	await userEvent.keyboard('{Backspace}');
	expect(titles()).toHaveLength(3);
	focusOn('One', screen);
	await userEvent.keyboard('x{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Backspace}');
	await expect.poll(titles).toEqual(['Two']);
	world.workspace.undo();
	await expect.poll(titles).toEqual(['One', 'Two', 'Three']);
});

test('[SE7] the list follows its address, and the address the list', async () => {
	const { screen, world, ids, shown, addresses, go } = await open(['One', 'Two', 'Three']);
	world.workspace.edit.addTag(ids.slice(1), 'late');
	world.workspace.edit.setPriority(ids.slice(2), '1');
	await go('?tag=late&sort=priority');
	await expect.poll(shown).toEqual(['Three', 'Two']);
	await screen.getByRole('button', { name: 'Drop the filter “#late”' }).click();
	await expect.poll(shown).toEqual(['Three', 'One', 'Two']);
	await expect.poll(() => addresses.at(-1)).toMatch(/\/stories\?sort=priority$/);
	await go('?tag=late&sort=priority');
	await go('');
	await expect.poll(shown).toEqual(['One', 'Two', 'Three']);
	await go('?group=tag');
	await expect.element(screen.getByRole('heading', { name: /No tag/ })).toBeVisible();
});

test('[SE7] typing narrows the list at once, and an empty one offers the way out', async () => {
	const { screen, shown, addresses } = await open(['One', 'Two', 'Three']);
	await screen.getByLabelText('Find stories').fill('thr');
	await expect.poll(shown).toEqual(['Three']);
	await expect.poll(() => addresses.at(-1)).toMatch(/\?q=thr$/);
	await screen.getByLabelText('Find stories').fill('nothing like it');
	await screen.getByRole('button', { name: 'Clear the filters' }).click();
	await expect.poll(shown).toEqual(['One', 'Two', 'Three']);
});

test('[SE9] a row says where it stands among all, and one row takes Tab', async () => {
	const { screen } = await open(Array.from({ length: 300 }, (_, n) => `Story ${n}`));
	const items = screen.container.querySelectorAll('ol > li');
	expect(items.length).toBeLessThan(60);
	expect(items[1]?.getAttribute('aria-setsize')).toBe('300');
	expect(items[1]?.getAttribute('aria-posinset')).toBe('2');
	expect(screen.container.querySelectorAll('ol a[tabindex="0"]')).toHaveLength(1);
	focusOn('Story 0', screen);
	await userEvent.keyboard('{End}');
	await expect.poll(focused).toContain('Story 299');
	expect(screen.container.querySelectorAll('ol > li').length).toBeLessThan(60);
});

test('[UI9] whoever may only read chooses and moves nothing', async () => {
	const { screen } = await open(['One', 'Two'], (world) => {
		world.role = 'viewer';
	});
	focusOn('One', screen);
	await userEvent.keyboard('x{Alt>}{ArrowDown}{/Alt}');
	expect(screen.container.querySelector('input[type=checkbox]')).toBeNull();
	await expect.element(screen.getByRole('toolbar')).not.toBeInTheDocument();
});

test('[SE10] what someone adds above leaves the rows where one reads them', async () => {
	const { screen, world, ids } = await open(Array.from({ length: 200 }, (_, n) => `Story ${n}`));
	const scroller = screen.container.querySelector('.scroller');
	scroller?.scrollTo(0, 3000);
	await expect.poll(() => firstRow(screen)?.title).not.toBe('Story 0');
	await new Promise((done) => setTimeout(done, 400));
	const before = firstRow(screen);
	const first: StoryId | undefined = ids[0];
	world.replicas.of('stories').doc.transact(() => {
		for (let n = 0; n < 5; n++) world.workspace.edit.addStory({ title: `New ${n}` }, first);
	}, 'robin');
	await expect.poll(() => world.workspace.stories.length).toBe(205);
	await new Promise((done) => setTimeout(done, 300));
	const after = firstRow(screen);
	expect(after?.title).toBe(before?.title);
	expect(Math.abs((after?.top ?? 0) - (before?.top ?? 0))).toBeLessThan(4);
});

/** The topmost row that is in sight. */
function firstRow({ container }: { readonly container: Element }) {
	const top = container.querySelector('.scroller')?.getBoundingClientRect().top ?? 0;
	return [...container.querySelectorAll('[data-story]')]
		.map((row) => ({
			title: row.querySelector('.title')?.textContent?.trim(),
			top: row.getBoundingClientRect().top - top,
			bottom: row.getBoundingClientRect().bottom - top,
		}))
		.filter(({ bottom }) => bottom > 1)
		.toSorted((a, b) => a.top - b.top)[0];
}
