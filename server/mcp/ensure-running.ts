/** Finds the Lintel of this person, or starts one; two that start at once share one. */
import { ask, isLintel } from '#server/cli/ask.ts';
import { findRunning } from '#server/cli/find-running.ts';
import { Served } from '#server/cli/hand-over.ts';
import type { Host } from '#server/cli/host.ts';
import type { Place } from '#server/cli/locate.ts';
import type { Running } from '#server/cli/running-file.ts';
import { codeOf } from '#server/files/disk/disk.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Wanted {
	readonly place: Place;
	/** Where the running file is. */
	readonly folder: string;
	/** More arguments for `serve`, where one has to be started. */
	readonly serve: readonly string[];
}

export type Starter = Pick<Host, 'disk' | 'isAlive' | 'now' | 'self' | 'startDetached' | 'timer'>;

export interface Reached {
	readonly running: Running;
	readonly slug: string;
}

const IDLE_MINUTES = 10;
const PATIENCE_MS = 45_000;
const LOOK_EVERY_MS = 100;
const TRIES = 3;
const TRY_AGAIN_MS = 1_000;

/** A Lintel that serves this repository. */
export async function ensureRunning(
	host: Starter,
	wanted: Wanted,
): Promise<Result<Reached, Refusal>> {
	const found = await findRunning(host, wanted.folder);
	const started = found ? ok(found) : await start(host, wanted);
	if (!started.ok) return started;
	const running = started.value;
	const { folder } = wanted.place;
	const served = await ask(running, 'POST', '/local/repositories', Served, { folder });
	return served.ok ? ok({ running, slug: served.value.slug }) : served;
}

async function start(host: Starter, wanted: Wanted): Promise<Result<Running, Refusal>> {
	const log = `${wanted.folder}/serve.log`;
	const lock = `${wanted.folder}/starting.lock`;
	host.disk.mkdirSync(wanted.folder, { recursive: true, mode: 0o700 });
	const isOurs = takeLock(host, lock);
	const until = host.now().getTime() + PATIENCE_MS;
	const attempt = () => {
		const mayCome = isOurs ? host.startDetached(serveCommand(host, wanted), log) : () => true;
		return waitFor(host, wanted.folder, until, mayCome);
	};
	const before = readLog(host, log).length;
	const said = () => readLog(host, log).slice(before);
	const mayPass = async () => host.now().getTime() < until && !(await answersStill(said()));
	try {
		let running = await attempt();
		// The one before may still be on its way out, and hold the repository a moment longer.
		for (let tries = 1; isOurs && !running && tries < TRIES && (await mayPass()); tries++) {
			await pause(host, TRY_AGAIN_MS);
			running = await attempt();
		}
		return running ? ok(running) : err(didNotStart(log, said()));
	} finally {
		if (isOurs) host.disk.rmSync(lock, { force: true });
	}
}

function serveCommand(host: Starter, { place, serve }: Wanted): readonly string[] {
	const idle = ['--no-open', '--idle-exit', String(IDLE_MINUTES)];
	return [...host.self, 'serve', '--repo', place.folder, ...idle, ...serve];
}

/** Whether we are the one who starts. A lock that its owner left behind is taken over. */
function takeLock(host: Starter, lock: string): boolean {
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

/** Null as soon as none can come any more: what was started has ended, and left no note. */
async function waitFor(
	host: Starter,
	folder: string,
	until: number,
	mayCome: () => boolean,
): Promise<Running | null> {
	while (host.now().getTime() < until) {
		const isLast = !mayCome();
		const running = await findRunning(host, folder);
		if (running || isLast) return running;
		await pause(host, LOOK_EVERY_MS);
	}
	return null;
}

function pause(host: Starter, milliseconds: number): Promise<void> {
	return new Promise((resolve) => host.timer.after(milliseconds, resolve));
}

function readLog(host: Starter, log: string): string {
	return host.disk.existsSync(log) ? host.disk.readFileSync(log, 'utf8') : '';
}

/**
 * Whether what stood in the way is a Lintel that answers: one on its way out stops listening first,
 * and waiting for another's would only keep the agent waiting.
 */
async function answersStill(said: string): Promise<boolean> {
	const [url, port] = /https?:\/\/[^\s:]+:(\d+)/.exec(said) ?? [];
	return url !== undefined && (await isLintel(Number(port), url));
}

/** With the words of the one that was started, where it said why it ended. */
function didNotStart(log: string, said: string): Refusal {
	const [, reason, fix] = /^lintel: (.+)\n {8}(.+)$/m.exec(said) ?? [];
	return refusal(
		'no-lintel',
		`No Lintel runs, and one could not be started${reason ? `: ${reason}` : '.'}`,
		fix ?? `Look into ${log}, or run lintel serve in the repository to see why.`,
	);
}
