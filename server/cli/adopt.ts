/** `lintel adopt`: drafts of a map and designs for a repository that is there already, and a baseline. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { type Adoption, adoptRepository } from '#server/adopt/adopt-repository.ts';
import { BASELINE_FILE } from '#server/adopt/baseline.ts';
import { takeBaseline } from '#server/adopt/take-baseline.ts';
import { writeNew } from '#server/adopt/write-plan.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { toldDisk } from '#server/cli/told-disk.ts';
import { toldFiles } from '#server/cli/told-files.ts';
import { configSchemaText } from '#server/files/config/config-schema.ts';
import { openGrammars } from '#server/imports/grammars.ts';
import { createParsing } from '#server/imports/parsing.ts';
import { refusal } from '#shared/refusal.ts';

const SCHEMA_FILE = '.lintel/config.schema.json';

const Options = z.object({
	repo: z.string().optional(),
	designs: z.enum(['none', 'main', 'all']).default('main'),
	dryRun: z.boolean().default(false),
	baseline: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

export function addAdopt(program: Command, host: Host, done: (code: ExitCode) => void): void {
	program
		.command('adopt')
		.description('draft a map and designs from code that is there, and baseline what is found')
		.option('--repo <dir>', 'the repository (default: the one around the current folder)')
		.option('--designs <which>', 'draft designs of the main components, of all, or none', 'main')
		.option(
			'--baseline',
			'only take out of the baseline what is mended by now, and follow what moved',
		)
		.option('--dry-run', 'say what would be written, and write nothing')
		.action(async (options: unknown) => {
			const parsed = Options.safeParse(options);
			done(parsed.success ? await adopt(host, parsed.data) : refuse(host, badDesigns));
		});
}

async function adopt(host: Host, options: Options): Promise<ExitCode> {
	const place = locateRepository(host, options.repo);
	if (!place.ok) return refuse(host, place.error);
	const { folder } = place.value;
	if (options.baseline) return baseline(host, folder, options);
	const grammars = openGrammars(host.disk, host.grammars);
	const parsing = await createParsing({ grammars, now: host.now });
	if (parsing === null) return refuse(host, noParsers);
	const progress = toldFiles(host);
	const asked = { designs: options.designs, name: basename(folder) };
	const adopted = adoptRepository({ ...host, parsing, progress }, folder, asked);
	if (!adopted.ok) return refuse(host, adopted.error);
	const { files, code } = adopted.value;
	if (code === 0) return refuse(host, noCode);
	const schema = { path: SCHEMA_FILE, text: configSchemaText() };
	const hasSchema = host.disk.existsSync(`${folder}/${SCHEMA_FILE}`);
	const isFirst = files.some(({ path }) => path.endsWith('.json'));
	for (const file of isFirst && !hasSchema ? [...files, schema] : files) {
		const failed = options.dryRun ? null : writeNew(host.disk, folder, file);
		if (failed !== null) return refuse(host, failed);
		host.print(`${options.dryRun ? 'would write' : 'writes'} ${file.path}`);
	}
	for (const line of tellOf(adopted.value, options)) host.print(line);
	const ended = await baseline(host, folder, options);
	if (options.dryRun) host.print('Nothing was written.');
	return ended;
}

/** The baseline says what a check finds with what was just written. */
async function baseline(host: Host, folder: string, options: Options): Promise<ExitCode> {
	const taken = await takeBaseline({ ...host, disk: toldDisk(host) }, folder, options.dryRun);
	if (!taken.ok) return refuse(host, taken.error);
	const { kind, count, gone } = taken.value;
	const would = options.dryRun ? 'would ' : '';
	const what = `${count} ${count === 1 ? 'finding' : 'findings'}`;
	switch (kind) {
		case 'new':
			host.print(
				`${would}${options.dryRun ? 'write' : 'writes'} ${BASELINE_FILE} with ${options.dryRun ? 'what a check then finds' : what}`,
			);
			break;
		case 'shrunk':
			host.print(
				`${would}${options.dryRun ? 'take' : 'takes'} ${gone} out of ${BASELINE_FILE}; ${what} left`,
			);
			break;
		case 'moved':
			host.print(
				`${would}${options.dryRun ? 'write' : 'writes'} ${BASELINE_FILE} anew: ${what}, some of them in files that moved`,
			);
			break;
		case 'same':
			host.print(`keeps ${BASELINE_FILE}: ${what}, all of them still there`);
	}
	return 0;
}

function tellOf(
	{ proposal, survey, missing, withoutDesign, preset, code }: Adoption,
	{ dryRun }: Options,
): string[] {
	const { contexts, against } = proposal;
	const width = Math.max(0, ...contexts.map(({ name }) => name.length));
	const names = new Map(contexts.map(({ id, name }) => [id, name]));
	const rows = contexts.map(({ name, type, entity, dependencies }) => {
		const uses = dependencies.map((id) => names.get(id)).join(', ');
		const owns = entity === '' ? type : `${type}, owns ${entity}?`;
		return `  ${name.padEnd(width)}  ${owns}${uses === '' ? '' : ` → ${uses}`}`;
	});
	const drift = against.map(({ from, to, imports }) => `  ${from} → ${to} (${imports})`);
	return [
		'',
		`${code === 1 ? 'One code file' : `${code} code files`} (${preset}), ${contexts.length} ${contexts.length === 1 ? 'context' : 'contexts'} proposed, as drafts:`,
		...rows,
		...(drift.length === 0
			? []
			: ['', 'Against those arrows, and drift until it is mended:', ...drift]),
		...(survey.unread.length === 0
			? []
			: [
					'',
					`Not read: ${survey.unread.slice(0, 5).join(', ')}${survey.unread.length > 5 ? ` and ${survey.unread.length - 5} more` : ''}`,
				]),
		...(withoutDesign === 0
			? []
			: [
					'',
					`${withoutDesign === 1 ? 'One component' : `${withoutDesign} components`} got no design yet: --designs all drafts ${withoutDesign === 1 ? 'it' : 'them'} too.`,
				]),
		...(missing === ''
			? []
			: [
					'',
					'Your map has no context for some of the code. It is yours: put in what you want of this.',
					'',
					missing,
				]),
		'',
		...(dryRun ? [] : AFTERWARDS),
	];
}

const AFTERWARDS = [
	'All of it is a draft: nobody has approved anything. lintel check says what is new from here on.',
	'Once decisions are saved here, code whose design nobody approved fails it too: where that is too',
	'early, set the gate of designs to advisory, under Settings in the app.',
	'',
];

const badDesigns = refusal(
	'bad-option',
	'--designs takes main, all or none.',
	'lintel adopt --designs main drafts those that other code leans on most.',
);

const noParsers = refusal(
	'no-parsers',
	'This build of Lintel was shipped without its parsers, so it cannot read what code declares.',
	'Install the lintel package anew.',
);

const noCode = refusal(
	'no-code',
	'There is no code here that Lintel can read: TypeScript, JavaScript, Python, Elixir, Go or Rust.',
	'lintel init begins with an empty map.',
);
