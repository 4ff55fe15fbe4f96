import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import config from '../svelte.config.js';

/** The same sources give byte-identical builds, so the service worker does not churn. */
function versionOfSources(): string {
	const hash = createHash('sha256');
	const root = `${import.meta.dirname}/..`;
	const files = globSync(['{client,shared,machines}/**/*.*', 'package-lock.json'], {
		cwd: root,
		exclude: ['client/.svelte-kit/**', 'client/node_modules/**'],
	});
	for (const file of files.sort()) hash.update(file).update(readFileSync(`${root}/${file}`));
	return hash.digest('hex').slice(0, 12);
}

/** Packages that only diagrams need, 3 MB of them. */
const DIAGRAMS =
	/node_modules\/(?:mermaid|@mermaid-js|@braintree|@iconify|@upsetjs|chevrotain|@chevrotain|cytoscape[\w-]*|cose-base|layout-base|d3-?[\w-]*|dagre-d3-es|dayjs|es-toolkit|katex|khroma|marked|roughjs|stylis|ts-dedent|langium|vscode-[\w-]+|internmap|delaunator|robust-predicates|points-on-\w+|path-data-parser|hachure-fill|lodash-es)\//;

/**
 * Puts what only diagrams need into a folder of its own, which the service worker leaves alone
 * until someone reads a diagram.
 */
function laterChunks(): Plugin {
	return {
		name: 'lintel-later-chunks',
		enforce: 'post',
		configResolved({ environments }) {
			const output = environments['client']?.build.rolldownOptions.output;
			if (output === undefined || Array.isArray(output)) return;
			const usual = output.chunkFileNames;
			output.chunkFileNames = (chunk) => {
				const later =
					chunk.moduleIds.length > 0 && chunk.moduleIds.every((id) => DIAGRAMS.test(id));
				if (later) return '_app/immutable/later/[hash].js';
				return typeof usual === 'function' ? usual(chunk) : (usual ?? '[hash].js');
			};
		},
	};
}

export default defineConfig({
	root: import.meta.dirname,
	plugins: [sveltekit({ ...config, version: { name: versionOfSources() } }), laterChunks()],
	resolve: {
		dedupe: ['yjs', 'lib0', 'y-protocols'],
		// Mermaid would bundle it; its licence (EPL) is not one this app ships under.
		alias: {
			'elkjs/lib/elk.bundled.js': `${import.meta.dirname}/features/design/preview/no-elk.ts`,
		},
	},
	server: { fs: { allow: ['..'] } },
	// The content security policy takes fonts and images from files only.
	build: { assetsInlineLimit: 0 },
});
