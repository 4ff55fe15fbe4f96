import { createMiddleware } from 'hono/factory';
import type { Access } from '#server/access/access.ts';
import { mayWrite, readTicket } from '#server/access/member-grant.ts';
import { refuse } from '#server/http/answers.ts';
import type { AppContext, AppEnv } from '#server/http/app-env.ts';
import type { Workspaces } from '#server/workspaces.ts';
import { refusal } from '#shared/refusal.ts';

/** Finds the workspace that the address names. */
export function inWorkspace(workspaces: Workspaces) {
	return createMiddleware<AppEnv>(async (c, next) => {
		const slug = c.req.param('slug') ?? '';
		const workspace = workspaces.get(slug);
		if (!workspace && workspaces.isOpening(slug)) return refuse(c, 503, stillOpening);
		if (!workspace) return refuse(c, 404, noWorkspace);
		c.set('workspace', workspace);
		return next();
	});
}

/** Lets Members through, by the ticket in `Authorization`. No other credential opens these routes. */
export function forMembers(access: Access) {
	return createMiddleware<AppEnv>(async (c, next) => {
		const grant = readTicket(access, c.get('workspace'), c.get('origin'), bearerOf(c));
		if (!grant.ok) return refuse(c, 401, grant.error);
		c.set('grant', grant.value);
		return next();
	});
}

/** After {@link forMembers}: everyone but viewers. */
export const forWriters = createMiddleware<AppEnv>(async (c, next) =>
	mayWrite(c.get('grant').role) ? next() : refuse(c, 403, writersOnly),
);

export const forOwners = createMiddleware<AppEnv>(async (c, next) =>
	c.get('grant').role === 'owner' ? next() : refuse(c, 403, ownersOnly),
);

/** The credential in `Authorization: Bearer …`, or null. */
export function bearerOf(c: AppContext): string | null {
	return /^Bearer ([A-Za-z0-9_-]{1,200})$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null;
}

const stillOpening = refusal(
	'opening',
	'Lintel still reads the files of this workspace.',
	'Wait a moment: it is tried again by itself.',
);

const noWorkspace = refusal(
	'workspace',
	'This Lintel serves no workspace of that name.',
	'Open the list of workspaces, or start Lintel in the repository.',
);

const writersOnly = refusal(
	'role',
	'A viewer may read, and nothing else.',
	'Ask an owner for the role of author.',
);

const ownersOnly = refusal('role', 'Only an owner may do this.', 'Ask an owner to do it.');
