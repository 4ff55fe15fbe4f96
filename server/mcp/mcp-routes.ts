import { Hono } from 'hono';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';

export function mcpRoutes(_deps: AppDeps): Hono<AppEnv> {
	return new Hono<AppEnv>();
}
