import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const installed = Object.keys(dependencies);

/**
 * The server as one file for the published package: Node refuses to strip types below
 * node_modules. Dependencies stay imports; `dist/` lies as deep as `server/`, so that paths to
 * the app hold in both.
 */
export default defineConfig({
	// The reader of large imports runs in a thread of its own, and so is a file of its own.
	input: { main: 'server/main.ts', 'import-worker': 'server/files/import-worker.ts' },
	platform: 'node',
	tsconfig: false,
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
