/** Lintel as a person starts it: a process of its own, on a repository, with a link to open. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../../../server/main.ts');

export interface LintelProcess extends AsyncDisposable {
	/** What it printed to open: with `#pair=…` while nobody founded the workspace. */
	readonly link: string;
	readonly origin: string;
	readonly slug: string;
	readonly port: number;
	/** Everything it printed so far. */
	output(): string;
	/** SIGKILL: what a power cut looks like to a process. */
	kill(): Promise<void>;
	/** SIGTERM: what Ctrl-C does. Resolves with the exit code. */
	stop(): Promise<number | null>;
}

export interface StartOptions {
	readonly repo: string;
	readonly data: string;
	readonly port?: number;
	readonly args?: readonly string[];
	readonly env?: NodeJS.ProcessEnv;
}

/** Starts it and resolves once it printed its link; rejects with its output if it stops before. */
export async function startLintel(options: StartOptions): Promise<LintelProcess> {
	const { repo, data, port = 0, args = [], env = {} } = options;
	const flags = ['--repo', repo, '--data', data, '--port', String(port), '--no-open', ...args];
	const child = spawn(process.execPath, [main, 'serve', ...flags], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let printed = '';
	// Not `exit`: what it printed last may not have been read by then.
	const gone = new Promise<number | null>((resolve) => child.once('close', resolve));
	const link = await new Promise<string>((resolve, reject) => {
		const read = (chunk: Buffer) => {
			printed += chunk.toString();
			const found = /https?:\/\/\S+\/w\/\S+/.exec(printed);
			if (found) resolve(found[0]);
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		void gone.then((code) => reject(new Error(`Lintel stopped with ${code}:\n${printed}`)));
	});
	const { origin, pathname, port: bound } = new URL(link);
	return {
		link,
		origin,
		slug: pathname.split('/')[2] ?? '',
		port: Number(bound),
		output: () => printed,
		kill: () => end(child, gone, 'SIGKILL').then(() => undefined),
		stop: () => end(child, gone, 'SIGTERM'),
		[Symbol.asyncDispose]: () => end(child, gone, 'SIGKILL').then(() => undefined),
	};
}

function end(child: ChildProcess, gone: Promise<number | null>, signal: NodeJS.Signals) {
	child.kill(signal);
	return gone;
}
