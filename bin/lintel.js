#!/usr/bin/env node
/**
 * Starts Lintel under a Node that can run it (24 or newer), whatever Node started this file.
 *
 * Plain JavaScript: it has to run under Node 20. The right Node comes with the `node` package, a
 * dependency; without it (an install that skipped scripts), a newer one on the path is taken.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED = 24;
const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, '../server/main.ts');
const main = existsSync(source) ? source : join(here, '../dist/main.js');

if (majorOf(process.versions.node) >= NEEDED) {
	process.argv[1] = main;
	// Compiled code is kept between starts: the second one takes half the time.
	module.enableCompileCache?.();
	await import(pathToFileURL(main).href);
} else {
	runUnder(packagedNode() ?? nodeOnPath() ?? missing());
}

/** @param {string} version */
function majorOf(version) {
	return Number(version.replace(/^v/, '').split('.')[0]);
}

function packagedNode() {
	try {
		const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
		return [join(folder, 'bin/node'), join(folder, 'bin/node.exe')].find(isNewEnough) ?? null;
	} catch {
		return null;
	}
}

function nodeOnPath() {
	const name = process.platform === 'win32' ? 'node.exe' : 'node';
	const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
	return folders.map((folder) => join(folder, name)).find(isNewEnough) ?? null;
}

/** @param {string} path */
function isNewEnough(path) {
	if (!existsSync(path)) return false;
	const asked = spawnSync(path, ['--version'], { encoding: 'utf8' });
	return asked.status === 0 && majorOf(asked.stdout.trim()) >= NEEDED;
}

/** @returns {never} */
function missing() {
	process.stderr.write(
		`lintel: needs Node ${NEEDED}, this is ${process.version}, and the one that comes with it was not installed.\n` +
			`Install again without --ignore-scripts, or put a Node ${NEEDED} on the path.\n`,
	);
	process.exit(2);
}

/**
 * Runs the command in a child that gets every signal, and whose end is ours. The channel tells the
 * child when this process is gone without a word, so that it never outlives it unseen.
 *
 * @param {string} node
 */
function runUnder(node) {
	const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
		stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, () => child.kill(/** @type {NodeJS.Signals} */ (signal)));
	}
	child.on('error', (error) => {
		process.stderr.write(`lintel: ${node} could not be started: ${error.message}\n`);
		process.exit(2);
	});
	child.on('exit', (code, signal) => {
		if (signal) process.kill(process.pid, signal);
		process.exit(code ?? 1);
	});
}
