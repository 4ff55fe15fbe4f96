import { defineConfig } from 'rolldown';
import { createLicenceList } from './licences/licence-list.ts';

const licences = createLicenceList({
	root: import.meta.dirname,
	files: ['diagram-frame.licences.json'],
});

/**
 * What draws diagrams, as one classic script: it stands in the text of a sandboxed frame, where
 * the page's policy allows it by its hash (svelte.config.js). ELK is left out: its licence (EPL) is
 * not one this app ships under.
 */
export default defineConfig({
	input: 'client/features/design/preview/draw-in-frame.ts',
	platform: 'browser',
	resolve: {
		alias: {
			'elkjs/lib/elk.bundled.js': `${import.meta.dirname}/client/features/design/preview/no-elk.ts`,
		},
	},
	plugins: [
		{
			name: 'lintel-inside-script',
			// Nothing in it may end the element that holds it, or begin a comment there.
			renderChunk: (code) => code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--'),
		},
		licences.writes,
	],
	output: {
		file: 'build/diagram-frame.js',
		format: 'iife',
		codeSplitting: false,
		minify: true,
	},
});
