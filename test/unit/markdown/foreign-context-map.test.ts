import { describe, expect, test } from 'vitest';
import type { Context } from '#shared/artefact/context.ts';
import type { ContextsBlock } from '#shared/doc/block.ts';
import { ComponentId, StoryId } from '#shared/id.ts';
import { readContextMap, writeContextMap } from '#shared/markdown/context-map.ts';

const signIn = { id: StoryId.parse('st_aaaaaaaaaa'), title: 'Sign in' };
const buy = { id: StoryId.parse('st_bbbbbbbbbb'), title: 'Buy a book' };
const stories = [signIn, buy];

const MAP = `# Map

## Domain Contexts (Entity Owners)

### Accounts Context
- **Type:** Domain
- **Entity**: Account
- **Dependencies**: None

Prose about it.

### Orders Context
**Entity**: Order
**Dependencies**: Accounts, Payments

**Responsibilities**:
- takes orders
- ships

## Coordination Contexts (Application Orchestration)

### Checkout Context
**Responsibilities**: Buys.
**Dependencies**:
- Orders
- Accounts Context

## Requirements Mapping

| Requirement | Context |
|---|---|
| Sign in | Accounts |
| Buy a book | Checkout |
`;

function contextsIn(text: string): Context[] {
	const { blocks } = readContextMap(text, stories);
	return blocks.flatMap((block) => (block.kind === 'context' ? [block.context] : []));
}

function changed(name: string, change: Partial<Context>): ContextsBlock[] {
	return readContextMap(MAP, stories).blocks.map((block) =>
		block.kind === 'context' && block.context.name === name
			? { ...block, context: { ...block.context, ...change } }
			: block,
	);
}

describe('hand-written context map', () => {
	test('[MD11] groups, bullets and names are understood', () => {
		const [accounts, orders, checkout] = contextsIn(MAP);
		expect(accounts).toMatchObject({ type: 'domain', entity: 'Account', notes: 'Prose about it.' });
		expect(orders?.dependencies).toEqual([accounts?.id]);
		expect(orders?.unresolved.dependencies).toEqual(['Payments']);
		expect(orders?.responsibilities).toBe('- takes orders\n- ships');
		expect(checkout?.type).toBe('coordination');
		expect(checkout?.dependencies).toEqual([accounts?.id, orders?.id].sort());
	});

	test('[MD12] a requirements table links, and a link that went takes its row along', () => {
		const [accounts, , checkout] = contextsIn(MAP);
		expect(accounts?.stories).toEqual([signIn.id]);
		expect(checkout?.stories).toEqual([buy.id]);
		const next = writeContextMap(MAP, changed('Accounts Context', { stories: [] }), stories);
		expect(next).not.toContain('| Sign in |');
		expect(contextsIn(next)[0]?.stories).toEqual([]);
		expect(contextsIn(next)[2]?.stories).toEqual([buy.id]);
	});

	test('[MD4] a changed field changes its line and adds id comments', () => {
		const next = writeContextMap(MAP, changed('Accounts Context', { entity: 'Reader' }), stories);
		const plain = next.replace(/ <!-- cx_[0-9a-z]{10} -->/g, '');
		expect(plain).toBe(MAP.replace('**Entity**: Account', '**Entity**: Reader'));
	});

	test.each(['Stories', 'Components', 'Dependencies', 'Type'])(
		'[MD11] a context may be called %s: only a deeper heading is a section',
		(name) => {
			const own = `## ${name}\n**Type**: domain\n**Entity**: Shelf\n`;
			const section = '### Responsibilities\n\nTheirs.\n';
			for (const [text, names] of [
				[`# Map\n\n${own}`, [name]],
				[`# Map\n\n${own}\n## Orders\n**Type**: domain\n`, [name, 'Orders']],
				[`# Map\n\n## Orders\n**Type**: domain\n\n${section}\n${own}`, ['Orders', name]],
				[`## Domain Contexts\n\n### Orders\n\nA.\n\n### ${name}\n\nB.\n`, ['Orders', name]],
			] as const) {
				expect(contextsIn(text).map((context) => context.name)).toEqual(names);
				const written = writeContextMap(text, readContextMap(text, stories).blocks, stories);
				expect(contextsIn(written)).toEqual(contextsIn(text));
			}
			const nested = `## Orders\n**Type**: domain\n\n### ${name}\n**Entity**: Order\n`;
			expect(contextsIn(nested).map((context) => context.name)).toEqual(['Orders']);
		},
	);

	test('[MD3] a context so deep that no section fits below it keeps its components', () => {
		const deep = '###### Orders\n**Type**: domain\n';
		const [orders] = contextsIn(deep);
		if (orders === undefined) throw new Error('There is a context.');
		const id = ComponentId.parse('cp_aaaaaaaaaa');
		const component = { id, name: 'Cart', type: 'module', code: 'src/cart.ts' };
		const wanted = { ...orders, components: [component], responsibilities: 'One.\n\nTwo.' };
		const written = writeContextMap(deep, [{ kind: 'context', context: wanted }], stories);
		expect(contextsIn(written)).toEqual([wanted]);
	});

	test('[MD3] a context that is moved to another group, or above them all, keeps its type', () => {
		const { blocks } = readContextMap(MAP, stories);
		const at = (name: string) =>
			blocks.findIndex((block) => block.kind === 'context' && block.context.name === name);
		const [first, ...rest] = blocks.toSpliced(at('Checkout Context'), 1);
		const checkout = blocks[at('Checkout Context')];
		if (first === undefined || checkout === undefined) throw new Error('The map has both.');
		for (const wanted of [
			[first, checkout, ...rest],
			[checkout, first, ...rest],
			[...blocks.toSpliced(at('Orders Context'), 1), blocks[at('Orders Context')] ?? first],
			blocks.filter(({ kind }) => kind === 'context'),
		]) {
			const written = writeContextMap(MAP, wanted, stories);
			expect(contextsIn(written).map(({ name, type }) => [name, type])).toEqual(
				wanted.flatMap((block) =>
					block.kind === 'context' ? [[block.context.name, block.context.type]] : [],
				),
			);
		}
		const untouched = writeContextMap(MAP, blocks, stories);
		expect(untouched.match(/\*\*Type/g)).toHaveLength(1);
	});
});
