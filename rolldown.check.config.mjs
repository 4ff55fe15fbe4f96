import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

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
	output: {
		file: 'dist/lintel-check.js',
		format: 'esm',
		banner: '#!/usr/bin/env node',
		codeSplitting: false,
		minify: true,
	},
});
