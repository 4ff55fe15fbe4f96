/** `lintel connect`: tells an Agent's client of Lintel, in the files that the client reads. */
import { Argument, type Command } from 'commander';
import { z } from 'zod';
import { carryOut, readerOf } from '#server/cli/carry-out.ts';
import { dataFolder, findRunning, runningFolder } from '#server/cli/find-running.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { RepositoryOptions, repositoryOptions } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { rootFor } from '#server/cli/root-for.ts';
import { addressOf } from '#server/connect/address.ts';
import { CLIENT_TRAITS, CONNECTED, type Connected } from '#server/connect/clients.ts';
import { entryAlone, holdsToken, planConnect, type Wanted } from '#server/connect/connect-plan.ts';
import { lineDiff } from '#server/connect/line-diff.ts';
import { serverEntry, stdioWay, TOKEN_VARIABLE, type Way } from '#server/connect/server-entry.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';

const Options = RepositoryOptions.extend({
	http: z.union([z.literal(true), z.string()]).optional(),
	root: z.string().optional(),
	guard: z.boolean(),
	skill: z.boolean(),
	dryRun: z.boolean().default(false),
	print: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

export function addConnect(program: Command, host: Host, done: (code: ExitCode) => void): void {
	repositoryOptions(program.command('connect'))
		.description('tell an agent’s client of Lintel: its MCP settings, a skill, the guard')
		.addArgument(new Argument('<client>', 'which client').choices([...CONNECTED]))
		.option('--http [url]', 'over HTTP, with a token from the environment (default: lintel mcp)')
		.option(
			'--root <root>',
			'the root that the guard pins: hash or six words (default: the one here)',
		)
		.option('--no-guard', 'leave the client’s hooks as they are')
		.option('--no-skill', 'leave the client’s skills as they are')
		.option('--dry-run', 'show what would change in each file, and change nothing')
		.option('--print', 'print the settings to paste, and change nothing')
		.action(async (client: Connected, options: unknown) =>
			done(await connect(host, client, Options.parse(options))),
		);
}

async function connect(host: Host, client: Connected, options: Options): Promise<ExitCode> {
	const place = locateRepository(host, options.repo);
	if (!place.ok) return refuse(host, place.error);
	const { folder } = place.value;
	const way = await wayFor(host, client, folder, options);
	if (!way.ok) return refuse(host, way.error);
	const read = readerOf(host, folder);
	if (options.print) {
		const entry = serverEntry(client, way.value, read);
		host.print(`${entry.file}\n\n${entryAlone(entry)}`);
		sayWhatIsNext(host, client, way.value, folder);
		return 0;
	}
	const guarded = options.guard && CLIENT_TRAITS[client].guard !== null;
	const root = guarded ? await rootFor(host, folder, options.root ?? host.root) : ok(null);
	if (!root.ok) return refuse(host, root.error);
	const wanted: Wanted = {
		way: way.value,
		guard: guarded ? { root: root.value, failClosed: false } : null,
		skill: options.skill,
	};
	const exposed = holdsToken(client, wanted, read);
	const left = carryOutAll(host, folder, planConnect(client, wanted, read), options.dryRun);
	if (exposed !== null) warnOfToken(host, exposed, CLIENT_TRAITS[client].agent);
	if (guarded && root.value === null) warnOfNoRoot(host, client);
	if (!options.dryRun) sayWhatIsNext(host, client, way.value, folder);
	return left > 0 ? 1 : 0;
}

/** How many were left to the person. */
function carryOutAll(
	host: Host,
	folder: string,
	steps: ReturnType<typeof planConnect>,
	dryRun: boolean,
): number {
	const read = readerOf(host, folder);
	return steps.filter((step) => {
		const diff =
			dryRun && step.kind === 'write' ? lineDiff(step.file, read(step.file), step.text ?? '') : [];
		const isDone = carryOut(host, folder, step, dryRun);
		for (const line of diff) host.print(line);
		return !isDone;
	}).length;
}

async function wayFor(
	host: Host,
	client: Connected,
	folder: string,
	options: Options,
): Promise<Result<Way, Refusal>> {
	if (options.http === undefined) {
		const data = options.data === undefined ? null : dataFolder(host, options.data);
		return ok(stdioWay(client, programIn(host, folder), data));
	}
	if (options.http !== true) return addressOf(options.http);
	const running = await findRunning(host, runningFolder(host, options.data));
	return addressOf(running?.url ?? 'http://localhost:4400');
}

/** A repository that has Lintel among its own packages gives it to everybody who works in it. */
function programIn({ disk }: Host, folder: string): readonly string[] {
	const own = disk.existsSync(`${folder}/node_modules/.bin/lintel`);
	return own ? ['npx', '--no', '--', 'lintel'] : ['lintel'];
}

function sayWhatIsNext(host: Host, client: Connected, way: Way, folder: string): void {
	const { title, agent, next } = CLIENT_TRAITS[client];
	const first = way.kind === 'http' ? tokenSteps(client, agent) : programSteps(host, way, folder);
	const admit = `Once it has worked here, an owner admits "${agent}" in the app, under Members: what it submits counts from then on.`;
	host.print(`\nNext, for ${title}:`);
	for (const [at, line] of [...first, ...next, admit].entries()) host.print(`  ${at + 1}. ${line}`);
}

/** The token goes from the command that makes it into the environment, and is shown nowhere. */
function tokenSteps(client: Connected, agent: string): readonly string[] {
	const refused = `If it says that the name is taken and the token is gone: lintel agent revoke ${agent}, and again.`;
	if (client === 'vscode') {
		return [
			`Make a token with lintel agent add ${agent}; VS Code asks for it once and keeps it. ${refused}`,
		];
	}
	return [
		`Make a token in the shell that starts it: export ${TOKEN_VARIABLE}="$(lintel agent add ${agent})". ${refused}`,
	];
}

function programSteps(host: Host, way: Way & { kind: 'stdio' }, folder: string): readonly string[] {
	const isThere = way.command[0] !== 'lintel' || host.run('lintel', ['--version'], folder) !== null;
	if (isThere) return [];
	return [
		'Put lintel on the path of everybody who works here: npm install --global lintel (from a clone of it: npm install --global "$(npm pack --silent)").',
	];
}

function warnOfToken(host: Host, file: string, agent: string): void {
	host.warn(`lintel: ${file} held an agent’s token, where whoever can read the repository has it.`);
	host.warn(`        End it: lintel agent list, then lintel agent revoke NAME (perhaps ${agent}).`);
}

function warnOfNoRoot(host: Host, client: Connected): void {
	host.warn(
		'lintel: the guard pins no root yet, so whoever founds another workspace here can approve in it.',
	);
	host.warn(`        Once decisions are saved (lintel save), run lintel connect ${client} again.`);
}
