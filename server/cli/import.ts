/** `lintel import FILE…`: adds stories, contexts and designs from files, and says what became what. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { ask } from '#server/cli/ask.ts';
import type { Host } from '#server/cli/host.ts';
import { RepositoryOptions, reach, repositoryOptions } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { type ImportEntry, ImportReport } from '#server/files/reports.ts';
import { ok } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';

const Options = RepositoryOptions.extend({ dryRun: z.boolean().default(false) });

export function addImport(program: Command, host: Host, done: (code: ExitCode) => void): void {
	repositoryOptions(program.command('import <files...>'))
		.description('add what Markdown files hold to the documents')
		.option('--dry-run', 'say what would become what, and change nothing')
		.action(async (files: string[], options: unknown) =>
			done(await importFiles(host, files, Options.parse(options))),
		);
}

async function importFiles(
	host: Host,
	names: readonly string[],
	options: z.infer<typeof Options>,
): Promise<ExitCode> {
	const { dryRun } = options;
	const files = names.map((name) => resolve(host.folder, name));
	const imported = await reach(host, options, {
		served: (running, slug) =>
			ask(running, 'POST', '/local/import', ImportReport, { slug, files, dryRun }),
		opened: async (workspace) => {
			const report = await workspace.files.importFiles(files, { dryRun });
			if (!dryRun) await workspace.files.flush();
			return ok(report);
		},
	});
	if (!imported.ok) return refuse(host, imported.error);
	const { entries, findings } = imported.value;
	for (const entry of entries) host.print(sentenceOf(entry, dryRun));
	host.print(summaryOf(entries, dryRun));
	for (const finding of findings) host.warn(wordsOf(finding));
	return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** Many a rule speaks of "this section": the place says which. */
function wordsOf({ file, line, message, fix }: Finding): string {
	const place = file === null || line === null ? (file ?? '') : `${file}:${line}`;
	return `${place === '' || message.startsWith(place) ? '' : `${place}  `}${message}\n  ${fix}`;
}

function sentenceOf({ file, line, became, kind, title, criteria }: ImportEntry, dryRun: boolean) {
	const place = line === null ? file : `${file}:${line}`;
	const size = kind === 'story' ? `, ${criteria} criteria` : '';
	const words = {
		added: `${dryRun ? 'would become' : 'became'} a new ${kind}`,
		same: `is a ${kind} here already, word for word`,
		differs: `is a ${kind} here already, with other words; those stay`,
		kept: dryRun ? 'would be kept as text' : 'is kept as text',
	};
	return `${place}  "${title}"${size}  ${words[became]}`;
}

function summaryOf(entries: readonly ImportEntry[], dryRun: boolean): string {
	const count = (became: ImportEntry['became']) =>
		entries.filter((entry) => entry.became === became).length;
	const added = `${count('added')} ${dryRun ? 'would be added' : 'added'}`;
	return `${added}, ${count('same')} the same, ${count('differs')} left as they are, ${count('kept')} kept as text.`;
}
