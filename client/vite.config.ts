import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { createLicenceList } from '../licences/licence-list.ts';
import { APP_LICENCES, APP_LICENCES_TEXT } from '../shared/app-licences.ts';
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

const licences = createLicenceList({
	root: import.meta.dirname,
	files: [APP_LICENCES, APP_LICENCES_TEXT],
	lists: [`${import.meta.dirname}/../build/diagram-frame.licences.json`],
});

export default defineConfig({
	root: import.meta.dirname,
	plugins: [
		sveltekit({ ...config, version: { name: versionOfSources() } }),
		{ ...licences.writes, applyToEnvironment: ({ name }) => name === 'client' },
		{ ...licences.holdsAll, applyToEnvironment: ({ name }) => name === 'serviceWorker' },
	],
	worker: { plugins: () => [licences.collects] },
	resolve: {
		dedupe: ['yjs', 'lib0', 'y-protocols'],
	},
	server: { fs: { allow: ['..'] } },
	// The content security policy takes fonts and images from files only.
	build: { assetsInlineLimit: 0 },
});
