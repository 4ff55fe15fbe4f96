import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Access } from '#server/access/access.ts';
import type { MemberGrant } from '#server/access/member-grant.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { Runners } from '#server/runner/runners.ts';
import type { Timer } from '#server/timer.ts';
import type { Workspace } from '#server/workspace.ts';
import type { Workspaces } from '#server/workspaces.ts';
import type { Random } from '#shared/id.ts';

/** What every route of the relay is given. */
export interface AppDeps {
	readonly workspaces: Workspaces;
	readonly access: Access;
	readonly runners: Runners;
	/** The folder of the built app. */
	readonly assets: string;
	readonly version: string;
	/** Where people open this Lintel, without a slash at the end. Asked late: a port may be chosen late. */
	readonly baseUrl: () => string;
	readonly timer: Timer;
	/** To compare files with what git has of them. */
	readonly disk: Disk;
	readonly run: Run;
	readonly now: () => Date;
	readonly random: Random;
	/** Takes what went wrong inside; nothing of it reaches a client. */
	readonly onError: (error: unknown) => void;
}

/** What the middleware leaves for the routes behind it. */
export interface AppEnv {
	Bindings: HttpBindings;
	Variables: {
		/** The page's origin, checked, or the one that the address has. */
		origin: string;
		/** Whether the request came from this machine, through no proxy. */
		local: boolean;
		workspace: Workspace;
		grant: MemberGrant;
	};
}

export type AppContext = Context<AppEnv>;
