/** `lintel history`: who decided what and when, for people, spreadsheets and programs. */
import type { Command } from 'commander';
import { z } from 'zod';
import { ask } from '#server/cli/ask.ts';
import { dataFolder } from '#server/cli/find-running.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { depsOf, findServing, RepositoryOptions, repositoryOptions } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { databaseOf } from '#server/database-path.ts';
import { exportHistory } from '#server/history/export-history.ts';
import { peekWorkspace } from '#server/peek-workspace.ts';
import { HistoryExport, type HistoryRecord, historyCsv } from '#shared/export/history.ts';
import { ArtefactId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const Options = RepositoryOptions.extend({
	csv: z.boolean().default(false),
	json: z.boolean().default(false),
	artefact: z.string().optional(),
});
type Options = z.infer<typeof Options>;

export function addHistory(program: Command, host: Host, done: (code: ExitCode) => void): void {
	repositoryOptions(program.command('history'))
		.description('say who decided what and when, oldest first')
		.option('--csv', 'as comma-separated values, for spreadsheets')
		.option('--json', 'as JSON, for programs')
		.option('--artefact <id>', 'only what is about this story, context or design')
		.action(async (options: unknown) => done(await history(host, Options.parse(options))));
}

async function history(host: Host, options: Options): Promise<ExitCode> {
	const answer = await readHistory(host, options);
	if (!answer.ok) return refuse(host, answer.error);
	const { events } = answer.value;
	if (options.json) host.print(JSON.stringify(answer.value, null, '\t'));
	else if (options.csv) host.print(historyCsv(answer.value).trimEnd());
	else for (const event of events) host.print(lineOf(event));
	return 0;
}

async function readHistory(host: Host, options: Options): Promise<Result<HistoryExport, Refusal>> {
	const artefact = ArtefactId.safeParse(options.artefact);
	if (options.artefact !== undefined && !artefact.success) return err(noArtefact);
	const place = locateRepository(host, options.repo);
	if (!place.ok) return place;
	const running = await findServing(host, options.data, place.value);
	if (running) {
		const asked = new URLSearchParams({ slug: place.value.slug });
		if (artefact.success) asked.set('artefact', artefact.data);
		return ask(running, 'GET', `/local/history?${asked}`, HistoryExport);
	}
	const database = databaseOf(place.value, dataFolder(host, options.data));
	const peeked = await peekWorkspace(depsOf(host), { ...place.value, database });
	if (!peeked.ok) return peeked;
	await using workspace = peeked.value;
	return ok(exportHistory(workspace, artefact.data ?? null));
}

function lineOf({ at, by, words, assurance, notCounted }: HistoryRecord): string {
	const time = at.slice(0, 16).replace('T', ' ');
	const passkey = assurance === 'presence' ? ' (passkey)' : '';
	const why = notCounted === null ? '' : ` – not counted: ${notCounted.reason}`;
	return printable(`${time}  ${by.name} ${words}${passkey}${why}`);
}

/** What people wrote steers no terminal. */
function printable(line: string): string {
	return line.replace(/\p{C}/gu, ' ');
}

const noArtefact = refusal(
	'no-artefact',
	'--artefact takes the id of a story, a context or a design.',
	'For example: lintel history --artefact st_k3f9x2m7qa',
);
