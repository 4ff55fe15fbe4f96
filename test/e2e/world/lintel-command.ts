/** The lintel command as a person runs it: another process, its output and its exit code. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const BIN = join(import.meta.dirname, '../../../bin/lintel.js');

export interface Ended {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

export interface RunOptions {
	readonly folder: string;
	/** Where databases and the running file go; never a person's own. */
	readonly data: string;
	readonly env?: Record<string, string>;
	/** The program that runs Lintel; this test's own Node unless told otherwise. */
	readonly program?: readonly string[];
}

export async function lintel(args: readonly string[], options: RunOptions): Promise<Ended> {
	const run = start(args, options);
	const code = await run.ended;
	return { code, stdout: run.stdout(), stderr: run.stderr() };
}

export interface Serving extends AsyncDisposable {
	readonly pid: number;
	/** The line that a person opens, pairing code included. */
	readonly link: string;
	/** `http://localhost:PORT`. */
	readonly origin: string;
	readonly slug: string;
	readonly port: number;
	stderr(): string;
	/** Sends a signal and waits for the end. */
	stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Resolves once the address is printed. */
export async function serve(options: RunOptions, ...args: readonly string[]): Promise<Serving> {
	const run = start(['serve', '--port', '0', '--no-open', ...args], options);
	const link = await Promise.race([
		run.line(/^ {2}(https?:\S+)$/m),
		run.ended.then((code) => {
			throw new Error(`lintel serve ended with ${code}: ${run.stderr()}`);
		}),
	]);
	const url = new URL(link);

	async function stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
		run.child.kill(signal);
		return run.ended;
	}

	return {
		pid: run.child.pid ?? 0,
		link,
		origin: url.origin,
		slug: url.pathname.split('/')[2] ?? '',
		port: Number(url.port),
		stderr: run.stderr,
		stop,
		[Symbol.asyncDispose]: async () => void (await stop()),
	};
}

interface Run {
	readonly child: ChildProcess;
	readonly ended: Promise<number | null>;
	stdout(): string;
	stderr(): string;
	/** What a pattern captures, as soon as standard output has it. */
	line(pattern: RegExp): Promise<string>;
}

function start(args: readonly string[], options: RunOptions): Run {
	const [program = '', ...before] = options.program ?? [process.execPath, BIN];
	const child = spawn(program, [...before, ...args], {
		cwd: options.folder,
		env: { ...process.env, LINTEL_DATA: options.data, NO_COLOR: '1', ...options.env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let [stdout, stderr] = ['', ''];
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
	});
	const ended = new Promise<number | null>((resolve) => child.on('close', resolve));

	function line(pattern: RegExp): Promise<string> {
		return new Promise((resolve) => {
			const look = () => {
				const found = pattern.exec(stdout)?.[1];
				if (found === undefined) return;
				child.stdout.off('data', look);
				resolve(found);
			};
			child.stdout.on('data', look);
			look();
		});
	}

	return { child, ended, stdout: () => stdout, stderr: () => stderr, line };
}
