/**
 * Makes a clone ready: installs packages and builds the app, each only if stale.
 *
 * Plain JavaScript without dependencies, because it runs on a bare clone under whatever Node is
 * there (20 or newer). It prints to standard error: standard output belongs to the command that
 * comes after. Two at once wait for each other.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const inRoot = (/** @type {string[]} */ ...parts) => join(root, ...parts);

const LOCK_FILE = inRoot('package-lock.json');
const INSTALLED = inRoot('node_modules/.package-lock.json');
const INSTALL_STAMP = inRoot('node_modules/.lintel-installed');
const BUILD_STAMP = inRoot('build/client.stamp');
const BUILD_SOURCES = [
	'client',
	'shared',
	'machines',
	'licences',
	'svelte.config.js',
	'rolldown.diagram.config.mjs',
	'package.json',
	'package-lock.json',
];
const GENERATED = new Set(['node_modules', '.svelte-kit']);

requireNode();
lock();
if (installIsStale()) install();
if (buildIsStale()) build();

function requireNode() {
	const major = Number(process.versions.node.split('.')[0]);
	if (major >= 20) return;
	fail(`Lintel needs Node 20 or newer, and this is ${process.version}. Install a newer Node.`);
}

function installIsStale() {
	if (!existsSync(INSTALLED)) return true;
	if (statSync(INSTALLED).mtimeMs >= statSync(LOCK_FILE).mtimeMs) return false;
	return readOr(INSTALL_STAMP, '') !== hashOf([LOCK_FILE]);
}

function install() {
	say('Installing packages (once; about a minute)…');
	run('npm', ['ci', '--include=dev']);
	writeFileSync(INSTALL_STAMP, hashOf([LOCK_FILE]));
}

function buildIsStale() {
	const generated = [
		'build/client/index.html',
		'build/diagram-frame.js',
		'build/diagram-frame.licences.json',
		'client/node_modules/$app/tsconfig.json',
	];
	if (!generated.every((path) => existsSync(inRoot(path)))) return true;
	return readOr(BUILD_STAMP, '') !== sourcesHash();
}

function build() {
	say('Building the app (once; about twenty seconds)…');
	const sources = sourcesHash();
	runQuietly('node', [
		inRoot('node_modules/rolldown/bin/cli.mjs'),
		...['-c', 'rolldown.diagram.config.mjs', '--log-level', 'warn'],
	]);
	runQuietly('node', [
		inRoot('node_modules/vite/bin/vite.js'),
		'build',
		'--config',
		'client/vite.config.ts',
		'--logLevel',
		'warn',
	]);
	mkdirSync(inRoot('build'), { recursive: true });
	writeFileSync(BUILD_STAMP, sources);
}

function sourcesHash() {
	return hashOf(BUILD_SOURCES.flatMap((path) => filesUnder(inRoot(path))).sort());
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.filter((name) => !GENERATED.has(name))
		.flatMap((name) => filesUnder(join(path, name)));
}

/** @param {string[]} paths */
function hashOf(paths) {
	const hash = createHash('sha256');
	for (const path of paths) hash.update(`${relative(root, path)}\0`).update(readFileSync(path));
	return hash.digest('hex');
}

/** @param {string} path @param {string} otherwise */
function readOr(path, otherwise) {
	return existsSync(path) ? readFileSync(path, 'utf8') : otherwise;
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
	end(command, args, 2);
}

/** A build tells its authors many things; a person who only starts Lintel needs them if it fails. */
function runQuietly(/** @type {string} */ command, /** @type {string[]} */ args) {
	end(command, args, 'pipe');
}

/** @param {string} command @param {string[]} args @param {2 | 'pipe'} output */
function end(command, args, output) {
	const done = spawnSync(command, args, {
		cwd: root,
		stdio: ['ignore', output, output],
		maxBuffer: 64 * 1024 * 1024,
		shell: process.platform === 'win32' && command === 'npm',
		// Whatever whoever starts it is about, what is built is for people.
		env: { ...process.env, NODE_ENV: 'production', PATH: pathWithNode() },
	});
	if (done.error) throw done.error;
	if (done.status === 0) return;
	process.stderr.write(done.stdout ?? '');
	process.stderr.write(done.stderr ?? '');
	fail(`"${command} ${args.join(' ')}" failed; its words are above.`);
}

/** Child scripts run under the installed Node where there is one. */
function pathWithNode() {
	const separator = process.platform === 'win32' ? ';' : ':';
	return [inRoot('node_modules/.bin'), process.env['PATH'] ?? ''].join(separator);
}

/** Holds, until the end, a folder that only one process can make; waits while another holds it. */
function lock() {
	const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
	const folder = join(tmpdir(), `lintel-prepare-${process.getuid?.() ?? 0}-${name}`);
	const owner = join(folder, 'pid');
	let waited = false;
	while (!taken()) {
		if (isAbandoned()) rmSync(folder, { recursive: true, force: true });
		if (!waited) say('Another Lintel is preparing this clone; waiting for it…');
		waited = true;
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
	}
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

	function taken() {
		try {
			mkdirSync(folder);
			writeFileSync(owner, String(process.pid));
			return true;
		} catch (error) {
			if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
			throw error;
		}
	}

	function isAbandoned() {
		const pid = Number(readOr(owner, '0'));
		if (pid === 0)
			return Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 2_000;
		try {
			process.kill(pid, 0);
			return false;
		} catch (error) {
			return error instanceof Error && 'code' in error && error.code === 'ESRCH';
		}
	}
}

/** @param {string} message */
function say(message) {
	process.stderr.write(`lintel: ${message}\n`);
}

/** @param {string} message @returns {never} */
function fail(message) {
	say(message);
	process.exit(1);
}
