/** `lintel check`: proves the repository from its files alone, with no relay and no network. */
import type { Command } from 'commander';
import { z } from 'zod';
import { runCheck } from '#server/check/run-check.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';

const Options = z.object({
	repo: z.string().optional(),
	root: z.string().optional(),
	base: z.string().optional(),
	json: z.boolean().default(false),
	list: z.boolean().default(false),
	verbose: z.boolean().default(false),
});

export function addCheck(program: Command, host: Host, done: (code: ExitCode) => void): void {
	program
		.command('check')
		.description('prove signatures, approvals and words from the files alone')
		.option('--repo <dir>', 'the repository (default: the one around the current folder)')
		.option('--root <root>', 'the workspace it has to be: its hash or six words (or LINTEL_ROOT)')
		.option('--base <ref>', 'a git ref whose log must all be here still')
		.option('--list', 'every artefact with its state, and who approved it')
		.option('--verbose', 'also what is only worth knowing')
		.option('--json', 'as JSON (lintel-check.schema.json says how it reads)')
		.action(async (options: unknown) => done(await check(host, Options.parse(options))));
}

async function check(host: Host, options: z.infer<typeof Options>): Promise<ExitCode> {
	const place = locateRepository(host, options.repo);
	if (!place.ok) return refuse(host, place.error);
	const { json, list, verbose } = options;
	return runCheck(host, {
		folder: place.value.folder,
		root: options.root ?? host.root,
		base: options.base ?? null,
		...{ json, list, verbose },
	});
}
