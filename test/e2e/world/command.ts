/** A lintel command in this process: the same code and disk as in one of its own, without its start. */
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { Host } from '#server/cli/host.ts';
import { runCommand } from '#server/cli/program.ts';
import { isAlive } from '#server/cli/running-file.ts';
import { bareEnvironment } from '#server/runner/environment.ts';
import type { Ended, RunOptions, Serving } from '#test/e2e/world/lintel-command.ts';
import { random } from '#test/e2e/world/person.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';

const HOME = join(import.meta.dirname, '../../..');

type Place = Pick<RunOptions, 'folder' | 'data'>;

/** What a command does that ends by itself; `input` is what it reads. */
export function lintel(args: readonly string[], place: Place, input = ''): Promise<Ended> {
	return start(args, place, input, new Promise(() => {})).ended;
}

/** A Lintel that serves out of this process: a start of its own is for tests of processes. */
export async function serve(place: Place, ...args: readonly string[]): Promise<ServedHere> {
	const leaving = Promise.withResolvers<string>();
	const command = ['serve', '--port', '0', '--no-open', ...args];
	const { ended, said } = start(command, place, '', leaving.promise);
	const link = await Promise.race([
		said(/^ {2}(https?:\S+)$/m),
		ended.then(({ code, stderr }) => {
			throw new Error(`lintel serve ended with ${code}: ${stderr}`);
		}),
	]);
	const { origin, pathname } = new URL(link);

	async function stop(): Promise<number | null> {
		leaving.resolve('The test is through.');
		return (await ended).code;
	}

	return {
		...{ link, origin, stop },
		slug: pathname.split('/')[2] ?? '',
		[Symbol.asyncDispose]: async () => void (await stop()),
	};
}

export type ServedHere = Pick<Serving, 'link' | 'origin' | 'slug'> &
	AsyncDisposable & { stop(): Promise<number | null> };

interface Started {
	readonly ended: Promise<Ended>;
	/** What a pattern captures, as soon as it was printed. */
	said(pattern: RegExp): Promise<string>;
}

function start(
	args: readonly string[],
	{ folder, data }: Place,
	input: string,
	stopping: Promise<string>,
): Started {
	let [stdout, stderr] = ['', ''];
	const listeners = new Set<() => void>();
	const host: Host = {
		...{ version: '0.0.0', folder, data, root: null, ciKey: null, pipeline: false },
		model: { key: null, baseUrl: null, environment: bareEnvironment(process.env) },
		stateFolder: `${data}-state`,
		build: () => '0.0.0 test',
		temporary: tmpdir(),
		assets: join(HOME, 'build/client'),
		grammars: [join(HOME, 'node_modules')],
		self: [process.execPath, join(HOME, 'server/main.ts')],
		pid: process.pid,
		...{ interactive: false, colour: false },
		stdin: Readable.from(input === '' ? [] : [Buffer.from(input)]),
		stdout: new Writable({
			write(chunk, _, done) {
				stdout += String(chunk);
				done();
			},
		}),
		disk: fs,
		timer: {
			after(milliseconds, run) {
				const timeout = setTimeout(run, milliseconds);
				timeout.unref();
				return () => clearTimeout(timeout);
			},
		},
		now: () => new Date(),
		random,
		print(line) {
			stdout += `${line}\n`;
			for (const listener of listeners) listener();
		},
		warn(line) {
			stderr += `${line}\n`;
		},
		openBrowser: () => {},
		isAlive: (pid) => isAlive(pid, process.kill.bind(process)),
		watch: null,
		run: runProgram,
		startDetached: () => () => false,
		stopping,
	};
	return {
		ended: runCommand(host, args).then((code) => ({ code, stdout, stderr })),
		said: (pattern) =>
			new Promise((resolve) => {
				const look = () => {
					const found = pattern.exec(stdout)?.[1];
					if (found !== undefined) resolve(found);
				};
				listeners.add(look);
				look();
			}),
	};
}
