/** `lintel mcp`: MCP over standard input and output, for programs that start their servers themselves. */
import type { Command } from 'commander';
import { z } from 'zod';
import { runningFolder } from '#server/cli/find-running.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { RepositoryOptions, repositoryOptions } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { speakOverStdio } from '#server/mcp/stdio.ts';
import { AgentName } from '#shared/protocol/api.ts';
import { refusal } from '#shared/refusal.ts';

const Options = RepositoryOptions.extend({
	as: z.string().optional(),
	port: z.string().optional(),
});

export function addMcp(program: Command, host: Host, done: (code: ExitCode) => void): void {
	repositoryOptions(program.command('mcp'))
		.description('speak MCP on standard input and output, for the Lintel that runs or a new one')
		.option('--as <name>', "the agent's name (default: what the client calls itself)")
		.option('--port <n>', 'the port, if a Lintel has to be started')
		.action(async (options: unknown) => done(await mcp(host, Options.parse(options))));
}

async function mcp(host: Host, options: z.infer<typeof Options>): Promise<ExitCode> {
	const name = options.as ?? null;
	if (name !== null && !AgentName.safeParse(name).success) return refuse(host, badName);
	const place = locateRepository(host, options.repo);
	if (!place.ok) return refuse(host, place.error);
	const folder = runningFolder(host, options.data);
	const data = options.data ?? host.data;
	const serve = [
		...(data === null ? [] : ['--data', data]),
		...(options.port === undefined ? [] : ['--port', options.port]),
	];
	const no = await speakOverStdio(host, { name, place: place.value, folder, serve });
	return no ? refuse(host, no) : 0;
}

const badName = refusal(
	'agent-name',
	'An agent name has letters, digits, spaces, dots, dashes and underscores, at most 60 of them.',
	'For example: lintel mcp --as claude-code',
);
