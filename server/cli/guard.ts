/** `lintel guard`: keeps code from being written before its design is approved. */
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { answerClient } from '#server/cli/guard-ask.ts';
import { guardCommit, guardPush } from '#server/cli/guard-commit.ts';
import {
	GuardNames,
	installGuards,
	printGuards,
	uninstallGuards,
} from '#server/cli/guard-install.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository, type Place } from '#server/cli/locate.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { rootFor } from '#server/cli/root-for.ts';
import { CLIENTS } from '#server/guard/clients.ts';
import { refusal } from '#shared/refusal.ts';

const Shared = z.object({
	repo: z.string().optional(),
	root: z.string().optional(),
	data: z.string().optional(),
	client: z.string().optional(),
	failClosed: z.boolean().default(false),
});
type Shared = z.infer<typeof Shared>;

export function addGuard(program: Command, host: Host, done: (code: ExitCode) => void): void {
	const guard = program
		.command('guard')
		.description('stop code that is written before its design is approved');
	const at =
		(run: (place: Place, options: Shared, raw: unknown) => ExitCode | Promise<ExitCode>) =>
		async (raw: unknown) => {
			const options = Shared.parse(raw);
			const place = locateRepository(host, options.repo);
			done(place.ok ? await run(place.value, options, raw) : refuse(host, place.error));
		};

	names(guard.command('install'))
		.description('install guards: git hooks, a CI check, hooks of Agents’ clients')
		.option('--root <root>', 'the workspace’s root: hash or six words (default: the one here)')
		.option('--fail-closed', 'refuse also when the guard can’t be asked')
		.action(
			at(async ({ folder }, options, raw) => {
				const root = await rootFor(host, folder, options.root ?? host.root);
				if (!root.ok) return refuse(host, root.error);
				const choice = { root: root.value, failClosed: options.failClosed };
				return installGuards(host, folder, GuardNames.parse(raw), choice);
			}),
		);
	names(guard.command('uninstall'))
		.description('take guards out again (default: all of them)')
		.action(at(({ folder }, _, raw) => uninstallGuards(host, folder, GuardNames.parse(raw))));
	repository(guard.command('status'))
		.description('say which guards stand here')
		.action(at(({ folder }) => printGuards(host, folder)));
	asked(guard.command('ask'))
		.description('answer a client’s hook: its question comes on standard input')
		.requiredOption('--client <name>', CLIENTS.join(', '))
		.option('--data <dir>', 'where databases are kept, as given to serve')
		.action(
			at((place, { failClosed, ...options }) => {
				const client = CLIENTS.find((name) => name === options.client);
				if (client === undefined) return refuse(host, unknownClient(options.client ?? ''));
				const root = options.root ?? host.root;
				return answerClient(host, place, { client, root, failClosed, data: options.data });
			}),
		);
	asked(guard.command('commit'))
		.description('judge what is staged, as git’s pre-commit hook')
		.action(at((place, options) => guardCommit(host, place, judging(options))));
	asked(guard.command('push'))
		.description('judge what is pushed, as git’s pre-push hook')
		.argument('[remote]', 'its name')
		.argument('[url]', 'its address')
		.action(async (remote: string | undefined, _url: unknown, raw: unknown) =>
			at(async (place, options) =>
				guardPush(host, place, judging(options), remote ?? 'origin', await standardInput(host)),
			)(raw),
		);

	function judging({ root, failClosed }: Shared) {
		return { root: root ?? host.root, failClosed };
	}
}

function repository(command: Command): Command {
	return command.option('--repo <dir>', 'the repository (default: the one around this folder)');
}

function asked(command: Command): Command {
	return repository(command)
		.option('--root <root>', 'the workspace it has to be: its hash or six words (or LINTEL_ROOT)')
		.option('--fail-closed', 'refuse also what could not be judged');
}

function names(command: Command): Command {
	return repository(command)
		.option('--git', 'git’s pre-commit and pre-push hooks')
		.addOption(new Option('--ci <forge>', 'a pipeline').choices(['github', 'gitlab']))
		.option('--claude', 'Claude Code')
		.option('--codex', 'Codex')
		.option('--copilot', 'Copilot CLI')
		.option('--cursor', 'Cursor')
		.option('--dry-run', 'say what would be written, and write nothing');
}

async function standardInput({ stdin }: Host): Promise<string> {
	let text = '';
	stdin.setEncoding('utf8');
	for await (const piece of stdin) text += z.string().parse(piece);
	return text;
}

function unknownClient(name: string) {
	return refusal('unknown-client', `There is no client “${name}”.`, `Take ${CLIENTS.join(', ')}.`);
}
