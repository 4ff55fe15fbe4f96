import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';

/** The script of the frame that diagrams are drawn in; see rolldown.diagram.config.mjs. */
const DIAGRAM_FRAME = new URL('build/diagram-frame.js', import.meta.url);
const diagramFrame = existsSync(DIAGRAM_FRAME)
	? [`sha256-${createHash('sha256').update(readFileSync(DIAGRAM_FRAME)).digest('base64')}`]
	: [];

/**
 * SvelteKit's settings as a plain object: the Vite root is `client/`, and
 * SvelteKit 3 takes its configuration from the Vite plugin (client/vite.config.ts).
 *
 * @type {NonNullable<Parameters<typeof import('@sveltejs/kit/vite').sveltekit>[0]>}
 */
const config = {
	compilerOptions: { runes: true },
	adapter: adapter({ pages: 'build/client', fallback: 'index.html', precompress: true }),
	files: { src: '.', assets: 'static' },
	csp: {
		mode: 'hash',
		directives: {
			'default-src': ['self'],
			'script-src': ['self', ...diagramFrame],
			'style-src': ['self', 'unsafe-inline'],
			'img-src': ['self', 'data:', 'blob:'],
			'font-src': ['self'],
			'connect-src': ['self'],
			'worker-src': ['self'],
			'manifest-src': ['self'],
			'frame-src': ['none'],
			'object-src': ['none'],
			'base-uri': ['self'],
			'form-action': ['none'],
		},
	},
};

export default config;
