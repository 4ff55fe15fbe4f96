/** `lintel check`: proves the repository from its files alone, with no relay and no network. */
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { type CheckCommand, runCheck } from '#server/check/run-check.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';

const Options = z.object({
	repo: z.string().optional(),
	root: z.string().optional(),
	base: z.string().optional(),
	changed: z.union([z.string(), z.literal(true)]).optional(),
	rule: z.array(z.string()).default([]),
	fix: z.boolean().default(false),
	fixApproved: z.boolean().default(false),
	json: z.boolean().default(false),
	sarif: z.boolean().default(false),
	list: z.boolean().default(false),
	verbose: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

export function addCheck(program: Command, host: Host, done: (code: ExitCode) => void): void {
	program
		.command('check')
		.description('prove signatures, approvals and words from the files alone')
		.option('--repo <dir>', 'the repository (default: the one around the current folder)')
		.option('--root <root>', 'the workspace it has to be: its hash or six words (or LINTEL_ROOT)')
		.option('--base <ref>', 'a git ref whose log must all be here still')
		.option('--changed [ref]', 'only what changed since a git ref (HEAD), and what that affects')
		.option('--rule <id>', 'only findings of this rule; may be given several times', another)
		.option('--fix', 'mend first what needs nobody’s judgement, but nothing that is approved')
		.option('--fix-approved', 'as --fix, also what is approved: it leaves its gate')
		.option('--list', 'every artefact with its state, and who approved it')
		.option('--verbose', 'also what is only worth knowing, and all of it')
		.addOption(
			new Option('--json', 'as JSON (lintel-check.schema.json says how it reads)').conflicts(
				'sarif',
			),
		)
		.option('--sarif', 'as SARIF 2.1.0, for code scanning')
		.action(async (options: unknown) => done(await check(host, Options.parse(options))));
}

function another(id: string, before: readonly string[] | undefined): readonly string[] {
	return [...(before ?? []), id];
}

async function check(host: Host, options: Options): Promise<ExitCode> {
	const place = locateRepository(host, options.repo);
	if (!place.ok) return refuse(host, place.error);
	return runCheck(host, commandOf(options, host, place.value.folder));
}

function commandOf(options: Options, host: Host, folder: string): CheckCommand {
	const { json, sarif, list, verbose, changed = null } = options;
	return {
		folder,
		root: options.root ?? host.root,
		base: options.base ?? null,
		form: json ? 'json' : sarif ? 'sarif' : 'text',
		...{ list, verbose },
		scope: { rules: options.rule, changed: changed === true ? 'HEAD' : changed },
		fix: options.fixApproved ? 'all' : options.fix ? 'unbound' : 'no',
	};
}
