/** `lintel status`: how many of what are in which state, with or without a running Lintel. */
import type { Command } from 'commander';
import { z } from 'zod';
import { ask } from '#server/cli/ask.ts';
import { dataFolder } from '#server/cli/find-running.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { depsOf, findServing, RepositoryOptions, repositoryOptions } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { databaseOf } from '#server/database-path.ts';
import { peekWorkspace } from '#server/peek-workspace.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';
import { Status } from '#shared/trace/status.ts';

const Options = RepositoryOptions.extend({ json: z.boolean().default(false) });

export function addStatus(program: Command, host: Host, done: (code: ExitCode) => void): void {
	repositoryOptions(program.command('status'))
		.description('say how many of what are in which state')
		.option('--json', 'as JSON')
		.action(async (options: unknown) => done(await status(host, Options.parse(options))));
}

async function status(host: Host, options: z.infer<typeof Options>): Promise<ExitCode> {
	const answer = await readStatus(host, options);
	if (!answer.ok) return refuse(host, answer.error);
	if (options.json) host.print(JSON.stringify(answer.value));
	else for (const line of linesOf(answer.value)) host.print(line);
	return 0;
}

async function readStatus(
	host: Host,
	options: RepositoryOptions,
): Promise<Result<Status, Refusal>> {
	const place = locateRepository(host, options.repo);
	if (!place.ok) return place;
	const { slug } = place.value;
	const running = await findServing(host, options.data, place.value);
	if (running) return ask(running, 'GET', `/local/status?slug=${slug}`, Status);
	const database = databaseOf(place.value, dataFolder(host, options.data));
	const peeked = await peekWorkspace(depsOf(host), { ...place.value, database });
	if (!peeked.ok) return peeked;
	await using workspace = peeked.value;
	// What code imports is counted too, as lintel check does.
	await workspace.importsRead();
	return ok(workspace.status());
}

function linesOf({ stories, criteria, contexts, designs, findings, log }: Status): string[] {
	const { error, warning, info, known } = findings;
	return [
		`stories   ${counted(stories)}, ${criteria} ${criteria === 1 ? 'criterion' : 'criteria'}`,
		`contexts  ${counted(contexts)}`,
		`designs   ${counted(designs)}`,
		`findings  ${plural(error, 'error')}, ${plural(warning, 'warning')}, ${plural(info, 'note')}${known === 0 ? '' : `; ${known} of them known from before, in .lintel/baseline.json`}`,
		`log       ${plural(log.events, 'event')}, ${log.verified ? 'every signature verified' : 'and NOT all of .lintel/log counts: lintel check says what and why'}`,
	];
}

const WORDS: ReadonlyMap<string, string> = new Map([['changed', 'changed since it was approved']]);

function plural(n: number, noun: string): string {
	return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function counted({ total, ...phases }: { readonly total: number }): string {
	const parts = Object.entries(phases).flatMap(([phase, n]) =>
		n ? `${n} ${WORDS.get(phase) ?? phase}` : [],
	);
	return parts.length === 0 ? String(total) : `${total} (${parts.join(', ')})`;
}
