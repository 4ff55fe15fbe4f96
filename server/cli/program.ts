/** The command line: one command a file, and how each ends. */
import { Command, CommanderError } from 'commander';
import type { Host } from '#server/cli/host.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { nearestWord } from '#shared/trace/nearest-word.ts';

/** Runs one command to its end. */
export async function runCommand(host: Host, args: readonly string[]): Promise<ExitCode> {
	let code: ExitCode = 0;
	const done = (ended: ExitCode) => {
		code = ended;
	};
	const program = new Command('lintel')
		.description('Put people at the decisions that matter before AI writes code.')
		.version(host.version, '-v, --version', 'print the version')
		.helpOption('-h, --help', 'print this help')
		.showHelpAfterError('(lintel --help lists the commands)')
		.exitOverride()
		.configureOutput({
			writeOut: (text) => host.print(text.trimEnd()),
			writeErr: (text) => host.warn(text.trimEnd()),
			outputError: (text, write) => write(text.replace(/^error: /, 'lintel: ')),
		});
	for (const add of await commandsFor(args[0])) add(program, host, done);
	for (const command of program.commands) sayWhereHelpIs(command, 'lintel');
	const unknown = unknownCommand(program, args[0] === 'help' ? args[1] : args[0]);
	if (unknown) return refuse(host, unknown);
	try {
		await program.parseAsync(args, { from: 'user' });
		return code;
	} catch (error) {
		if (!(error instanceof CommanderError)) throw error;
		const command = error.code === 'commander.excessArguments' ? commandIn(args) : undefined;
		if (command !== undefined) host.warn(`(The command comes first: lintel ${command} …)`);
		return error.exitCode === 0 ? 0 : 2;
	}
}

/** What stands behind options was taken for an argument of `serve`. */
function commandIn(args: readonly string[]): string | undefined {
	const [first = ''] = args;
	return first.startsWith('-') ? args.find((arg) => Object.hasOwn(COMMANDS, arg)) : undefined;
}

/** A mistyped option is answered with the help of its own command. */
function sayWhereHelpIs(command: Command, above: string): void {
	const name = `${above} ${command.name()}`;
	command.showHelpAfterError(`(${name} --help says how it is used)`);
	for (const inner of command.commands) sayWhereHelpIs(inner, name);
}

/** `serve` is the default, so a mistyped command would else be taken for one of its arguments. */
function unknownCommand(program: Command, name: string | undefined): Refusal | null {
	if (name === undefined || name.startsWith('-')) return null;
	const names = ['help', ...program.commands.map((command) => command.name())];
	if (names.includes(name)) return null;
	const near = nearestWord(name, names);
	return refusal(
		'unknown-command',
		`There is no command "${name}".`,
		near === null ? 'lintel --help lists the commands.' : `Did you mean lintel ${near}?`,
	);
}

/** Each is loaded when it is asked for: a check should not wait for what serves the app. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
	serve: async () => (await import('#server/cli/serve.ts')).addServe,
	init: async () => (await import('#server/cli/init.ts')).addInit,
	adopt: async () => (await import('#server/cli/adopt.ts')).addAdopt,
	import: async () => (await import('#server/cli/import.ts')).addImport,
	export: async () => (await import('#server/cli/export.ts')).addExport,
	move: async () => (await import('#server/cli/move.ts')).addMove,
	save: async () => (await import('#server/cli/save.ts')).addSave,
	status: async () => (await import('#server/cli/status.ts')).addStatus,
	check: async () => (await import('#server/cli/check.ts')).addCheck,
	verify: async () => (await import('#server/cli/verify.ts')).addVerify,
	run: async () => (await import('#server/cli/run.ts')).addRun,
	guard: async () => (await import('#server/cli/guard.ts')).addGuard,
	history: async () => (await import('#server/cli/history.ts')).addHistory,
	agent: async () => (await import('#server/cli/agent.ts')).addAgent,
	webhook: async () => (await import('#server/cli/webhook.ts')).addWebhook,
	connect: async () => (await import('#server/cli/connect.ts')).addConnect,
	mcp: async () => (await import('#server/cli/mcp.ts')).addMcp,
	'ci-key': async () => (await import('#server/cli/ci-key.ts')).addCiKey,
};

type AddCommand = (program: Command, host: Host, done: (code: ExitCode) => void) => void;

/** The one that is named; all of them where none is, for help and for the nearest name. */
function commandsFor(name: string | undefined): Promise<readonly AddCommand[]> {
	const named = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
	const wanted = named === undefined ? Object.values(COMMANDS) : [named];
	return Promise.all(wanted.map((load) => load()));
}
