import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { AppContext, AppEnv } from '#server/http/app-env.ts';
import type { BuiltPage } from '#server/http/built-app.ts';

/** The built app: its files, and its page for every address that a person may open. */
export function assetRoutes(assets: string, readPage: () => BuiltPage | null): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const page = (c: AppContext) => {
		const built = readPage();
		return built ? c.html(built.html) : c.text(NOT_BUILT, 503);
	};

	app.get('/', page);
	app.get('/index.html', page);
	app.get('/w', page);
	app.get('/w/*', page);
	app.use('/*', serveStatic({ root: assets, precompressed: true }));
	return app;
}

const NOT_BUILT =
	'The app is not built. Start Lintel with npm start, which builds it, or run npm run build.\n';
