/**
 * `lintel-check`: the check alone, in one file with nothing to install, for CI.
 *
 * The composition root of that file. It has to run under Node 20, which lacks what is filled in
 * below, and which warns of a WebCrypto algorithm that has not changed since.
 */
import fs from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type CheckHost, refuseCheck, runCheck } from '#server/check/run-check.ts';
import { placeOf } from '#server/cli/locate.ts';
import { runProgram } from '#server/run-program.ts';

/** Filled in where this file is made. */
declare const LINTEL_VERSION: string;

const USAGE = `Usage: lintel-check [options]

Proves signatures, approvals and words of a repository from its files alone.

  --repo <dir>   the repository (default: the one around the current folder)
  --root <root>  the workspace it has to be: its hash or six words (or LINTEL_ROOT)
  --base <ref>   a git ref whose log must all be here still
  --changed <ref>  only what changed since a git ref, and what that affects
  --rule <id>    only findings of this rule; may be given several times
  --list         every artefact with its state, and who approved it
  --verbose      also what is only worth knowing, and all of it
  --json         as JSON
  --sarif        as SARIF 2.1.0, for code scanning
  --help         this help

Ends with 0 (clean), 1 (something fails) or 2 (could not run).`;

Map.groupBy ??= groupBy;
// Signatures are verified on these; more than there are processors only take memory.
process.env['UV_THREADPOOL_SIZE'] ??= String(availableParallelism());
process.removeAllListeners('warning');
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<0 | 1 | 2> {
	const host = hostOf();
	const values = valuesIn(args);
	if (typeof values === 'string') {
		host.warn(`lintel-check: ${values}`);
		host.warn('(lintel-check --help lists the options)');
		return 2;
	}
	const { repo, root, base, changed, rule = [], help } = values;
	const { json = false, sarif = false, verbose = false, list = false } = values;
	if (help) {
		host.print(USAGE);
		return 0;
	}
	const folder = repo === undefined ? repositoryAround(process.cwd()) : resolve(repo);
	const place = placeOf(fs, folder);
	if (!place.ok) return refuseCheck(host, place.error);
	const asked = { root: root ?? process.env['LINTEL_ROOT'] ?? null, base: base ?? null };
	return runCheck(host, {
		...{ folder: place.value.folder, ...asked, verbose, list },
		form: json ? 'json' : sarif ? 'sarif' : 'text',
		scope: { rules: rule, changed: changed ?? null },
		// CI looks at what was pushed; nobody would see what it mends.
		fix: 'no',
	});
}

function valuesIn(args: readonly string[]) {
	try {
		const text = { type: 'string' } as const;
		const flag = { type: 'boolean' } as const;
		const options = {
			...{ repo: text, root: text, base: text, changed: text },
			rule: { ...text, multiple: true },
			...{ json: flag, sarif: flag, verbose: flag, list: flag },
			help: { ...flag, short: 'h' },
		} as const;
		return parseArgs({ args: [...args], options }).values;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

function hostOf(): CheckHost {
	return {
		version: LINTEL_VERSION,
		disk: fs,
		grammars: [fileURLToPath(new URL('grammars', import.meta.url))],
		colour: process.stdout.isTTY === true && !process.env['NO_COLOR'],
		print: (line) => void process.stdout.write(`${line}\n`),
		warn: (line) => void process.stderr.write(`${line}\n`),
		run: runProgram,
	};
}

function repositoryAround(start: string): string {
	for (let folder = start; ; folder = dirname(folder)) {
		const marks = ['.git', 'lintel.config.json'].map((name) => `${folder}/${name}`);
		if (marks.some((mark) => fs.existsSync(mark))) return folder;
		if (dirname(folder) === folder) return start;
	}
}

function groupBy<K, V>(items: Iterable<V>, keyOf: (item: V, index: number) => K): Map<K, V[]> {
	const groups = new Map<K, V[]>();
	let index = 0;
	for (const item of items) {
		const key = keyOf(item, index++);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [item]);
		else group.push(item);
	}
	return groups;
}
