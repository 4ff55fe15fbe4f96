/** `lintel webhook add|test|status|remove`: a chat tool that is told what the team decides. */
import type { Command } from 'commander';
import { z } from 'zod';
import { ask } from '#server/cli/ask.ts';
import type { Host } from '#server/cli/host.ts';
import { RepositoryOptions, reach, repositoryOptions } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { WebhookStatus } from '#server/notify/webhook.ts';
import { ok } from '#shared/result.ts';

const Adding = RepositoryOptions.extend({ private: z.boolean().default(false) });
const Asking = RepositoryOptions.extend({ json: z.boolean().default(false) });

export function addWebhook(program: Command, host: Host, done: (code: ExitCode) => void): void {
	const webhook = program
		.command('webhook')
		.description('tell a chat tool what is decided: add, test, status, remove');
	repositoryOptions(webhook.command('add <url>'))
		.description('send signed messages there from now on; the secret is shown once')
		.option('--private', 'it may be on a private network')
		.action(async (url: string, options: unknown) =>
			done(await add(host, url, Adding.parse(options))),
		);
	repositoryOptions(webhook.command('test'))
		.description('send a message that says nothing but that it arrives')
		.action(async (options: RepositoryOptions) => done(await test(host, options)));
	repositoryOptions(webhook.command('status'))
		.description('say what waits, what failed and what arrived last')
		.option('--json', 'as JSON')
		.action(async (options: unknown) => done(await status(host, Asking.parse(options))));
	repositoryOptions(webhook.command('remove'))
		.description('send nothing any more, and forget the secret')
		.action(async (options: RepositoryOptions) => done(await remove(host, options)));
}

async function add(host: Host, url: string, options: z.infer<typeof Adding>): Promise<ExitCode> {
	const body = { url, private: options.private };
	const before = await askStatus(host, options);
	const added = await reach(host, options, {
		served: async (running, slug) => {
			const answer = z.object({ secret: z.string() });
			const asked = await ask(running, 'POST', '/local/webhook', answer, { slug, ...body });
			return asked.ok ? ok(asked.value.secret) : asked;
		},
		opened: async ({ webhook }) => webhook.add(url, body),
	});
	if (!added.ok) return refuse(host, added.error);
	host.print(added.value);
	if (before.ok && before.value !== null)
		host.warn(`It takes the place of ${before.value.origin}, which is told nothing any more.`);
	host.warn('This secret is shown once. Give it to the receiver: it checks each message with it.');
	host.warn('Messages name no title and no person unless the policy says so.');
	return 0;
}

async function test(host: Host, options: RepositoryOptions): Promise<ExitCode> {
	const tested = await reach<unknown>(host, options, {
		served: (running, slug) => ask(running, 'POST', '/local/webhook/test', z.unknown(), { slug }),
		opened: ({ webhook }) => webhook.test(),
	});
	if (!tested.ok) return refuse(host, tested.error);
	host.print('It arrived.');
	return 0;
}

/** How deliveries go; null where there is no webhook. */
function askStatus(host: Host, options: RepositoryOptions) {
	return reach<WebhookStatus | null>(host, options, {
		served: async (running, slug) => {
			const answer = z.object({ webhook: WebhookStatus.nullable() });
			const told = await ask(running, 'GET', `/local/webhook?slug=${slug}`, answer);
			return told.ok ? ok(told.value.webhook) : told;
		},
		opened: async ({ webhook }) => ok(webhook.status()),
	});
}

async function status(host: Host, options: z.infer<typeof Asking>): Promise<ExitCode> {
	const asked = await askStatus(host, options);
	if (!asked.ok) return refuse(host, asked.error);
	if (options.json) host.print(JSON.stringify(asked.value));
	else for (const line of linesOf(asked.value)) host.print(line);
	return 0;
}

async function remove(host: Host, options: RepositoryOptions): Promise<ExitCode> {
	const removed = await reach(host, options, {
		served: async (running, slug) => {
			const answer = z.object({ removed: z.boolean() });
			const asked = await ask(running, 'DELETE', '/local/webhook', answer, { slug });
			return asked.ok ? ok(asked.value.removed) : asked;
		},
		opened: async ({ webhook }) => ok(webhook.remove()),
	});
	if (!removed.ok) return refuse(host, removed.error);
	host.print(removed.value ? 'Nothing is sent any more.' : 'There was no webhook.');
	return 0;
}

function linesOf(status: WebhookStatus | null): string[] {
	if (status === null) return ['No webhook yet: lintel webhook add URL'];
	const { origin, addedAt, content, waiting, givenUp, lastDelivered, lastFailure } = status;
	return [
		`to         ${origin}, since ${addedAt.slice(0, 10)}`,
		`names      ${content ? 'titles and people, as the policy says' : 'no titles and no people'}`,
		`waiting    ${waiting}${givenUp > 0 ? `, given up ${givenUp}` : ''}`,
		`arrived    ${lastDelivered ?? 'nothing yet'}`,
		...(lastFailure === null ? [] : [`failed     ${lastFailure}`]),
	];
}
