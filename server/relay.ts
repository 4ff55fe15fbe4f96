/** One Lintel: a port, the app behind it, and the repositories it serves. */
import type { Access } from '#server/access/access.ts';
import { createAccess } from '#server/access/access.ts';
import { certificateNames } from '#server/access/certificate-names.ts';
import { createApp } from '#server/app.ts';
import { placeOf } from '#server/cli/locate.ts';
import { databaseOf } from '#server/database-path.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { WatchMode } from '#server/files/disk/watch.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { Activity } from '#server/http/activity.ts';
import { createSocketServer } from '#server/http/socket-server.ts';
import { type ListenFailure, listen, type Tls } from '#server/listen.ts';
import { webhookPathOf } from '#server/notify/webhook-path.ts';
import { openWorkspace } from '#server/open-workspace.ts';
import { createRunners, type ModelAccess, type Runners } from '#server/runner/runners.ts';
import type { Timer } from '#server/timer.ts';
import { createWorkspaces, type Workspaces } from '#server/workspaces.ts';
import type { Random } from '#shared/id.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface RelayDeps {
	readonly version: string;
	readonly assets: string;
	readonly pid: number;
	/** Where this person's Lintel keeps what belongs to no repository, unless `data` says so. */
	readonly stateFolder: string;
	readonly disk: Disk;
	readonly timer: Timer;
	readonly now: () => Date;
	readonly random: Random;
	readonly isAlive: (pid: number) => boolean;
	readonly run: Run;
	/** Where the parsers of code lie; without, imports are not read. */
	readonly grammars?: readonly string[];
	/** A folder for what lasts no longer than a run. */
	readonly temporary: string;
	/** The language model of the built-in runner. */
	readonly model: ModelAccess;
	/** How files are watched, over the config; null leaves it to that. */
	readonly watch: WatchMode | null;
	readonly onError: (error: unknown) => void;
}

export interface RelayOptions {
	/** The folder of all databases; null keeps each in its repository's `.lintel`. */
	readonly data: string | null;
	readonly port: number;
	readonly host: string | null;
	readonly tls: Tls | null;
	readonly publicUrl: URL | null;
}

export interface Relay {
	readonly port: number;
	/** Where people open it, without a slash at the end. */
	readonly url: string;
	readonly workspaces: Workspaces;
	readonly runners: Runners;
	readonly access: Access;
	readonly activity: Activity;
	/** Writes what is pending, then lets go of everything. */
	stop(): Promise<void>;
}

export async function startRelay(
	deps: RelayDeps,
	options: RelayOptions,
): Promise<Result<Relay, ListenFailure>> {
	const names = {
		tls: options.tls !== null,
		certificate: options.tls ? certificateNames(options.tls.cert) : [],
		publicUrl: options.publicUrl,
	};
	const access = createAccess({ names, random: deps.random, now: deps.now });
	let url = '';
	const runners = createRunners({
		...{ ...deps, baseUrl: () => url },
		worktrees: `${options.data ?? deps.stateFolder}/worktrees`,
	});
	const workspaces = createWorkspaces({
		locate: (folder) => placeOf(deps.disk, folder),
		async openWorkspace(place) {
			const opened = await openWorkspace(deps, {
				...{ ...place, url, database: databaseOf(place, options.data) },
				webhook: webhookPathOf(place.slug, options.data ?? deps.stateFolder),
			});
			if (opened.ok) runners.resume(opened.value);
			return opened;
		},
	});
	const app = createApp({ ...deps, workspaces, access, runners, baseUrl: () => url });
	const fetch = app.hono.fetch.bind(app.hono);
	const opened = await listen({ ...options, fetch, createSocketServer });
	if (!opened.ok) return err(opened.error);
	const { port, stop: stopListening } = opened.value;
	url = urlOf(options, names.certificate, port);

	async function stop(): Promise<void> {
		await stopListening();
		await runners.stop();
		await workspaces[Symbol.asyncDispose]();
	}

	return ok({ port, url, workspaces, runners, access, activity: app.activity, stop });
}

function urlOf(options: RelayOptions, certificate: readonly string[], port: number): string {
	if (options.publicUrl) return options.publicUrl.href.replace(/\/$/, '');
	if (!options.tls) return `http://localhost:${port}`;
	const named = certificate.find((name) => !name.startsWith('*'));
	return `https://${certificate.includes('localhost') ? 'localhost' : (named ?? 'localhost')}:${port}`;
}
