/**
 * The composition root: the only file that reads the environment, the arguments, the clock, the
 * disk and the signals, and hands them to the rest.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import envPaths from 'env-paths';
import { buildStamp } from '#server/build-stamp.ts';
import { hearStop } from '#server/cli/hear-stop.ts';
import type { Host } from '#server/cli/host.ts';
import { runCommand } from '#server/cli/program.ts';
import { isAlive } from '#server/cli/running-file.ts';
import { gitFolderOf } from '#server/files/git/checkout.ts';
import { runProgram } from '#server/run-program.ts';
import { bareEnvironment } from '#server/runner/environment.ts';
import { keyOfSystem } from '#server/runner/model/key-of-system.ts';

/** `server/` and `dist/` lie equally deep, so this holds from source and when published. */
const home = fileURLToPath(new URL('..', import.meta.url));
const manifest: { version: string } = JSON.parse(
	fs.readFileSync(resolve(home, 'package.json'), 'utf8'),
);
const { env } = process;
/** What shells say of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/** Taken out of the environment at once: tests that a pull request brings must never see it. */
const ciKey = env['LINTEL_CI_KEY'] ?? null;
delete env['LINTEL_CI_KEY'];
/** Neither must what a model writes, and Lintel then runs. */
let modelKey = env['ANTHROPIC_API_KEY'] || null;
for (const name of ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN']) delete env[name];

/** A hook that runs this is told of one repository for where it stands; Lintel asks git of another folder too. */
if (gitFolderOf(fs, currentFolder()) !== null)
	for (const name of ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_PREFIX']) delete env[name];

if (process.argv[2] === 'check') {
	// Signatures are verified on these; more than there are processors only take memory.
	env['UV_THREADPOOL_SIZE'] ??= String(availableParallelism());
	// Tried with this Node; another one does as it likes.
	if (process.version.startsWith('v24.')) {
		// The space for what is soon forgotten stays small: a third less memory in the same time.
		setFlagsFromString('--semi-space-growth-factor=1');
		// The last compiler takes longer than a check does, and the processors from its threads.
		if (!process.argv.includes('--watch')) setFlagsFromString('--no-turbofan');
		// A check's own threads have every processor already.
		setFlagsFromString('--no-parallel-scavenge');
	}
}

const host: Host = {
	version: manifest.version,
	folder: currentFolder(),
	data: env['LINTEL_DATA'] ? resolve(currentFolder(), env['LINTEL_DATA']) : null,
	root: env['LINTEL_ROOT'] ?? null,
	ciKey,
	model: {
		/** The system is asked when somebody needs it: it may ask the person in turn. */
		get key() {
			modelKey ??= keyOfSystem(process.platform, askSystem, currentFolder());
			return modelKey;
		},
		baseUrl: env['ANTHROPIC_BASE_URL'] || null,
		environment: bareEnvironment(env),
	},
	stateFolder: envPaths('lintel', { suffix: '' }).data,
	pipeline: Boolean(env['CI']),
	build: () => `${manifest.version} ${buildStamp(fs, home)}`,
	temporary: tmpdir(),
	assets: resolve(home, 'build/client'),
	grammars: [fileURLToPath(new URL('grammars', import.meta.url)), resolve(home, 'node_modules')],
	self: [process.execPath, fileURLToPath(import.meta.url)],
	pid: process.pid,
	interactive: process.stdout.isTTY === true && env['CI'] === undefined,
	colour: process.stdout.isTTY === true && !env['NO_COLOR'],
	stdin: process.stdin,
	stdout: process.stdout,
	disk: fs,
	timer: {
		after(milliseconds, run) {
			const timeout = setTimeout(run, milliseconds);
			return () => clearTimeout(timeout);
		},
	},
	now: () => new Date(),
	random: (count) => Uint8Array.from(randomBytes(count)),
	print: (line) => void process.stdout.write(`${line}\n`),
	warn: (line) => void process.stderr.write(`${line}\n`),
	openBrowser: (url) => void import('open').then(({ default: open }) => open(url)).catch(() => {}),
	isAlive: (pid) => isAlive(pid, process.kill.bind(process)),
	watch:
		env['LINTEL_WATCH'] === 'poll' || env['LINTEL_WATCH'] === 'native' ? env['LINTEL_WATCH'] : null,
	run: (program, args, folder, more) =>
		runProgram(program, args, folder, { env: { ...env, ...more } }),
	startDetached([program = '', ...args], log) {
		const out = fs.openSync(log, 'a', 0o600);
		const child = spawn(program, args, { detached: true, stdio: ['ignore', out, out] });
		child.unref();
		fs.closeSync(out);
		return () => child.exitCode === null && child.signalCode === null;
	},
	stopping: hearStop(process, {
		now: () => new Date(),
		end: () => process.exit(INTERRUPTED),
		outputs: [process.stdout, process.stderr],
	}),
};

// The channel to bin/lintel.js keeps no process alive.
process.channel?.unref();
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);
const code = await runCommand(host, process.argv.slice(2));
// A pipe takes what was printed piece by piece: all of it goes out first.
process.stdout.write('', () => process.exit(code));

/** Nothing of what it says goes anywhere else, and nobody waits for it for ever. */
function askSystem(program: string, args: readonly string[], cwd: string) {
	return runProgram(program, args, cwd, { timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] });
}

/** npm runs our own scripts in the package's folder; the person stands in `INIT_CWD`. */
function currentFolder(): string {
	const ours = env['npm_package_json'] === resolve(home, 'package.json');
	return (ours && env['INIT_CWD']) || process.cwd();
}

/** A bug. What was acknowledged is on disk; going on with a broken state would risk it. */
function crash(error: unknown): void {
	const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
	process.stderr.write(
		`lintel: stopped by an error inside Lintel; nothing saved is lost.\n${words}\n`,
	);
	process.exit(2);
}
