import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import TraceStage from '#test/browser/world/TraceStage.svelte';
import { traceShop, withGaps } from '#test/browser/world/trace-world.ts';

beforeEach(() => page.viewport(1240, 800));

async function open(count: number, search = '', change: (shop: Shop) => void = withGaps) {
	const shop = traceShop(count);
	const { workspace } = shop.world;
	await expect.poll(() => workspace.artefacts.designs.length).toBe(count);
	change(shop);
	const addresses: string[] = [];
	const ongo = (address: string) => addresses.push(address);
	const stage = { world: shop.world, keymap: new Keymap(), search, ongo };
	const screen = await render(TraceStage, stage);
	return { ...shop, screen, addresses, stage };
}
type Shop = ReturnType<typeof traceShop>;

const rows = () => [...document.querySelectorAll('.scroller [role="row"]')];
const says = (row: Element | undefined) => row?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const missing = () => rows().map((row) => says(row.querySelector('.gap') ?? undefined));
const focused = () => document.activeElement;
const at = () => focused()?.closest('[aria-rowindex]')?.getAttribute('aria-rowindex');

test('[TV1] a row says what leads to what, each thing a link to where it is edited', async () => {
	const { designs, stage } = await open(10, '?sort=order');
	await expect.poll(() => rows().length).toBeGreaterThan(9);
	const links = [...(rows()[0]?.querySelectorAll('a') ?? [])].map((link) =>
		link.getAttribute('href'),
	);
	const { slug } = stage.world.workspace;
	const [story] = stage.world.workspace.stories;
	expect(links).toContain(`/w/${slug}/stories/${story?.id}`);
	expect(links).toContain(`/w/${slug}/designs/${designs[0]?.id}`);
	expect(says(rows()[0])).toContain('src/accounts/session.ts');
});

test('[TV6] gaps stand first, are counted in words, and each count shows its own', async () => {
	const { screen, addresses } = await open(10);
	await expect.poll(() => missing()[0]).toMatch(/^Its tests failed/);
	await expect.poll(() => missing()[1]).toMatch(/^The code changed since the run/);
	await expect.element(screen.getByText(/9 of 10 designs with code, 8 with a test/)).toBeVisible();
	const noTest = screen.getByRole('button', { name: 'No test 2' });
	expect(noTest.element().getAttribute('title')).toBe('2 designs have no test');
	await noTest.click();
	expect(addresses.at(-1)).toBe('?gap=no-test');
	await screen.getByLabelText('Search the trace').fill('queue');
	expect(addresses.at(-1)).toBe('?q=queue');
	await screen.getByLabelText('Gaps first').click();
	expect(addresses.at(-1)).toBe('?sort=order');
});

test('[TV5] a changed file changes its row in place, and nothing moves until it is asked for', async () => {
	const { screen, tell, designs } = await open(10);
	await expect.poll(() => missing()[0]).toMatch(/^Its tests failed/);
	await userEvent.keyboard('j');
	const others = rows().slice(1).map(says);
	const [, red] = designs;
	if (red === undefined) throw new Error('There is a second design.');
	tell(new Map([[red.id, { run: 'verified' }]]));
	await expect.poll(() => missing()[0]).toContain('Verified');
	expect(rows().slice(1).map(says)).toEqual(others);
	await screen.getByRole('button', { name: 'Put gaps first again' }).click();
	await expect.poll(() => missing()[0]).toMatch(/^The code changed/);
});

test('[TV3] what is typed in a design takes back what its tests backed', async () => {
	const { stage, designs } = await open(2, '', ({ tell }) => tell());
	await expect
		.poll(() => missing().filter((words) => words.includes('Its tests pass')).length)
		.toBe(2);
	const [first] = designs;
	if (first === undefined) throw new Error('There is a design.');
	const { workspace } = stage.world;
	workspace.edit.setDesign(first.id, `${workspace.designText(first.id)}\nOne more.\n`);
	await expect.poll(() => missing().join()).toContain('The design changed since its tests ran.');
});

test('[TV8] keys walk through the matrix and open what a cell shows', async () => {
	await open(10);
	await expect.poll(() => rows().length).toBeGreaterThan(9);
	await userEvent.keyboard('jj{ArrowRight}{ArrowRight}{ArrowRight}');
	expect(at()).toBe('3');
	expect(focused()?.textContent).toContain('Store');
	await userEvent.keyboard('{Control>}{End}{/Control}k');
	expect(at()).toBe('14');
	await userEvent.keyboard('{Home}{PageUp}');
	expect(at()).toBe('4');
	const opened = new Promise<string | null>((resolve) => {
		document.addEventListener(
			'click',
			({ target }) => {
				resolve(target instanceof Element ? target.getAttribute('href') : null);
			},
			{ once: true },
		);
		document.addEventListener('click', (event) => event.preventDefault(), { once: true });
	});
	await userEvent.keyboard('{Enter}');
	expect(await opened).toContain('/stories/st_');
});

test('[TV7] the tree is walked by its arrows: a row, then its cells', async () => {
	await open(10, '?view=tree');
	await expect.poll(() => rows().length).toBeGreaterThan(9);
	await userEvent.keyboard('j');
	const story = focused();
	expect(story?.getAttribute('role')).toBe('row');
	expect(story?.getAttribute('aria-expanded')).toBe('true');
	await userEvent.keyboard('{ArrowLeft}');
	await expect.poll(() => focused()?.getAttribute('aria-expanded')).toBe('false');
	await userEvent.keyboard('{ArrowRight}{ArrowDown}{ArrowDown}{ArrowDown}');
	expect(focused()?.getAttribute('aria-level')).toBe('4');
	await userEvent.keyboard('{ArrowRight}{ArrowDown}');
	await expect.poll(() => says(focused() ?? undefined)).toContain('src/accounts/lockout.ts');
	await userEvent.keyboard('{ArrowLeft}');
	await expect.poll(() => focused()?.getAttribute('aria-level')).toBe('4');
	await userEvent.keyboard('{ArrowLeft}{ArrowRight}{ArrowRight}{ArrowRight}');
	await expect.poll(() => focused()?.getAttribute('aria-colindex')).toBe('2');
});

test('[TV9] a file opens in VS Code on the relay’s machine, and on GitHub', async () => {
	const { world, screen } = await open(2, '', ({ world: at, designs, tell }) => {
		tell();
		const [first] = designs;
		const [criterion] = at.workspace.stories[0]?.criteria ?? [];
		if (first === undefined || criterion === undefined) throw new Error('There is a design.');
		at.lines.set(first.id, { code: 12, test: 3, criteria: { [criterion.id]: 40 } });
	});
	await expect.element(screen.getByText('src/accounts/session.ts')).toBeVisible();
	expect(document.querySelector('[data-file]')).toBeNull();
	const forge = { host: 'github.com', repository: 'ada/shop', ref: 'main' };
	world.places = { root: null, forge };
	await expect
		.element(screen.getByTitle('Open src/accounts/session.ts on github.com'))
		.toBeVisible();
	world.places = { root: '/home/ada/shop', forge };
	const link = screen.getByTitle('Open src/accounts/session.ts in VS Code');
	await expect
		.poll(() => link.element().getAttribute('href'))
		.toBe('vscode://file/home/ada/shop/src/accounts/session.ts:12');
	const test = screen.getByTitle('Open test/accounts/session.test.ts in VS Code');
	expect(test.element().getAttribute('href')).toMatch(/session\.test\.ts:40$/);
	expect(document.querySelector('[data-forge]')?.getAttribute('href')).toMatch(
		/^https:\/\/github\.com\/ada/,
	);
});

test('[TV4] a team of stories alone sees stories and criteria, one of designs alone the rest', async () => {
	const heads = () =>
		[...document.querySelectorAll('[role="columnheader"]')].map(({ textContent }) => textContent);
	const gates = { story: 'required', context: 'off', design: 'off' } as const;
	const { world } = await open(2, '', (shop) => {
		shop.tell();
		shop.world.policy = { ...shop.world.policy, gates };
	});
	await expect.poll(heads).toEqual(['Story', 'Criterion', 'What is missing']);
	world.policy = { ...world.policy, gates: { story: 'off', context: 'off', design: 'required' } };
	await expect.poll(heads).toEqual(['Design', 'Code', 'Test', 'What is missing']);
});

test('[TV2] out of the relay’s reach it says of when its files are', async () => {
	const { world, screen } = await open(2, '', ({ tell }) => tell());
	await expect.element(screen.getByText('main 3fa2c1e')).toBeVisible();
	world.offline = true;
	await expect.element(screen.getByText(/As the relay saw it .*, on main 3fa2c1e/)).toBeVisible();
});

test('[TV2] where there is nothing yet it says what will stand there', async () => {
	const { screen } = await open(0, '', () => {});
	await expect.element(screen.getByText('Nothing to trace yet')).toBeVisible();
	await expect.element(screen.getByRole('link', { name: 'Write the first story' })).toBeVisible();
});

test('[TV5] of a thousand designs only the rows in sight are on the page', async () => {
	const { screen } = await open(1_000);
	await expect.element(screen.getByText('1,251 rows')).toBeVisible();
	await expect.poll(() => rows().length).toBeGreaterThan(5);
	expect(rows().length).toBeLessThan(60);
	const grid = document.querySelector('[role="grid"]');
	expect(grid?.getAttribute('aria-rowcount')).toBe('1252');
});

test.for([
	['light', 1240],
	['dark', 390],
] as const)('[TV8] axe finds nothing in matrix and tree, %s at %d', async ([theme, width]) => {
	await page.viewport(width, 800);
	document.documentElement.dataset['theme'] = theme;
	const { screen, stage } = await open(10);
	await expect.poll(() => rows().length).toBeGreaterThan(2);
	for (const search of ['', '?view=tree']) {
		await screen.rerender({ ...stage, search });
		await expect.poll(() => rows().length).toBeGreaterThan(2);
		const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
		expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
	}
	delete document.documentElement.dataset['theme'];
});
