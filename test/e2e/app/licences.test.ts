import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { APP_LICENCES, APP_LICENCES_TEXT } from '#shared/app-licences.ts';
import { PackageLicence } from '#shared/package-licence.ts';

const ROOT = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Parts of packages in the app that the app takes nothing of: whoever adds one has looked. */
const LEFT_OUT: ReadonlySet<string> = new Set([
	// Types alone.
	...['@chevrotain/types', '@iconify/types', '@oxc-project/types', '@standard-schema/spec'],
	...['@types/d3', '@types/d3-drag', '@types/d3-interpolate', '@types/d3-selection'],
	...['@types/d3-transition', '@types/d3-zoom', '@types/estree'],
	// Of compilers, servers and commands.
	...['@antfu/install-pkg', '@jridgewell/remapping', '@jridgewell/sourcemap-codec'],
	...['@jridgewell/trace-mapping', '@rolldown/pluginutils', '@sveltejs/acorn-typescript', 'acorn'],
	...['argparse', 'aria-query', 'axobject-query', 'commander', 'cookie', 'esrap', 'iconv-lite'],
	...['import-meta-resolve', 'is-reference', 'lightningcss', 'locate-character', 'magic-string'],
	...['mrmime', 'picomatch', 'postcss', 'rw', 'sirv', 'tinyglobby', 'zimmerframe'],
	// What nothing of the app reaches, or a constant stands for.
	...['@chevrotain/cst-dts-gen', '@codemirror/streamparser', 'esm-env', 'isomorphic.js'],
	...['dequal', 'lz-string'],
	// Under the EPL; rolldown.diagram.config.mjs puts nothing in its place.
	'elkjs',
]);

const licences = z.array(PackageLicence).parse(JSON.parse(read(`build/client/${APP_LICENCES}`)));
const names = new Set(licences.map(({ name }) => name));

test('[LN1] every package that the sources of the app import is in its list', () => {
	const files = globSync('client/**/*.{ts,svelte,css}', {
		cwd: ROOT,
		exclude: ['**/node_modules/**', '**/.svelte-kit/**', 'client/vite.config.ts'],
	});
	const imported = new Set(files.flatMap((file) => packagesIn(read(file))));
	expect(imported.size).toBeGreaterThan(20);
	expect([...imported].filter((name) => !names.has(name))).toEqual([]);
});

test('[LN1] packages inside packages and in frames of their own are in it too', () => {
	expect([...names]).toEqual(expect.arrayContaining(['internmap', 'langium', 'mermaid']));
	expect(names).not.toContain('elkjs');
});

test('[LN3] the list names no machine and no registry, and people read the same one', () => {
	for (const path of [APP_LICENCES, APP_LICENCES_TEXT]) {
		const text = read(`build/client/${path}`);
		expect(text).not.toContain(ROOT);
		expect(text).not.toMatch(/registry\.|\/(home|tmp|root|Users)\//);
	}
	const text = read(`build/client/${APP_LICENCES_TEXT}`);
	expect(licences.filter((licence) => !text.includes(licence.text))).toEqual([]);
});

test('[LN4] what packages of the app depend on is in the list, or known to be left out', () => {
	const known = new Set([...names, ...LEFT_OUT]);
	const dependenciesOf = dependencies();
	const unknown = [...names].flatMap((name) =>
		(dependenciesOf.get(name) ?? [])
			.filter((dependency) => !known.has(dependency))
			.map((dependency) => `${name} depends on ${dependency}`),
	);
	expect(unknown).toEqual([]);
	expect([...LEFT_OUT].filter((name) => names.has(name))).toEqual([]);
});

const IMPORT =
	/(?:^|[^.\w])@?import\s*(?!type\b)(?:[\w*{}\s,$]+?\s+from\s+|\(\s*|\s)['"]([^'"\n#$.][^'"\n]*)['"]/gm;

/** Of code that runs: what is imported as a type alone is not there. */
function packagesIn(source: string): readonly string[] {
	return [...source.matchAll(IMPORT)].flatMap(
		([, path = '']) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
	);
}

const Installed = z.object({
	name: z.string().optional(),
	dependencies: z.record(z.string(), z.string()).default({}),
});

/** What each installed package depends on; some are installed in several versions. */
function dependencies(): ReadonlyMap<string, readonly string[]> {
	const found = new Map<string, readonly string[]>();
	const places = 'node_modules/{,*/node_modules/,@*/*/node_modules/}{*,@*/*}/package.json';
	for (const path of globSync(places, { cwd: ROOT })) {
		const { name = '', dependencies } = Installed.parse(JSON.parse(read(path)));
		found.set(name, [...(found.get(name) ?? []), ...Object.keys(dependencies)]);
	}
	return found;
}
