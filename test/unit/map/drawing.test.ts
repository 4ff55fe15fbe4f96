import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Context } from '#shared/artefact/context.ts';
import { arrangeMap } from '#shared/trace/map/arrange-map.ts';
import { boundariesOf } from '#shared/trace/map/boundaries.ts';
import { dependencyGraphOf, dependencyPairs } from '#shared/trace/map/dependency-graph.ts';
import { NODE_SIZE } from '#shared/trace/map/map-size.ts';
import { mapToMermaid } from '#shared/trace/map/mermaid.ts';
import { looseRoute, routesOf } from '#shared/trace/map/routes.ts';
import { mapToSvg } from '#shared/trace/map/svg.ts';
import { anyMap, context, contextId, largeMap } from '#test/unit/map/example-map.ts';

const tone = () => ({ tone: 'approved' as const, suspect: true, words: 'Approved, suspect' });

/** Words with the signs in them that mean something to what reads a drawing. */
const anyWords = fc.string({
	unit: fc.oneof(
		fc.constantFrom(...'<>&"\'`;#[](){}\n\0\u{b}\u{ffff}'),
		fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
	),
});

function hostile(name: string, entity: string): readonly Context[] {
	return [{ ...context(0), name, entity, type: 'domain' }, context(1, [0])];
}

function svgOf(contexts: readonly Context[], title = 'Shop') {
	const groups = [{ title: 'A & B', members: contexts.slice(0, 2).map(({ id }) => id) }];
	const places = arrangeMap(contexts, groups);
	return mapToSvg({ title, contexts, groups, places, theme: 'light', toneOf: tone });
}

describe('lines', { timeout: 60_000 }, () => {
	test('[MP11] each dependency has one line, which begins and ends at a side of its ends', () => {
		fc.assert(
			fc.property(anyMap(10), (contexts) => {
				const places = arrangeMap(contexts, []);
				const pairs = dependencyPairs(dependencyGraphOf(contexts)).filter(
					([from, to]) => from !== to,
				);
				const routes = routesOf(places, pairs);
				expect(routes.map(({ from, to }) => [from, to])).toEqual(pairs);
				for (const { from, to, path, tip } of routes) {
					const [x = 0, y = 0] = path.slice(2).split(' ').map(Number);
					expect(liesOnEdge(places.get(from), { x, y })).toBe(true);
					expect(liesOnEdge(places.get(to), tip)).toBe(true);
					expect(path.endsWith(` ${tip.x} ${tip.y}`)).toBe(true);
				}
			}),
		);
	});

	test('[MP11] a line runs round what stands between its ends', () => {
		const [a, b, c] = [0, 1, 2].map(contextId);
		if (!a || !b || !c) throw new Error('There are three.');
		const places = new Map([
			[a, { x: 0, y: 0 }],
			[b, { x: 400, y: 8 }],
			[c, { x: 800, y: 0 }],
		]);
		const [route] = routesOf(places, [[a, c]]);
		const level = /L (\S+) (\S+)/.exec(route?.path ?? '');
		const y = Number(level?.[2]);
		expect(y < 8 || y > 8 + NODE_SIZE.height).toBe(true);
		places.set(b, { x: 400, y: 600 });
		expect(routesOf(places, [[a, c]])[0]?.path).not.toContain('L');
		expect(looseRoute({ x: 0, y: 0 }, { x: 0, y: 400 })).toMatch(/^M 108 88 C/);
	});
});

describe('pictures', { timeout: 60_000 }, () => {
	test('[MP12] a map of little is as wide as its title', () => {
		const title = 'A bookshop with a long name: context map';
		const drawing = svgOf(largeMap(1), title);
		const width = Number(/ width="([\d.]+)"/.exec(drawing)?.[1]);
		expect(drawing).toContain(title);
		expect(width).toBeGreaterThan(title.length * 11);
	});

	test('[MP12] every word is escaped, and nothing comes from elsewhere', () => {
		const tags = (svg: string) => svg.split('<').length;
		const plain = tags(svgOf(hostile('x', 'x'), 'x'));
		fc.assert(
			fc.property(anyWords, anyWords, (name, entity) => {
				const contexts = hostile(name, entity);
				const svg = svgOf(contexts, name);
				expect(tags(svg)).toBe(plain);
				expect(svg).not.toMatch(/foreignObject|<style|<script|href|url\(/);
				expect(svg, 'signs that XML has').not.toMatch(
					/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{10ffff}]/u,
				);
				const groups = [{ title: entity, members: [contextId(0)] }];
				const mermaid = mapToMermaid(contexts, groups).trimEnd().split('\n');
				expect(mermaid).toHaveLength(6);
				expect(mermaid.map((line) => line.match(/"/g)?.length)).toEqual([
					undefined,
					2,
					2,
					undefined,
					2,
					undefined,
				]);
			}),
		);
	});

	test('[MP12] the picture holds every context, dependency and group', () => {
		const svg = svgOf([context(0), context(1, [0]), context(2, [1, 0])]);
		expect(svg.match(/<title>C\d: Approved, suspect<\/title>/g)).toHaveLength(3);
		expect(svg.match(/L-9 -4.5/g)).toHaveLength(3);
		expect(svg).toContain('A &#38; B');
		expect(svg).toContain('stroke-dasharray="2.4 2.2"');
	});

	test('[MP12] Mermaid gets groups as subgraphs', () => {
		const contexts = [{ ...context(0), name: 'Say "hi"; [x]' }, context(1, [0])];
		const id = [contextId(0), contextId(1)];
		expect(mapToMermaid(contexts, [{ title: 'Front', members: [contextId(0)] }])).toBe(
			[
				'flowchart LR',
				'    subgraph g1["Front"]',
				`        ${id[0]}(["Say #34;hi#34;#59; #91;x#93;"])`,
				'    end',
				`    ${id[1]}(["C1"])`,
				`    ${id[1]} --> ${id[0]}`,
				'',
			].join('\n'),
		);
	});

	test('[MP10] a boundary lies around its members', () => {
		const contexts = [context(0), context(1, [0])];
		const places = arrangeMap(contexts, []);
		const members = [contextId(0), contextId(1)];
		const [boundary] = boundariesOf(
			[
				{ title: 'Front', members },
				{ title: 'None', members: [] },
			],
			places,
		);
		for (const id of members) {
			const { x = 0, y = 0 } = places.get(id) ?? {};
			const { box } = boundary ?? { box: { x: 0, y: 0, width: 0, height: 0 } };
			expect(x > box.x && x + NODE_SIZE.width < box.x + box.width).toBe(true);
			expect(y > box.y && y + NODE_SIZE.height < box.y + box.height).toBe(true);
		}
	});

	test('[MP13] two thousand contexts are drawn', () => {
		expect(svgOf(largeMap(2_000)).match(/<g><title>/g)).toHaveLength(2_000);
	});
});

function liesOnEdge(
	node: { x: number; y: number } | undefined,
	at: { x: number; y: number },
): boolean {
	if (node === undefined) return false;
	const across = at.x >= node.x && at.x <= node.x + NODE_SIZE.width;
	const down = at.y >= node.y && at.y <= node.y + NODE_SIZE.height;
	const onX = at.x === node.x || at.x === node.x + NODE_SIZE.width;
	const onY = at.y === node.y || at.y === node.y + NODE_SIZE.height;
	return across && down && (onX || onY);
}
