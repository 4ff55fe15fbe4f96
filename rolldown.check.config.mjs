import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';
import { createLicenceList } from './licences/licence-list.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

const LICENCES = 'lintel-check.licences.txt';
const licences = createLicenceList({ root: import.meta.dirname, files: [LICENCES] });

/** `lintel-check`: everything in one file, so that CI installs nothing but it, under Node 20 too. */
export default defineConfig({
	input: 'server/check/lean.ts',
	platform: 'node',
	tsconfig: false,
	// A package that has both brings its parts along as modules only.
	resolve: { mainFields: ['module', 'main'] },
	// The parsers of code come with one, which is never reached where there are no grammars.
	checks: { eval: false },
	transform: { target: 'node20', define: { LINTEL_VERSION: JSON.stringify(version) } },
	plugins: [licences.writes],
	output: {
		file: 'dist/lintel-check.js',
		format: 'esm',
		banner: `#!/usr/bin/env node\n/*! With code of others, whose licences are in ${LICENCES} of the package "lintel". */`,
		codeSplitting: false,
		minify: true,
	},
});
