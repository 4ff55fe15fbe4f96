/** Finds the Lintel of this person, or starts one; two that start at once share one. */
import { ask } from '#server/cli/ask.ts';
import { findRunning } from '#server/cli/find-running.ts';
import { Served } from '#server/cli/hand-over.ts';
import type { Host } from '#server/cli/host.ts';
import type { Place } from '#server/cli/locate.ts';
import type { Running } from '#server/cli/running-file.ts';
import { codeOf } from '#server/files/disk.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Wanted {
	readonly place: Place;
	/** Where the running file is. */
	readonly folder: string;
	/** More arguments for `serve`, where one has to be started. */
	readonly serve: readonly string[];
}

export interface Reached {
	readonly running: Running;
	readonly slug: string;
}

const IDLE_MINUTES = 10;
const PATIENCE_MS = 45_000;
const LOOK_EVERY_MS = 100;

/** A Lintel that serves this repository. */
export async function ensureRunning(host: Host, wanted: Wanted): Promise<Result<Reached, Refusal>> {
	const running = (await findRunning(host, wanted.folder)) ?? (await start(host, wanted));
	if (!running) return err(didNotStart(wanted.folder));
	const { folder } = wanted.place;
	const served = await ask(running, 'POST', '/local/repositories', Served, { folder });
	return served.ok ? ok({ running, slug: served.value.slug }) : served;
}

async function start(host: Host, wanted: Wanted): Promise<Running | null> {
	const lock = `${wanted.folder}/starting.lock`;
	host.disk.mkdirSync(wanted.folder, { recursive: true, mode: 0o700 });
	const isOurs = takeLock(host, lock);
	try {
		if (isOurs) host.startDetached(serveCommand(host, wanted), `${wanted.folder}/serve.log`);
		return await waitFor(host, wanted.folder);
	} finally {
		if (isOurs) host.disk.rmSync(lock, { force: true });
	}
}

function serveCommand(host: Host, { place, serve }: Wanted): readonly string[] {
	const idle = ['--no-open', '--idle-exit', String(IDLE_MINUTES)];
	return [...host.self, 'serve', '--repo', place.folder, ...idle, ...serve];
}

/** Whether we are the one who starts. A lock that its owner left behind is taken over. */
function takeLock(host: Host, lock: string): boolean {
	try {
		host.disk.closeSync(host.disk.openSync(lock, 'wx', 0o600));
		return true;
	} catch (error) {
		if (codeOf(error) !== 'EEXIST') throw error;
	}
	const since = host.disk.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
	if (host.now().getTime() - since < PATIENCE_MS) return false;
	host.disk.rmSync(lock, { force: true });
	return takeLock(host, lock);
}

async function waitFor(host: Host, folder: string): Promise<Running | null> {
	const until = host.now().getTime() + PATIENCE_MS;
	while (host.now().getTime() < until) {
		const running = await findRunning(host, folder);
		if (running) return running;
		await new Promise<void>((resolve) => host.timer.after(LOOK_EVERY_MS, resolve));
	}
	return null;
}

function didNotStart(folder: string): Refusal {
	return refusal(
		'no-lintel',
		'No Lintel runs, and one could not be started.',
		`Look into ${folder}/serve.log, or run lintel serve in the repository to see why.`,
	);
}
