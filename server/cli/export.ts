/** `lintel export`: writes every file that differs from its document, or the workspace otherwise. */
import type { Command } from 'commander';
import { z } from 'zod';
import { ask } from '#server/cli/ask.ts';
import { exportShape } from '#server/cli/export-shape.ts';
import type { Host } from '#server/cli/host.ts';
import { RepositoryOptions, reach, repositoryOptions } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { ExportReport } from '#server/files/reports.ts';
import { ok } from '#shared/result.ts';

const Options = RepositoryOptions.extend({
	dryRun: z.boolean().default(false),
	gherkin: z.string().optional(),
	html: z.string().optional(),
	map: z.string().optional(),
});

export function addExport(program: Command, host: Host, done: (code: ExitCode) => void): void {
	repositoryOptions(program.command('export'))
		.description('write every file that differs from its document, also those that are gone')
		.option('--gherkin <dir>', 'write a .feature skeleton for each story instead')
		.option('--html <file>', 'write one page of everything to print instead')
		.option(
			'--map <file>',
			'write the context map as a picture (.svg) or as Mermaid (.mmd) instead',
		)
		.option('--dry-run', 'say what would be written, and write nothing')
		.action(async (given: unknown) => {
			const options = Options.parse(given);
			const { gherkin, html, map } = options;
			const shaped = [gherkin, html, map].some((one) => one !== undefined);
			done(await (shaped ? exportShape(host, options) : exportFiles(host, options)));
		});
}

async function exportFiles(host: Host, options: z.infer<typeof Options>): Promise<ExitCode> {
	const { dryRun } = options;
	const exported = await reach(host, options, {
		served: (running, slug) =>
			ask(running, 'POST', '/local/export', ExportReport, { slug, dryRun }),
		opened: async ({ files }) => ok(await files.exportFiles({ dryRun })),
	});
	if (!exported.ok) return refuse(host, exported.error);
	const { written, findings } = exported.value;
	for (const path of written) host.print(`${dryRun ? 'would write' : 'wrote'} ${path}`);
	if (written.length === 0) host.print('Nothing to write: the files say it all.');
	for (const { message, fix } of findings) host.warn(`${message}\n  ${fix}`);
	return findings.length > 0 ? 1 : 0;
}
