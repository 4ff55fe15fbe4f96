/**
 * Runs a command that the configuration names: a program with arguments and no shell, in the folder
 * that the step works in, with nothing of the environment but what programs need to run at all.
 */
import { z } from 'zod';
import type { RunTests } from '#server/evidence/run-tests.ts';
import {
	answer,
	cut,
	defineRunnerTool,
	type RunnerTool,
} from '#server/runner/tools/runner-tool.ts';
import { refusal } from '#shared/refusal.ts';
import { err } from '#shared/result.ts';

/** By name: the program and its arguments. */
export type Commands = Readonly<Record<string, readonly string[]>>;

const MOST_OUTPUT = 12_000;

export function runCommandTool(
	deps: { readonly runTests: RunTests; readonly environment: Readonly<Record<string, string>> },
	{
		folder,
		commands,
		seconds,
	}: { readonly folder: string; readonly commands: Commands; readonly seconds: number },
): RunnerTool {
	const names = Object.keys(commands);
	return defineRunnerTool({
		name: 'run_command',
		description: `Runs one of the commands that people allowed, by its name, and answers with what it printed: ${names
			.map((name) => `${name} (${commands[name]?.join(' ')})`)
			.join('; ')}. There is no shell.`,
		input: z.object({ name: z.string() }),
		async run({ name }, signal) {
			const [program, ...args] = Object.hasOwn(commands, name) ? (commands[name] ?? []) : [];
			if (program === undefined) return err(notAllowed(name, names));
			let printed = '';
			const ended = await deps.runTests({
				...{ argv: [program, ...args], folder, signal, most: seconds * 1_000 },
				environment: deps.environment,
				onOutput(text) {
					// The end of what a program prints says how it went.
					printed = `${printed}${text}`.slice(-2 * MOST_OUTPUT);
				},
			});
			const words =
				ended.kind === 'ended'
					? `It ended with ${ended.status}.`
					: ended.kind === 'timed-out'
						? `It was stopped after ${seconds} seconds.`
						: ended.kind === 'cancelled'
							? 'It was called off.'
							: `It could not be started: ${ended.why}.`;
			const said = printed.slice(-MOST_OUTPUT).toWellFormed();
			return answer(cut(said === '' ? words : `${said}\n\n${words}`));
		},
	});
}

function notAllowed(name: string, names: readonly string[]) {
	return refusal(
		'not-allowed',
		`There is no command ${JSON.stringify(name.slice(0, 100))}. Nothing was run.`,
		`Those that people allowed are ${names.join(', ')}.`,
	);
}
