import { expect, test } from 'vitest';
import { arrangeChains, sharesOf, tallyGaps } from '#client/features/trace/arrange-chains.ts';
import { createChains } from '#client/features/trace/chains.ts';
import { gapCount } from '#client/features/trace/gaps.ts';
import { gridMove } from '#client/features/trace/grid-keys.ts';
import { createHeldOrder } from '#client/features/trace/held-order.ts';
import { readTraceQuery, writeTraceQuery } from '#client/features/trace/trace-query.ts';
import { linesOf, openAtFirst } from '#client/features/trace/tree-lines.ts';
import { treeOf } from '#client/features/trace/tree-nodes.ts';
import { wholeOfChain, wholeWords } from '#client/features/trace/whole-of.ts';
import {
	componentNamed,
	criterionOf,
	storyNamed,
	there,
	traceInput,
	VERIFIED,
} from '#test/fixtures/trace-input.ts';

const [one, two, three] = [
	criterionOf('Sign in', 0),
	criterionOf('Sign in', 1),
	criterionOf('Reset', 0),
];
const files = { code: there('src/a.ts'), test: there('test/a.test.ts'), run: VERIFIED };
const shop = traceInput({
	stories: { 'Sign in': 2, Reset: 1 },
	designs: [
		{ name: 'Session', context: 'Accounts', serves: [one, three], ...files },
		{ name: 'Lockout', context: 'Accounts', serves: [two], ...files, test: null },
		{ name: 'Mail', serves: [three], ...files, run: { result: 'red', because: 'They failed.' } },
	],
	criteria: new Map([
		[one, 'verified'],
		[two, 'verified'],
	]),
	loose: [{ path: 'src/stray.ts', kind: 'code' }],
});
const chains = createChains()(shop);
const ALL = readTraceQuery('');
const names = (found: readonly { key: string; design: { name: string } | null }[]) =>
	found.map(({ design, key }) => design?.name ?? key);

test('[TV6] gaps come first, the worst of all on top', () => {
	expect(names(arrangeChains(chains, ALL, null))).toEqual([
		'Mail',
		'Lockout',
		'file:src/stray.ts',
		'Session',
		'Session',
	]);
	const inOrder = names(arrangeChains(chains, { ...ALL, sort: 'order' }, null));
	expect(inOrder.slice(0, 2)).toEqual(['Session', 'Lockout']);
});

test('[TV6] a kind of gap, words and an artefact narrow the rows down', () => {
	const ask = (search: string, of: Parameters<typeof arrangeChains>[2] = null) =>
		names(arrangeChains(chains, readTraceQuery(search), of));
	expect(ask('?gap=no-test')).toEqual(['Lockout']);
	expect(ask('?gap=any')).toHaveLength(3);
	expect(ask('?q=RESET+mail')).toEqual(['Mail']);
	expect(ask('', storyNamed('Reset'))).toEqual(['Mail', 'Session']);
	expect(ask('', componentNamed('Session'))).toHaveLength(2);
});

test('[TV6] what is asked for stands in the address, and nonsense is left out', () => {
	for (const search of ['', '?q=mail&gap=no-test&sort=order&view=tree', '?gap=any'])
		expect(writeTraceQuery(readTraceQuery(search))).toBe(search);
	expect(writeTraceQuery(readTraceQuery('?gap=everything&view=3d&sort=up'))).toBe('');
});

test('[TV6] gaps are counted in words, each thing once', () => {
	const words = tallyGaps(chains).map(({ kind, count }) => gapCount(kind, count));
	expect(words).toEqual([
		'1 design fails its tests',
		'1 design has no test',
		'1 file has no design',
	]);
	expect(gapCount('no-design', 1_200)).toBe('1,200 criteria are served by no design');
	expect(sharesOf(chains)).toEqual({
		criteria: { done: 2, all: 3 },
		code: { done: 3, all: 3 },
		test: { done: 2, all: 3 },
		designs: { done: 2, all: 3 },
	});
});

test('[TV5] rows stay where they are while they are read, until the order is asked for again', () => {
	const held = createHeldOrder<{ key: string; v: number }>();
	const row = (key: string, v = 0) => ({ key, v });
	const all = (...rows: readonly { key: string; v: number }[]) =>
		new Map(rows.map((each) => [each.key, each]));
	const [a, b, c] = [row('a'), row('b'), row('c')];
	expect(held(all(a, b), [a, b], 1)).toEqual({ rows: [a, b], stale: false });
	const mended = row('a', 1);
	expect(held(all(mended, b), [b, mended], 1)).toEqual({ rows: [mended, b], stale: true });
	expect(held(all(mended, b, c), [c, b], 1)).toEqual({ rows: [mended, b, c], stale: true });
	expect(held(all(b, c), [c, b], 1).rows).toEqual([b, c]);
	expect(held(all(b, c), [c, b], 2)).toEqual({ rows: [c, b], stale: false });
});

test('[TV7] the tree has each thing once on its way down, with the gaps of what is under it', () => {
	const roots = treeOf(arrangeChains(chains, ALL, null));
	expect(roots.map(({ of }) => of.kind)).toEqual(['story', 'story', 'loose']);
	const [reset, signIn] = roots;
	expect(reset?.gaps.map(({ kind }) => kind)).toEqual(['red']);
	expect(signIn?.gaps.map(({ kind }) => kind)).toEqual(['no-test']);
	const lines = linesOf(roots, () => true);
	const ways = lines.map(({ level, node }) => `${level} ${node.of.kind}`);
	expect(ways.slice(0, 10)).toEqual([
		'1 story',
		'2 criterion',
		'3 design',
		'4 code',
		'5 test',
		'3 context',
		'4 design',
		'5 code',
		'6 test',
		'1 story',
	]);
	expect(lines.find(({ node }) => node.of.kind === 'design')).toMatchObject({
		setSize: 2,
		place: 1,
		expanded: true,
	});
});

test('[TV7] a small tree is open down to its designs, a large one is shut', () => {
	const roots = treeOf(chains);
	expect(linesOf(roots, openAtFirst(roots)).at(2)?.node.of.kind).toBe('context');
	const many = Array.from({ length: 30 }, (_, n) => [`Story ${n}`, 3] as const);
	const large = treeOf(createChains()(traceInput({ stories: Object.fromEntries(many) })));
	expect(linesOf(large, openAtFirst(large))).toHaveLength(30);
});

test('[TV8] keys lead through a grid and no further; a tree has its rows before its cells', () => {
	const shape = { rows: 5, columns: 3, page: 10, tree: false };
	const press = (key: string, row: number, column: number, more: object = {}) =>
		gridMove({ key, ctrlKey: false, ...more }, { row, column }, { ...shape, ...more });
	expect(press('ArrowDown', 4, 1)).toEqual({ row: 4, column: 1 });
	expect(press('ArrowLeft', 2, 0)).toEqual({ row: 2, column: 0 });
	expect(press('ArrowLeft', 2, 0, { tree: true })).toEqual({ row: 2, column: -1 });
	expect(press('End', 2, 0)).toEqual({ row: 2, column: 2 });
	expect(press('End', 2, 0, { ctrlKey: true })).toEqual({ row: 4, column: 0 });
	expect(press('Home', 3, -1, { tree: true })).toEqual({ row: 0, column: -1 });
	expect(press('PageUp', 3, 1)).toEqual({ row: 0, column: 1 });
	expect(press('x', 3, 1)).toBeNull();
});

test('[TV12] nothing looks better than what people approved of it', () => {
	const shop = { stories: { 'Sign in': 2 }, criteria: new Map([[one, 'verified']] as const) };
	const design = { name: 'Session', context: 'Accounts', serves: [one], ...files };
	const said = (more: Parameters<typeof traceInput>[0]) => {
		const [row] = createChains()(traceInput({ ...shop, designs: [design], ...more }));
		const whole = row === undefined ? null : wholeOfChain(row);
		return whole && wholeWords(whole);
	};
	expect(said({})).toBe('Verified');
	expect(said({ designs: [{ ...design, run: null }] })).toBe('Implemented');
	expect(said({ designs: [{ ...design, draft: true }] })).toBe('Its tests pass, not approved');
	expect(said({ drafts: ['Sign in'] })).toBe('Its tests pass, not approved');
	expect(said({ designs: [{ ...design, suspect: true }] })).toBe('Its tests pass, suspect');
	const untested = { ...design, run: null, draft: true, suspect: true };
	expect(said({ designs: [untested] })).toBe('Code and test are there, not approved');
	const counted = createChains()(traceInput({ ...shop, designs: [{ ...design, draft: true }] }));
	expect(sharesOf(counted).designs).toEqual({ done: 0, all: 1 });
});
