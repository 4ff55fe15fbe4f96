import { defineConfig } from 'rolldown';

/** `lintel-check`: everything in one file, so that CI installs nothing but it, under Node 20 too. */
export default defineConfig({
	input: 'server/check/lean.ts',
	platform: 'node',
	tsconfig: false,
	transform: { target: 'node20' },
	output: {
		file: 'dist/lintel-check.js',
		format: 'esm',
		banner: '#!/usr/bin/env node',
		codeSplitting: false,
		minify: true,
	},
});
