/**
 * Checks again after each change in a repository, until whoever watches has seen enough.
 *
 * Many files change at once, as in a checkout: they are waited for. What git ignores is not
 * watched, nor is git itself.
 */
import type { Readable } from 'node:stream';
import { ReadStream } from 'node:tty';
import type { FSWatcher } from 'chokidar';
import { watchLimit } from '#server/files/disk/watch-limit.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { Timer } from '#server/timer.ts';

export interface Watching {
	readonly run: Run;
	readonly timer: Timer;
	readonly stdin: Readable;
	/** Resolves when the process is asked to stop. */
	readonly stopping: Promise<unknown>;
	/** The repository: an absolute path. */
	readonly folder: string;
	/** To standard error. */
	warn(line: string): void;
}

const EVERY_MS = 2_000;
const QUIET_MS = 150;
const CTRL_C = '\u0003';

/** `check` is run once at the start. Answers with what the last one came to. */
export async function watchCheck<Code>(
	{ run, timer, stdin, stopping, folder, warn }: Watching,
	check: () => Promise<Code>,
): Promise<Code> {
	const { watch } = await import('chokidar');
	const isLeftOut = leftOutIn(run, folder);
	const watchers: FSWatcher[] = [];
	let cancel: (() => void) | null = null;
	let running: Promise<Code> | null = null;
	let last: Promise<Code> | null = null;
	let again = false;

	await new Promise<void>((ready) => listen(false, ready));
	look();
	await Promise.race([stopping, toldToStop(stdin)]);
	stopWaiting();
	await watchers.at(-1)?.close();
	return last ?? check();

	function listen(usePolling: boolean, ready: () => void): void {
		const watcher = watch(folder, {
			...{ ignoreInitial: true, ignored: isLeftOut, usePolling },
			...{ interval: EVERY_MS, binaryInterval: EVERY_MS },
		});
		watchers.push(watcher);
		watcher.on('all', () => {
			cancel?.();
			cancel = timer.after(QUIET_MS, look);
		});
		watcher.once('ready', ready);
		watcher.on('error', (error) => {
			// What is still on its way from one that was closed.
			if (watcher !== watchers.at(-1)) return;
			const limit = watchLimit(error);
			if (limit === null || usePolling) return warn(`${error}`);
			warn(limit);
			void watcher.close();
			listen(true, ready);
		});
	}

	function look(): void {
		if (running !== null) {
			again = true;
			return;
		}
		running = check().finally(() => {
			running = null;
			if (again) look();
			again = false;
		});
		last = running;
	}

	function stopWaiting(): void {
		cancel?.();
		again = false;
		stdin.removeAllListeners('data');
		if (stdin instanceof ReadStream) stdin.setRawMode(false);
		stdin.pause();
	}
}

/** `q` or Ctrl-C, as they are pressed on a terminal, or as a line from elsewhere. */
function toldToStop(stdin: Readable): Promise<void> {
	if (stdin instanceof ReadStream) stdin.setRawMode(true);
	return new Promise((stop) => {
		stdin.on('data', (typed) => {
			const keys = String(typed);
			if (/^q/i.test(keys) || keys.includes(CTRL_C)) stop();
		});
		stdin.resume();
	});
}

/** Folders and files that git ignores, and everybody's packages. */
function leftOutIn(run: Run, folder: string): (path: string) => boolean {
	const args = ['ls-files', '-oi', '--exclude-standard', '--directory', '-z'];
	const listed = run('git', ['--no-optional-locks', ...args], folder);
	const names = listed?.status === 0 ? listed.output.split('\0').filter(Boolean) : [];
	const ignored = new Set(names.map((name) => `${folder}/${name.replace(/\/$/, '')}`));
	return (path) =>
		ignored.has(path) || /\/(?:\.git|node_modules)(?:\/|$)|\.tmp$/.test(path.slice(folder.length));
}
