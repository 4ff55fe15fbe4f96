import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { defineConfig } from 'rolldown';
import { createLicenceList } from './licences/licence-list.ts';

const { dependencies, optionalDependencies } = JSON.parse(
	readFileSync(new URL('package.json', import.meta.url), 'utf8'),
);
/** Of many small files, and asked for by every command: one file loads in a fifth of the time. */
const BUNDLED = [
	...['@noble/hashes', '@scure/bip39', 'canonicalize', 'commander', 'env-paths', 'ignore'],
	...['jsonc-parser', 'markdown-it', 'xstate', 'yaml', 'zod'],
];
const installed = Object.keys({ ...dependencies, ...optionalDependencies }).filter(
	(name) => !BUNDLED.includes(name),
);

/** What parses code, each from the package of its grammar: only these files of it are shipped. */
const GRAMMARS = [
	'web-tree-sitter/web-tree-sitter.wasm',
	'tree-sitter-typescript/tree-sitter-typescript.wasm',
	'tree-sitter-typescript/tree-sitter-tsx.wasm',
	'tree-sitter-python/tree-sitter-python.wasm',
	'tree-sitter-elixir/tree-sitter-elixir.wasm',
	'tree-sitter-go/tree-sitter-go.wasm',
	'tree-sitter-rust/tree-sitter-rust.wasm',
];

const copyGrammars = {
	name: 'copy-grammars',
	generateBundle() {
		for (const file of GRAMMARS) {
			const originalFileName = `node_modules/${file}`;
			const source = readFileSync(originalFileName);
			const fileName = `grammars/${basename(file)}`;
			this.emitFile({ type: 'asset', fileName, originalFileName, source });
		}
	},
};

const licences = createLicenceList({
	root: import.meta.dirname,
	files: ['third-party-licences.txt'],
});

/**
 * The server as one file for the published package: Node refuses to strip types below
 * node_modules. Dependencies stay imports; `dist/` lies as deep as `server/`, so that paths to
 * the app hold in both.
 */
export default defineConfig({
	// What runs in threads of its own is a file of its own.
	input: {
		main: 'server/main.ts',
		'import-worker': 'server/files/import/import-worker.ts',
		'check-worker': 'server/check/threads/check-worker.ts',
		'drift-worker': 'server/imports/drift-worker.ts',
	},
	platform: 'node',
	tsconfig: false,
	// A package that has both brings its parts along as modules only.
	resolve: { mainFields: ['module', 'main'] },
	// Tree-sitter's loader has one, for the code that a grammar of ours brings.
	checks: { eval: false },
	plugins: [copyGrammars, licences.writes],
	external: (id) =>
		id.startsWith('node:') || installed.some((name) => id === name || id.startsWith(`${name}/`)),
	output: {
		dir: 'dist',
		cleanDir: true,
		format: 'esm',
		entryFileNames: '[name].js',
		chunkFileNames: '[name].js',
	},
});
