/** `lintel agent add|list|revoke`: the programs that may read and edit drafts, each with a token. */
import type { Command } from 'commander';
import { z } from 'zod';
import { createAccess } from '#server/access/access.ts';
import { agentEntries } from '#server/access/agent-entries.ts';
import { ask } from '#server/cli/ask.ts';
import type { Host } from '#server/cli/host.ts';
import { type RepositoryOptions, reach, repositoryOptions } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { AgentEntry, AgentMinted, AgentName } from '#shared/protocol/api.ts';
import { refusal } from '#shared/refusal.ts';
import { ok } from '#shared/result.ts';

export function addAgent(program: Command, host: Host, done: (code: ExitCode) => void): void {
	const agent = program.command('agent').description('let a program work here: add, list, revoke');
	repositoryOptions(agent.command('add <name>'))
		.description('make a token for an agent; it is shown once')
		.action(async (name: string, options: RepositoryOptions) =>
			done(await add(host, name, options)),
		);
	repositoryOptions(agent.command('list'))
		.description('list the agents of this repository')
		.action(async (options: RepositoryOptions) => done(await list(host, options)));
	repositoryOptions(agent.command('revoke <name>'))
		.description("end an agent's token")
		.action(async (name: string, options: RepositoryOptions) =>
			done(await revoke(host, name, options)),
		);
}

async function add(host: Host, name: string, options: RepositoryOptions): Promise<ExitCode> {
	if (!AgentName.safeParse(name).success) return refuse(host, badName);
	const minted = await reach(host, options, {
		served: (running, slug) => ask(running, 'POST', '/local/agents', AgentMinted, { slug, name }),
		opened: async ({ store }) => accessOf(host).agentTokens(store.agents).mint(name),
	});
	if (!minted.ok) return refuse(host, minted.error);
	host.print(minted.value.token);
	host.warn(
		`This token of ${name} is shown once. Give it to the program as a bearer token for /mcp.`,
	);
	host.warn('An owner admits the agent in the app before what it submits counts.');
	return 0;
}

async function list(host: Host, options: RepositoryOptions): Promise<ExitCode> {
	const listed = await reach<readonly AgentEntry[]>(host, options, {
		served: (running, slug) =>
			ask(running, 'GET', `/local/agents?slug=${slug}`, z.array(AgentEntry)),
		opened: async (workspace) => ok(agentEntries(workspace, accessOf(host))),
	});
	if (!listed.ok) return refuse(host, listed.error);
	for (const { name, createdAt, revokedAt, admitted } of listed.value) {
		const state = revokedAt ? 'revoked' : admitted ? 'admitted' : 'not admitted yet';
		host.print(`${name}\t${state}\tsince ${createdAt.slice(0, 10)}`);
	}
	if (listed.value.length === 0) host.print('No agents yet: lintel agent add NAME');
	return 0;
}

async function revoke(host: Host, name: string, options: RepositoryOptions): Promise<ExitCode> {
	const revoked = await reach(host, options, {
		served: (running, slug) => ask(running, 'DELETE', '/local/agents', z.unknown(), { slug, name }),
		opened: async ({ store }) => accessOf(host).agentTokens(store.agents).revoke(name),
	});
	if (!revoked.ok) return refuse(host, revoked.error);
	host.print(`${name} may no longer work here.`);
	return 0;
}

function accessOf(host: Host) {
	const names = { tls: false, certificate: [], publicUrl: null };
	return createAccess({ names, random: host.random, now: host.now });
}

const badName = refusal(
	'agent-name',
	'An agent name has letters, digits, spaces, dots, dashes and underscores, at most 60 of them.',
	'For example: lintel agent add claude-code',
);
