/** `lintel save`: files and log into the working tree, ready to be committed. */
import type { Command } from 'commander';
import { z } from 'zod';
import { ask } from '#server/cli/ask.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { RepositoryOptions, reach, repositoryOptions } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { SaveReport } from '#server/files/reports.ts';

const Options = RepositoryOptions.extend({ hook: z.boolean().optional() });

export function addSave(program: Command, host: Host, done: (code: ExitCode) => void): void {
	repositoryOptions(program.command('save'))
		.description('write pending text and the log to the working tree, and read what came in')
		.option('--hook', 'as a git hook: stage the log, and never stop a commit')
		.action(async (options: unknown) => done(await save(host, Options.parse(options))));
}

async function save(host: Host, options: z.infer<typeof Options>): Promise<ExitCode> {
	const saved = await reach(host, options, {
		served: (running, slug) => ask(running, 'POST', '/local/save', SaveReport, { slug }),
		opened: (workspace) => workspace.save(),
	});
	if (!saved.ok) {
		refuse(host, saved.error);
		// The next save catches up; a commit must not fail over it.
		return options.hook ? 0 : 2;
	}
	const { written, admitted, findings } = saved.value;
	if (options.hook) stageLog(host, options, written);
	else for (const path of written) host.print(path);
	if (!options.hook && written.length + findings.length === 0)
		host.print('Nothing to write: the files say it all.');
	if (admitted > 0) host.print(`${count(admitted, 'event')} came in from .lintel/log.`);
	for (const { message, fix } of findings) host.warn(`${message}\n  ${fix}`);
	return findings.length > 0 && !options.hook ? 1 : 0;
}

/** Only what Lintel alone writes is staged; which text belongs in the commit, its author decides. */
function stageLog(host: Host, options: RepositoryOptions, written: readonly string[]): void {
	const place = locateRepository(host, options.repo);
	const log = written.filter((path) => path.startsWith('.lintel/'));
	if (!place.ok || log.length === 0) return;
	// Whatever line ends git is told to make of it, the log reads the same.
	const add = ['-c', 'core.safecrlf=false', 'add', '--', ...log];
	if (host.run('git', add, place.value.folder)?.status === 0) return;
	host.warn('lintel: the log is written, and git did not take it into this commit.');
	host.warn('        Add it to the next one: git add .lintel');
}

function count(n: number, noun: string): string {
	return n === 1 ? `One ${noun}` : `${n} ${noun}s`;
}
