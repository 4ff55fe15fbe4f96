/** A lintel command in this process: the same code and disk as in one of its own, without its start. */
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { Host } from '#server/cli/host.ts';
import { runCommand } from '#server/cli/program.ts';
import { isAlive } from '#server/cli/running-file.ts';
import { bareEnvironment } from '#server/runner/environment.ts';
import type { Ended, RunOptions } from '#test/e2e/lintel-command.ts';
import { random } from '#test/e2e/person.ts';
import { runProgram } from '#test/e2e/run-program.ts';

const HOME = join(import.meta.dirname, '../..');

/** What a command does that ends by itself; `input` is what it reads. */
export async function lintel(
	args: readonly string[],
	{ folder, data }: Pick<RunOptions, 'folder' | 'data'>,
	input = '',
): Promise<Ended> {
	let [stdout, stderr] = ['', ''];
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
		},
		warn(line) {
			stderr += `${line}\n`;
		},
		openBrowser: () => {},
		isAlive: (pid) => isAlive(pid, process.kill.bind(process)),
		watch: null,
		run: runProgram,
		startDetached: () => () => false,
		stopping: new Promise(() => {}),
	};
	const code = await runCommand(host, args);
	return { code, stdout, stderr };
}
