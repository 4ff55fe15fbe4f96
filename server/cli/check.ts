/** `lintel check`: proves the repository from its files alone, with no relay and no network. */
import { type Command, Option } from 'commander';
import { type CheckCache, createCheckCache } from '#server/check/cache/check-cache.ts';
import type { Recorded, Recording } from '#server/check/cache/recording-disk.ts';
import type { CheckCommand, CheckHost } from '#server/check/run-check.ts';
import type { CheckThreads } from '#server/check/threads/check-threads.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { toldDisk } from '#server/cli/told-disk.ts';
import type { Disk } from '#server/files/disk/disk.ts';

/** As the options below have them. */
interface Options {
	readonly repo?: string;
	readonly root?: string;
	readonly base?: string;
	readonly changed?: string | true;
	readonly rule?: readonly string[];
	readonly fix?: true;
	readonly fixApproved?: true;
	readonly json?: true;
	readonly sarif?: true;
	readonly list?: true;
	readonly verbose?: true;
	readonly cache: boolean;
	readonly watch?: true;
}

export function addCheck(program: Command, host: Host, done: (code: ExitCode) => void): void {
	program
		.command('check')
		.description(
			'check files, rules, traces, imports, approvals and evidence, from the files alone',
		)
		.option('--repo <dir>', 'the repository (default: the one around the current folder)')
		.option('--root <root>', 'the workspace it has to be: its hash or six words (or LINTEL_ROOT)')
		.option('--base <ref>', 'a git ref whose log must all be here still')
		.option('--changed [ref]', 'only what changed since a git ref (HEAD), and what that affects')
		.option('--rule <id>', 'only findings of this rule; may be given several times', another)
		.option('--fix', 'mend first what needs nobody’s judgement, but nothing that is approved')
		.option('--fix-approved', 'as --fix, also what is approved: it leaves its gate')
		.option('--list', 'every artefact with its state, and who approved it')
		.option('--verbose', 'also what is only worth knowing, or known from before, and all of it')
		.addOption(
			new Option('--json', 'as JSON (lintel-check.schema.json says how it reads)').conflicts(
				'sarif',
			),
		)
		.option('--sarif', 'as SARIF 2.1.0, for code scanning')
		.option('--watch', 'check again after each change, until q or Ctrl-C')
		.option('--no-cache', 'look at everything again, also where nothing changed')
		.action(async (options: Options) => done(await check(host, options)));
}

function another(id: string, before: readonly string[] | undefined): readonly string[] {
	return [...(before ?? []), id];
}

async function check(plain: Host, options: Options): Promise<ExitCode> {
	const host: Host = { ...plain, disk: toldDisk(plain) };
	const place = locateRepository(host, options.repo);
	if (!place.ok) return refuse(host, place.error);
	const command = commandOf(options, host, place.value.folder);
	if (options.watch) return watch(plain, command, options);
	const cache = cacheFor(host, command, options);
	const kept = cache?.recall() ?? null;
	if (kept !== null) {
		for (const line of kept.lines) host.print(line);
		if (command.form === 'text')
			host.print(`nothing changed since ${kept.at} (--no-cache looks again)`);
		return kept.code;
	}
	const { createCheckThreads } = await import('#server/check/threads/check-threads.ts');
	using threads = createCheckThreads();
	const recording = cache?.record() ?? null;
	// Another thread reads while this one loads.
	const beside = readBeside(host, command, threads, recording);
	const working = await loadCheck(host, command, options, threads);
	if (cache === null || recording === null) return await working({ ...host, ...beside });
	const lines: string[] = [];
	const print = (line: string) => {
		lines.push(line);
		host.print(line);
	};
	const { disk, run } = recording;
	const code = await working({ ...host, ...beside, disk, run, print });
	await Promise.all(Object.values(beside.beside ?? {}));
	if (code !== 2) cache.keep(recording, { lines, code, at: host.now().toISOString().slice(0, 16) });
	return code;
}

/** To start a thread takes as long as to read some hundreds. */
const MANY_TEXTS = 800;

function readBeside(
	{ disk }: Host,
	{ folder, fix }: CheckCommand,
	threads: CheckThreads,
	recording: Recording | null,
): Pick<CheckHost, 'beside'> {
	const many = threads.most > 0 && hasMany(disk, `${folder}/.lintel/revisions`);
	if (!many || fix !== 'no') return {};
	const of = { folder, remember: recording !== null };
	const joined = <T>(said: { readonly read: T; readonly recorded: Recorded | null } | null) => {
		if (said?.recorded != null) recording?.join(said.recorded);
		return said?.read ?? null;
	};
	const files = threads.ask(0, 'files', of).then(joined);
	const frozen = threads.ask(0, 'frozen', of).then(joined);
	return { beside: { files, frozen } };
}

function hasMany(disk: Disk, folder: string): boolean {
	try {
		return disk.readdirSync(folder).length > MANY_TEXTS;
	} catch {
		return false;
	}
}

/** What works it out is much to load. */
async function loadCheck(
	host: Host,
	command: CheckCommand,
	options: Options,
	threads: CheckThreads,
) {
	const [{ runCheck }, { createSignatureThreads }, { createLooksAhead }, ...keeping] =
		await Promise.all([
			import('#server/check/run-check.ts'),
			import('#server/check/signing/signature-threads.ts'),
			import('#server/check/looking/looks-ahead.ts'),
			import('#server/check/signing/known-signatures.ts'),
			import('#server/check/cache/pieces.ts'),
		]);
	const [{ knowSignatures }, { openPieces }] = keeping;
	const strict = createSignatureThreads(threads);
	const beside = () => ({ ahead: createLooksAhead(threads) });
	if (!mayKeep(host, options)) {
		return (by: CheckHost) => runCheck({ ...by, signatures: strict, ...beside() }, command);
	}
	const { disk, random, grammars } = host;
	const about = ['pieces', host.build(), command.folder, grammars];
	const pieces = openPieces({ disk, random, about, folder: keptIn(host) });
	const signatures = knowSignatures(strict, pieces.signatures);
	return async (by: CheckHost) => {
		const code = await runCheck({ ...by, signatures, pieces, ...beside() }, command);
		pieces.save();
		return code;
	};
}

const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

async function watch(host: Host, command: CheckCommand, options: Options): Promise<ExitCode> {
	const [{ watchCheck }, { createCheckThreads }] = await Promise.all([
		import('#server/check/watch-check.ts'),
		import('#server/check/threads/check-threads.ts'),
	]);
	using threads = createCheckThreads();
	const working = await loadCheck(host, command, options, threads);
	return await watchCheck({ ...host, folder: command.folder }, async () => {
		if (host.colour) host.print(CLEAR);
		const code = await working({ ...host, disk: toldDisk(host) });
		host.warn(`watching since ${host.now().toISOString().slice(11, 19)} (q or Ctrl-C ends)`);
		return code;
	});
}

/** A pipeline proves anew, whatever lies on its machine. */
function mayKeep(host: Host, options: Options): boolean {
	return options.cache && !host.pipeline;
}

function keptIn(host: Host): string {
	return `${host.data ?? host.stateFolder}/check`;
}

/** Who mends has changed something. */
function cacheFor(host: Host, command: CheckCommand, options: Options): CheckCache | null {
	if (!mayKeep(host, options) || command.fix !== 'no') return null;
	const { disk, run, random, now } = host;
	return createCheckCache({
		...{ disk, run, random, now },
		folder: keptIn(host),
		about: [host.build(), host.colour, command],
	});
}

function commandOf(options: Options, host: Host, folder: string): CheckCommand {
	const { json, sarif, list = false, verbose = false, changed = null } = options;
	return {
		folder,
		root: options.root ?? host.root,
		base: options.base ?? null,
		form: json ? 'json' : sarif ? 'sarif' : 'text',
		...{ list, verbose },
		scope: { rules: options.rule ?? [], changed: changed === true ? 'HEAD' : changed },
		fix: options.fixApproved ? 'all' : options.fix ? 'unbound' : 'no',
	};
}
