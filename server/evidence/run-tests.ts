/**
 * Runs a test command to its end: a program with arguments and no shell, in a process group of its own,
 * so that whatever it started ends with it.
 */
import { spawn } from 'node:child_process';
import { MOST_REPORT_BYTES } from '#server/evidence/read-report.ts';

export interface TestRun {
	readonly argv: readonly [string, ...string[]];
	readonly folder: string;
	/** After so many milliseconds it is stopped. */
	readonly most: number;
	readonly signal: AbortSignal;
	/** All that it finds in its environment; this process's own where that is absent. */
	readonly environment?: Readonly<Record<string, string>>;
	/** As it comes, both streams. */
	readonly onOutput: (text: string) => void;
}

export type TestRunEnd =
	| { readonly kind: 'ended'; readonly status: number; readonly output: Uint8Array }
	| { readonly kind: 'cancelled' }
	| { readonly kind: 'timed-out' }
	| { readonly kind: 'not-started'; readonly why: string };

export type RunTests = (run: TestRun) => Promise<TestRunEnd>;

/** How long a program may take to end once it was asked to. */
const GRACE_MS = 2_000;

export const runTests: RunTests = ({ argv, folder, most, signal, onOutput, environment }) => {
	const [program, ...args] = argv;
	return new Promise((resolve) => {
		if (signal.aborted) return resolve({ kind: 'cancelled' });
		const child = spawn(program, args, {
			...{ cwd: folder, shell: false, detached: true, windowsHide: true },
			stdio: ['ignore', 'pipe', 'pipe'],
			...(environment === undefined ? {} : { env: { ...environment } }),
		});
		const pieces: Buffer[] = [];
		const [out, error] = [new TextDecoder(), new TextDecoder()];
		let size = 0;
		let stopped: 'cancelled' | 'timed-out' | null = null;
		let hard: NodeJS.Timeout | undefined;

		child.stdout.on('data', (piece: Buffer) => {
			size += piece.length;
			// More than a report can have: it is refused for its size, and not kept.
			if (size <= MOST_REPORT_BYTES + piece.length) pieces.push(piece);
			onOutput(out.decode(piece, { stream: true }));
		});
		child.stderr.on('data', (piece: Buffer) => onOutput(error.decode(piece, { stream: true })));
		child.on('error', (problem) => {
			leave();
			resolve({ kind: 'not-started', why: problem.message });
		});
		// Not `close`: what it left running may hold its streams for ever.
		child.on('exit', (status) => {
			setImmediate(() => {
				kill('SIGKILL');
				child.stdout.destroy();
				child.stderr.destroy();
				leave();
				if (stopped !== null) resolve({ kind: stopped });
				else resolve({ kind: 'ended', status: status ?? 1, output: Buffer.concat(pieces) });
			});
		});
		const timeout = setTimeout(() => stop('timed-out'), most);
		const cancel = () => stop('cancelled');
		signal.addEventListener('abort', cancel);
		// A second Ctrl-C waits for nobody, and its group is not the terminal's.
		const last = () => kill('SIGKILL');
		process.once('exit', last);

		function stop(why: 'cancelled' | 'timed-out'): void {
			stopped ??= why;
			kill('SIGTERM');
			hard ??= setTimeout(() => kill('SIGKILL'), GRACE_MS);
		}

		/** The whole group; a group that is gone already is no matter. */
		function kill(with_: NodeJS.Signals): void {
			if (child.pid === undefined) return;
			try {
				process.kill(-child.pid, with_);
			} catch {
				child.kill(with_);
			}
		}

		function leave(): void {
			clearTimeout(timeout);
			clearTimeout(hard);
			signal.removeEventListener('abort', cancel);
			process.off('exit', last);
		}
	});
};
