/** The command line: one command a file, and how each ends. */
import { Command, CommanderError } from 'commander';
import { addAgent } from '#server/cli/agent.ts';
import { addCheck } from '#server/cli/check.ts';
import { addCiKey } from '#server/cli/ci-key.ts';
import { addExport } from '#server/cli/export.ts';
import { addGuard } from '#server/cli/guard.ts';
import { addHistory } from '#server/cli/history.ts';
import type { Host } from '#server/cli/host.ts';
import { addImport } from '#server/cli/import.ts';
import { addInit } from '#server/cli/init.ts';
import { addMcp } from '#server/cli/mcp.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { addSave } from '#server/cli/save.ts';
import { addServe } from '#server/cli/serve.ts';
import { addStatus } from '#server/cli/status.ts';
import { addVerify } from '#server/cli/verify.ts';
import { addWebhook } from '#server/cli/webhook.ts';
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
	for (const add of COMMANDS) add(program, host, done);
	for (const command of program.commands) sayWhereHelpIs(command, 'lintel');
	const unknown = unknownCommand(program, args[0]);
	if (unknown) return refuse(host, unknown);
	try {
		await program.parseAsync(args, { from: 'user' });
		return code;
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
		throw error;
	}
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

const COMMANDS = [
	...[addServe, addInit, addImport, addExport, addSave, addStatus, addCheck, addVerify],
	...[addGuard, addHistory, addAgent, addWebhook, addMcp, addCiKey],
];
