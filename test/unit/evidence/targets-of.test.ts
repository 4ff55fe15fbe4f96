import { describe, expect, test } from 'vitest';
import { targetsOf } from '#server/evidence/checkout-in-hand.ts';
import { hashOf } from '#shared/hash.ts';
import { type ComponentId, deriveId } from '#shared/id.ts';
import { createWorld, revision } from '#test/fixtures/events.ts';

const component = (name: string): ComponentId => deriveId('cp', '', name, 0);
const file = (path: string) => ({ path, hash: hashOf(path) });

/** Designs by name, each with its code, its test and its own file in folders of their own. */
function targets(
	paths: readonly string[],
	names: readonly string[] = ['shelf', 'shelves', 'till'],
) {
	const world = createWorld();
	const nameOf = (id: ComponentId) => names.find((name) => component(name) === id) ?? '';
	const designs = names.map((name) => ({
		...{ id: component(name), component: name, type: 'module', context: null, body: '' },
		criteria: [],
	}));
	const found = targetsOf(
		{
			...{ folder: '/bookshop', state: () => world.ledger.state() },
			artefacts: () => ({ stories: [], contexts: [], designs }),
			revisionOf: () => revision('one'),
			filesOf: (id) => ({
				code: nameOf(id) === 'till' ? null : file(`src/${nameOf(id)}/code.ts`),
				test: file(`test/${nameOf(id)}.test.ts`),
			}),
			designFile: (id) => ({ path: `docs/${nameOf(id)}.md`, markdown: '' }),
		},
		paths,
	);
	return found.ok ? found.value.map(({ name }) => name) : found.error.reason;
}

describe('the paths of a verification', () => {
	test.each([
		['code', 'src/shelf/code.ts'],
		['a test', 'test/shelf.test.ts'],
		['a Design’s own file', 'docs/shelf.md'],
		['an id', component('shelf')],
		['a folder', 'src/shelf'],
		['a folder with a slash', 'src/shelf/'],
		['a path from here', './src/shelf/code.ts'],
		['a path of Windows', 'src\\shelf\\code.ts'],
	])('[VE19] mean a Design by %s', (_, path) => {
		expect(targets([path])).toEqual(['shelf']);
	});

	test('[VE19] mean all where there are none, and where one is the root', () => {
		const all = ['shelf', 'shelves', 'till'];
		expect(targets([])).toEqual(all);
		expect(targets(['.'])).toEqual(all);
		expect(targets(['src/shelf', '.'])).toEqual(all);
		expect(targets(['test'])).toEqual(all);
	});

	test('[VE19] mean each Design once', () => {
		expect(targets(['src', 'test/shelf.test.ts', 'docs/shelves.md'])).toEqual(['shelf', 'shelves']);
	});

	test('[VE19] are refused by the one that means none', () => {
		for (const path of ['src/she', 'code.ts', 'src/other', '']) {
			expect(targets(['src', path])).toContain(`at ${path}.`);
			expect(targets(['.', path])).toContain(`at ${path}.`);
		}
	});

	test('[VE19] mean nothing where there is no Design', () => {
		expect(targets([], [])).toContain('no Design here');
		expect(targets(['.'], [])).toContain('no Design here');
	});
});
