import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** What each layer may import: other layers, and packages (`*` for any). */
const LAYERS = {
	shared: {
		layers: ['shared'],
		packages: [
			'zod/mini',
			'yjs',
			'tokenx',
			'@noble/hashes',
			'@scure/bip39',
			'canonicalize',
			'fast-diff',
			'markdown-it',
			'lib0',
			'yaml',
			'papaparse',
			'@cucumber/gherkin',
			'@cucumber/messages',
			'@dagrejs/dagre',
			'jsonc-parser',
			'smol-toml',
		],
	},
	machines: { layers: ['shared', 'machines'], packages: ['zod/mini', 'xstate'] },
	server: { layers: ['shared', 'machines', 'server'], packages: ['*'] },
	client: { layers: ['shared', 'machines', 'client'], packages: ['*'] },
} as const;

const IMPORT =
	/(?:^|[^.\w])(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]|(?:^|[^.\w])import\(\s*['"]([^'"]+)['"]/gm;

describe.each(Object.entries(LAYERS))('%s', (layer, allowed) => {
	const files = globSync(`${layer}/**/*.{ts,svelte}`, {
		exclude: ['**/node_modules/**', '**/.svelte-kit/**'],
	}).filter((file) => !file.endsWith('vite.config.ts'));

	test('imports only downwards', () => {
		expect(files.length).toBeGreaterThan(0);
		const wrong = files.flatMap((file) =>
			importsOf(file)
				.filter((name) => !isAllowed(name, layer, allowed))
				.map((name) => `${file} imports ${name}`),
		);
		expect(wrong).toEqual([]);
	});
});

test('no file is longer than 250 lines', () => {
	const files = globSync('{shared,machines,server,client,test}/**/*.{ts,svelte}', {
		exclude: ['**/node_modules/**', '**/.svelte-kit/**'],
	});
	expect(files.length).toBeGreaterThan(0);
	const lines = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').length;
	expect(files.filter((file) => lines(file) > 250)).toEqual([]);
});

test('what paints stories loads no Markdown parser', () => {
	const seen = new Set<string>();
	const next = ['shared/doc/stories-doc.ts', 'shared/doc/contexts-doc.ts'];
	next.push(...globSync('shared/doc/edits/*.ts'));
	for (const file of next) {
		if (seen.has(file)) continue;
		seen.add(file);
		for (const name of runtimeImportsOf(file)) {
			if (name.startsWith('#shared/')) next.push(name.slice(1));
			else seen.add(name);
		}
	}
	expect([...seen].filter((name) => ['markdown-it', 'yaml'].includes(name))).toEqual([]);
});

function importsOf(file: string): string[] {
	const text = readFileSync(file, 'utf8');
	return [...text.matchAll(IMPORT)].flatMap((match) => match[1] ?? match[2] ?? []);
}

/** Without those of types alone, which load nothing. */
function runtimeImportsOf(file: string): string[] {
	const text = readFileSync(file, 'utf8').replaceAll(/^import type [^;]+;$/gm, '');
	return [...text.matchAll(IMPORT)].flatMap((match) => match[1] ?? match[2] ?? []);
}

function isAllowed(
	name: string,
	layer: string,
	allowed: { readonly layers: readonly string[]; readonly packages: readonly string[] },
): boolean {
	if (name.startsWith('#')) return allowed.layers.includes(name.slice(1).split('/')[0] ?? '');
	if (name.startsWith('..')) return layer === 'client';
	if (name.startsWith('.')) return true;
	if (name.startsWith('node:') && layer !== 'server') return false;
	const packages = allowed.packages;
	return (
		packages.includes('*') || packages.some((one) => name === one || name.startsWith(`${one}/`))
	);
}

/** Newer than Node 20, and nothing in `server/check/lean.ts` fills it in. */
const TOO_NEW =
	/(?<!\bz)\.(?:union|difference|symmetricDifference|intersection|isSubsetOf|isSupersetOf|isDisjointFrom)\(|\.(?:keys|values|entries)\(\)\s*\.(?:map|filter|take|drop|flatMap|some|every|find|toArray|reduce|forEach)\(|Promise\.(?:try|withResolvers)|Array\.fromAsync|Object\.groupBy/;

test('[CK12] what decides, and what checks it, asks for nothing that Node 20 lacks', () => {
	const files = globSync('{shared,machines,server/check}/**/*.ts');
	const tooNew = files.filter((file) => TOO_NEW.test(readFileSync(file, 'utf8')));
	expect(tooNew).toEqual([]);
	for (const line of [
		'all.intersection(some)',
		'a.union(b)',
		'all\n\t.values()\n\t.map(of)',
		'Promise.try(f)',
	])
		expect(TOO_NEW.test(line), line).toBe(true);
	for (const line of ['z.union([a, b])', '[...all.values()].map(of)', 'Map.groupBy(all, of)'])
		expect(TOO_NEW.test(line), line).toBe(false);
});
