/** `lintel import FILE|FOLDER…`: adds stories, contexts and designs, and says what became what. */
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { ask } from '#server/cli/ask.ts';
import type { Host } from '#server/cli/host.ts';
import { RepositoryOptions, reach, repositoryOptions } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { type ImportEntry, ImportReport } from '#server/files/reports.ts';
import { IMPORT_FORMATS } from '#shared/import/reading.ts';
import { ok } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** From here on somebody who waits is told what for. */
const LARGE = 1_000_000;

const Options = RepositoryOptions.extend({
	dryRun: z.boolean().default(false),
	as: z.enum(IMPORT_FORMATS).optional(),
	update: z.boolean().default(false),
	keep: z.boolean().default(false),
});

export function addImport(program: Command, host: Host, done: (code: ExitCode) => void): void {
	const as = new Option('--as <format>', 'what the files are, where Lintel would not find out');
	repositoryOptions(program.command('import <files...>'))
		.description('add what files or folders hold to the documents; again, update it')
		.addOption(as.choices(IMPORT_FORMATS))
		.option('--dry-run', 'say what would become what, and change nothing')
		.addOption(new Option('--update', 'where both sides changed, take the file').conflicts('keep'))
		.option('--keep', 'where both sides changed, keep what is here')
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
	const settle = options.update ? 'take' : options.keep ? 'keep' : null;
	const size = sizeOf(host, files);
	if (size >= LARGE) host.warn(`Reading ${(size / 1e6).toFixed(1)} MB, which takes a while.`);
	const how = { dryRun, as: options.as ?? null, settle } as const;
	const imported = await reach(host, options, {
		served: (running, slug) =>
			ask(running, 'POST', '/local/import', ImportReport, { slug, files, ...how }),
		opened: async (workspace) => {
			const report = await workspace.files.importFiles(files, how);
			if (!dryRun) await workspace.files.flush();
			return ok(report);
		},
	});
	if (!imported.ok) return refuse(host, imported.error);
	const { entries, findings } = imported.value;
	for (const line of tableOf(entries, dryRun, settle)) host.print(line);
	host.print(summaryOf(entries, dryRun));
	for (const finding of findings) host.warn(wordsOf(finding));
	return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** Bytes of the files that are named; what can't be found is told later. */
function sizeOf({ disk }: Host, files: readonly string[]): number {
	return files.reduce((sum, file) => {
		const stat = disk.statSync(file, { throwIfNoEntry: false });
		return sum + (stat?.isFile() ? stat.size : 0);
	}, 0);
}

/** Many a rule speaks of "this section": the place says which. */
function wordsOf({ file, line, message, fix }: Finding): string {
	const place = file === null || line === null ? (file ?? '') : `${file}:${line}`;
	return `${place === '' || message.startsWith(place) ? '' : `${place}  `}${message}\n  ${fix}`;
}

type Settle = 'take' | 'keep' | null;

/** One row a piece: from which lines, what it is called, what became of it. */
function tableOf(entries: readonly ImportEntry[], dryRun: boolean, settle: Settle): string[] {
	const rows = entries.map((entry): [string, string, string] => [
		placeOf(entry),
		nameOf(entry),
		outcomeOf(entry, dryRun, settle),
	]);
	const widthOf = (column: 0 | 1) => Math.max(0, ...rows.map((row) => row[column].length));
	const [places, names] = [widthOf(0), widthOf(1)];
	return rows.map(([place, name, outcome]) =>
		`${place.padEnd(places)}  ${name.padEnd(names)}  ${outcome}`.trimEnd(),
	);
}

function placeOf({ file, line, last }: ImportEntry): string {
	if (line === null) return file;
	return last === null || last <= line ? `${file}:${line}` : `${file}:${line}-${last}`;
}

function nameOf({ title, kind, criteria }: ImportEntry): string {
	const size = `${criteria} ${criteria === 1 ? 'criterion' : 'criteria'}`;
	return kind === 'story' ? `"${title}", ${size}` : `"${title}"`;
}

function outcomeOf(
	{ became, kind, changes }: ImportEntry,
	dryRun: boolean,
	settle: Settle,
): string {
	const what = changes.length === 0 ? 'order' : changes.join(', ');
	const stays = settle === 'take' ? 'the file is taken' : 'nothing written here is lost';
	const words = {
		added: `${dryRun ? 'would become' : 'became'} a new ${kind}`,
		updated: `${dryRun ? 'would be' : 'is'} updated: ${what}`,
		same: `is a ${kind} here already, word for word`,
		differs: `is a ${kind} here already, with other words (${what}); ${stays}`,
		deleted: 'was taken out here, and stays out',
		kept: dryRun ? 'would be kept as text' : 'is kept as text',
	};
	return words[became];
}

function summaryOf(entries: readonly ImportEntry[], dryRun: boolean): string {
	const count = (...became: readonly ImportEntry['became'][]) =>
		entries.filter((entry) => became.includes(entry.became)).length;
	const would = dryRun ? 'would be ' : '';
	const parts = [
		`${count('added')} ${would}added`,
		`${count('updated')} ${would}updated`,
		`${count('same')} the same`,
		`${count('differs')} with other words`,
		`${count('kept')} kept as text`,
	];
	return `${parts.join(', ')}.`;
}
