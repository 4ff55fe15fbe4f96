/** `lintel init`: settings, Lintel's own folder, and a git hook if wanted. */

import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { type HookPlan, planHook } from '#server/cli/git-hook.ts';
import type { Host } from '#server/cli/host.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { CONFIG_FILE, Config, PRESET_NAMES, parseConfig } from '#server/files/config/config.ts';
import { configSchemaText } from '#server/files/config/config-schema.ts';
import { likelyPreset } from '#server/files/config/likely-preset.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { writeText } from '#server/files/disk/write-text.ts';
import { IGNORE_FILE, ignoreLocalFiles } from '#server/files/git/gitignore.ts';
import { refusal } from '#shared/refusal.ts';

const SCHEMA_FILE = '.lintel/config.schema.json';

const Options = z.object({
	repo: z.string().optional(),
	preset: z.string().optional(),
	/** Undefined: ask, where there is somebody to ask. */
	hook: z.boolean().optional(),
	dryRun: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

export function addInit(program: Command, host: Host, done: (code: ExitCode) => void): void {
	program
		.command('init')
		.description('write lintel.config.json and .lintel/, and offer a git hook')
		.option('--repo <dir>', 'the repository (default: the one around the current folder)')
		.option('--preset <name>', 'typescript, phoenix, phoenix-spec, python, go, rust or plain')
		.option('--hook', 'install the pre-commit hook without asking')
		.option('--no-hook', 'do not offer the pre-commit hook')
		.option('--dry-run', 'say what would be written, and write nothing')
		.action(async (options: unknown) => done(await init(host, Options.parse(options))));
}

async function init(host: Host, options: Options): Promise<ExitCode> {
	const place = locateRepository(host, options.repo);
	if (!place.ok) return refuse(host, place.error);
	const { folder } = place.value;
	const there = readText(host.disk, folder, CONFIG_FILE);
	const known = parseConfig(there, likelyPreset(host.disk, folder));
	if (!known.ok) return refuse(host, known.error);
	const preset = Config.shape.preset.safeParse(options.preset ?? likelyPreset(host.disk, folder));
	if (!preset.success) return refuse(host, noPreset(options.preset ?? ''));

	const files = filesOf(preset.data, there.kind === 'absent');
	if (there.kind !== 'absent') {
		host.print(`keeps ${CONFIG_FILE} as it is`);
		const { preset: kept } = known.value;
		if (options.preset !== undefined && options.preset !== kept)
			host.print(`its preset stays ${kept}: for ${options.preset}, change "preset" in it yourself`);
	}
	for (const { path, text } of files) {
		const failed = options.dryRun ? null : write(host.disk, folder, path, text);
		if (failed) return refuse(host, failed);
		host.print(`${options.dryRun ? 'would write' : 'writes'} ${path}`);
	}
	if (!host.disk.existsSync(`${folder}/${IGNORE_FILE}`)) {
		host.print(`${options.dryRun ? 'would write' : 'writes'} ${IGNORE_FILE}`);
		if (!options.dryRun) ignoreLocalFiles(host.disk, folder);
	}
	await offerHook(host, folder, options);
	return 0;
}

async function offerHook(host: Host, folder: string, options: Options): Promise<void> {
	if (options.hook === false) return;
	const plan = planHook(host, folder);
	switch (plan.kind) {
		case 'no-git':
			return host.print('no git repository here, so no hook');
		case 'there':
			return host.print(`keeps the hook in ${plan.path}`);
		case 'by-hand':
			host.print(
				`${plan.path} is yours, so Lintel does not change it. To save the log with each commit, add:`,
			);
			return host.print(`\n${plan.lines}\n`);
		case 'write':
			return installHook(host, plan, options);
	}
}

async function installHook(
	host: Host,
	{ path, text }: Extract<HookPlan, { kind: 'write' }>,
	options: Options,
): Promise<void> {
	if (options.dryRun) return host.print(`would offer the pre-commit hook ${path}`);
	const wanted = options.hook ?? (await asks(host, `Save the log with each commit (${path})?`));
	if (!wanted)
		return host.print('no hook: lintel init --hook installs it, lintel save does without');
	host.disk.mkdirSync(dirname(path), { recursive: true });
	const file = host.disk.openSync(path, 'wx', 0o755);
	host.disk.writeSync(file, text);
	host.disk.closeSync(file);
	host.print(`writes the pre-commit hook ${path}`);
}

/** Where nobody can answer, the answer is no. */
async function asks(host: Host, question: string): Promise<boolean> {
	if (!host.interactive) return false;
	const lines = createInterface({ input: host.stdin, output: host.stdout });
	const answer = await lines.question(`${question} [Y/n] `);
	lines.close();
	return !/^n/i.test(answer.trim());
}

/** The schema lies in the repository, so that editors know it without a network. */
function filesOf(preset: string, withConfig: boolean) {
	const config = { $schema: `./${SCHEMA_FILE}`, preset };
	return [
		...(withConfig ? [{ path: CONFIG_FILE, text: pretty(config) }] : []),
		{ path: SCHEMA_FILE, text: configSchemaText() },
	];
}

function pretty(value: object): string {
	return `${JSON.stringify(value, null, 2)}\n`;
}

function write(disk: Disk, root: string, path: string, text: string) {
	const written = writeText(disk, root, path, text);
	if (written.ok) return null;
	return refusal(
		'not-writable',
		`${path} could not be written in ${root}.`,
		'Give yourself permission to write there, and see that the disk has space.',
	);
}

function noPreset(name: string) {
	return refusal(
		'no-preset',
		`There is no preset "${name}".`,
		`Take one of ${PRESET_NAMES.join(', ')}.`,
	);
}
