/** `lintel mcp`: lets a program on this machine work here over standard input and output. */
import type { Command } from 'commander';
import { z } from 'zod';
import { dataFolder, runningFolder } from '#server/cli/find-running.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { RepositoryOptions, repositoryOptions } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { AgentName } from '#shared/protocol/api.ts';
import { refusal } from '#shared/refusal.ts';

const Options = RepositoryOptions.extend({
	as: z.string().optional(),
	port: z.string().optional(),
});

export function addMcp(program: Command, host: Host, done: (code: ExitCode) => void): void {
	repositoryOptions(program.command('mcp'))
		.description('speak MCP over standard input and output, for the Lintel that runs')
		.option('--as <name>', "the agent's name (default: the client's own)")
		.option('--port <n>', 'the port to serve on, if none runs yet')
		.action(async (options: unknown) => done(await mcp(host, Options.parse(options))));
}

async function mcp(host: Host, options: z.infer<typeof Options>): Promise<ExitCode> {
	const { as, port } = options;
	const data = dataFolder(host, options.data);
	if (as !== undefined && !AgentName.safeParse(as).success) return refuse(host, badName);
	const place = locateRepository(host, options.repo);
	if (!place.ok) return refuse(host, place.error);
	// Only this command needs the MCP client, and loading it takes a while.
	const { speakOverStdio } = await import('#server/mcp/stdio.ts');
	const refused = await speakOverStdio(host, {
		place: place.value,
		folder: runningFolder(host, options.data),
		name: as ?? null,
		serve: [...(data ? ['--data', data] : []), ...(port ? ['--port', port] : [])],
	});
	return refused ? refuse(host, refused) : 0;
}

const badName = refusal(
	'agent-name',
	'An agent name has letters, digits, spaces, dots, dashes and underscores, at most 60 of them.',
	'For example: lintel mcp --as claude-code',
);
