/** `lintel move OLD NEW`: a code file, with its test and its design. */
import { relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { ask } from '#server/cli/ask.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { RepositoryOptions, reach, repositoryOptions } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { MoveReport } from '#server/trace/move-design.ts';

const Options = RepositoryOptions.extend({ dryRun: z.boolean().default(false) });

export function addMove(program: Command, host: Host, done: (code: ExitCode) => void): void {
	repositoryOptions(program.command('move <old> <new>'))
		.description('move a code file, its test and its design, and correct the context map')
		.option('--dry-run', 'say what would move, and change nothing')
		.action(async (from: string, to: string, options: unknown) =>
			done(await move(host, from, to, Options.parse(options))),
		);
}

async function move(
	host: Host,
	old: string,
	next: string,
	options: z.infer<typeof Options>,
): Promise<ExitCode> {
	const place = locateRepository(host, options.repo);
	if (!place.ok) return refuse(host, place.error);
	const { folder } = place.value;
	const pathOf = (typed: string) =>
		relative(folder, resolve(options.repo === undefined ? host.folder : folder, typed))
			.split(sep)
			.join('/');
	const { dryRun } = options;
	const asked = { from: pathOf(old), to: pathOf(next), dryRun };
	const moved = await reach(host, options, {
		served: (running, slug) => ask(running, 'POST', '/local/move', MoveReport, { slug, ...asked }),
		opened: (workspace) => workspace.move(asked),
	});
	if (!moved.ok) return refuse(host, moved.error);
	const { name, moves, written, astray, tested } = moved.value;
	for (const { what, from, to } of moves) host.print(`${what.padEnd(6)}  ${from} → ${to}`);
	for (const path of written) host.print(`wrote   ${path}`);
	if (moves.length === 0) host.print(`${name} is there already.`);
	else for (const line of astrayLines(astray, dryRun)) host.print(line);
	if (tested && !dryRun)
		host.print(`What its tests proved, they proved where it was: lintel verify ${asked.to}`);
	return 0;
}

const MOST_NAMED = 50;

/** A move rewrites no code: which imports are to be changed by hand. */
function astrayLines(astray: MoveReport['astray'], dryRun: boolean): readonly string[] {
	if (astray === null)
		return dryRun ? [] : ['What imports it still names the old path: that is yours to change.'];
	if (astray.length === 0) return [`No import ${dryRun ? 'would lead' : 'leads'} astray.`];
	const what = astray.length === 1 ? 'One import' : `${astray.length} imports`;
	const leads = astray.length === 1 ? 'leads' : 'lead';
	const more = astray.length - MOST_NAMED;
	return [
		`${what} ${dryRun ? 'would lead' : leads} astray${dryRun ? '' : ': that is yours to change'}.`,
		...astray
			.slice(0, MOST_NAMED)
			.map(({ path, line, specifier }) => `import  ${path}:${line}  ${specifier}`),
		...(more > 0 ? [`        and ${more} more`] : []),
	];
}
