/**
 * Reaches one repository for one command: through the Lintel that serves it, or, where none does,
 * by opening it here for as long as the command takes.
 */
import type { Command } from 'commander';
import { z } from 'zod';
import { ask } from '#server/cli/ask.ts';
import { dataFolder, findRunning, runningFolder } from '#server/cli/find-running.ts';
import { Served } from '#server/cli/hand-over.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository, type Place } from '#server/cli/locate.ts';
import type { Running } from '#server/cli/running-file.ts';
import { databaseOf } from '#server/database-path.ts';
import { webhookPathOf } from '#server/notify/webhook-path.ts';
import { openWorkspace } from '#server/open-workspace.ts';
import type { Workspace } from '#server/workspace.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';

/** The options that every command about one repository has. */
export const RepositoryOptions = z.object({
	repo: z.string().optional(),
	data: z.string().optional(),
});
export type RepositoryOptions = z.infer<typeof RepositoryOptions>;

export function repositoryOptions(command: Command): Command {
	return command
		.option('--repo <dir>', 'the repository (default: the one around the current folder)')
		.option('--data <dir>', 'where databases are kept, as given to serve');
}

export interface Ways<T> {
	/** Asks the Lintel that serves the repository. */
	served(running: Running, slug: string): Promise<Result<T, Refusal>>;
	/** Works on the repository, opened here. */
	opened(workspace: Workspace): Promise<Result<T, Refusal>>;
}

export async function reach<T>(
	host: Host,
	options: RepositoryOptions,
	ways: Ways<T>,
): Promise<Result<T, Refusal>> {
	const place = locateRepository(host, options.repo);
	if (!place.ok) return place;
	const running = await findServing(host, options.data, place.value);
	if (running) return ways.served(running, place.value.slug);

	const database = databaseOf(place.value, dataFolder(host, options.data));
	const webhook = webhookPathOf(place.value.slug, runningFolder(host, options.data));
	const at = { ...place.value, database, url: null, webhook };
	const opened = await openWorkspace(depsOf(host), at);
	if (!opened.ok) return opened;
	await using workspace = opened.value;
	return await ways.opened(workspace);
}

/** The running Lintel, if it serves this very repository. */
export async function findServing(
	host: Host,
	data: string | undefined,
	place: Place,
): Promise<Running | null> {
	const running = await findRunning(host, runningFolder(host, data));
	if (running === null) return null;
	const served = await ask(running, 'GET', '/local/repositories', z.array(Served));
	return served.ok && served.value.some(({ slug }) => slug === place.slug) ? running : null;
}

export function depsOf(host: Host) {
	return { ...host, onError: (error: unknown) => host.warn(String(error)) };
}
