/** The trace view while what it is made of comes and goes. */
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import TraceStage from '#test/browser/world/TraceStage.svelte';
import { traceShop, withGaps } from '#test/browser/world/trace-world.ts';

async function open(count: number, change: (shop: Shop) => void = withGaps) {
	const shop = traceShop(count);
	await expect.poll(() => shop.world.workspace.artefacts.designs.length).toBe(count);
	change(shop);
	await render(TraceStage, { world: shop.world, keymap: new Keymap(), search: '', ongo: () => {} });
	return shop;
}
type Shop = ReturnType<typeof traceShop>;

const rows = () => [...document.querySelectorAll('.scroller [role="row"]')];
const says = (row: Element | null | undefined) => row?.textContent?.replace(/\s+/g, ' ') ?? '';
const missing = () => rows().map((row) => says(row.querySelector('.gap')));
const focusedRow = () => document.activeElement?.closest('[aria-rowindex]');
const at = () => focusedRow()?.getAttribute('aria-rowindex');

test('[TV4] where no story is written yet none takes room', async () => {
	const { world } = await open(0, ({ world: at }) => {
		const context = at.workspace.edit.addContext({ name: 'Accounts' });
		const id = at.workspace.edit.addComponent(context, {
			...{ name: 'Session', type: 'module', code: 'src/session.ts' },
		});
		at.workspace.edit.setDesign(id, '# Session\n');
	});
	const heads = () =>
		[...document.querySelectorAll('[role="columnheader"]')].map(({ textContent }) => textContent);
	await expect.poll(heads).toEqual(['Context', 'Design', 'Code', 'Test', 'What is missing']);
	const left = () => document.querySelector('.cell.design')?.getBoundingClientRect().left ?? 0;
	const edge = () => document.querySelector('.cells')?.getBoundingClientRect().left ?? 0;
	await page.viewport(1240, 800);
	await expect.poll(() => left() - edge()).toBe(0);
	world.workspace.edit.addStory({ title: 'Sign in', criteria: ['It works'] });
	await expect.poll(() => heads()[0]).toBe('Story');
	await expect.poll(() => left() - edge()).toBeGreaterThan(100);
});

test('[TV8] a row that goes away leaves the focus to the one in its place', async () => {
	const { world } = await open(10);
	await expect.poll(() => rows().length).toBeGreaterThan(9);
	const loose = rows().findIndex((row) => says(row).includes('legacy.ts'));
	expect(loose).toBeGreaterThan(0);
	await userEvent.keyboard('j');
	for (let row = 0; row < loose; row++) await userEvent.keyboard('j');
	await expect.poll(() => says(focusedRow())).toContain('legacy');
	const place = at();
	world.traces.take({
		...{ type: 'traces', whole: false, gone: [], traces: [], loose: [] },
		settled: ['src/accounts/legacy.ts'],
	});
	await expect.element(page.getByText('src/accounts/legacy.ts')).not.toBeInTheDocument();
	await expect.poll(at).toBe(place);
});

test('[TV2] while designs come in it says how many did, and that none serves nothing', async () => {
	const { world, contexts } = await open(2, ({ tell }) => tell());
	const [context] = contexts;
	if (context === undefined) throw new Error('There is a context.');
	const { edit } = world.workspace;
	const id = edit.addComponent(context, { name: 'Late', type: 'module', code: 'src/late.ts' });
	const code = { path: 'src/late.ts', state: 'there' as const, hash: null };
	const late = { design: id, file: 'docs/late.md', code, test: code, tests: [], moved: null };
	world.traces.take({
		...{ type: 'traces', whole: false, gone: [], settled: [], loose: [] },
		traces: [{ ...late, findings: [] }],
	});
	await expect.element(page.getByText('2 of 3 designs read so far')).toBeVisible();
	await page.viewport(390, 800);
	const main = document.querySelector('main');
	await expect.poll(() => (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0)).toBe(0);
	expect(missing().join()).not.toMatch(/serves/);
	edit.setDesign(id, '# Late\n');
	await expect.element(page.getByText(/read so far/)).not.toBeInTheDocument();
	await expect.poll(() => missing().join()).toContain('It serves no criterion.');
});

test('[TV8] from the first of a thousand rows to the last and back, the focus goes along', async () => {
	await page.viewport(1280, 800);
	await open(1_000);
	await expect.poll(() => rows().length).toBeGreaterThan(9);
	await userEvent.keyboard('j');
	await expect.poll(at).toBe('2');
	await userEvent.keyboard('{Control>}{End}{/Control}');
	await expect.poll(at).toBe('1252');
	await userEvent.keyboard('{Control>}{Home}{/Control}');
	await expect.poll(at).toBe('2');
});
