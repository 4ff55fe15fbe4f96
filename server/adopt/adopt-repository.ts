/** Looks at a repository as it is, and plans what would have to be written to work on it here. */
import { isCompiled, isOwnCode } from '#server/adopt/code-files.ts';
import { proposePathRules } from '#server/adopt/path-rules.ts';
import {
	type AdoptAsked,
	type AdoptPlan,
	type PlannedFile,
	planAdoption,
} from '#server/adopt/plan.ts';
import { presetFor } from '#server/adopt/preset-for.ts';
import { type Survey, survey } from '#server/adopt/survey.ts';
import { readTexts } from '#server/check/repository-texts.ts';
import {
	CONFIG_FILE,
	type Config,
	Config as ConfigSchema,
	parseConfig,
	settingsIn,
} from '#server/files/config/config.ts';
import { likelyPreset } from '#server/files/config/likely-preset.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readRegularText } from '#server/files/disk/read-regular.ts';
import { readText } from '#server/files/disk/read-text.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { createDeclarationReader } from '#server/imports/declaration-reader.ts';
import { createImportReader } from '#server/imports/import-reader.ts';
import type { Parsing } from '#server/imports/parsing.ts';
import { openRepositoryFiles } from '#server/trace/repository-files.ts';
import { codeLanguageOf } from '#shared/imports/file-imports.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';

export type { AdoptAsked } from '#server/adopt/plan.ts';

export interface Adoption extends AdoptPlan {
	readonly preset: Config['preset'];
	readonly survey: Survey;
	/** How many code files there are. */
	readonly code: number;
}

const MAX_CODE_BYTES = 2 * 1024 * 1024;

/** `folder` is the repository's real path. `progress` hears what is being done, and how far it is. */
export function adoptRepository(
	deps: {
		readonly disk: Disk;
		readonly run: Run;
		readonly parsing: Parsing;
		readonly progress: (done: number, all: number) => void;
	},
	folder: string,
	asked: AdoptAsked,
): Result<Adoption, Refusal> {
	const { disk, run, parsing, progress } = deps;
	const there = readText(disk, folder, CONFIG_FILE);
	const known = parseConfig(there, likelyPreset(disk, folder));
	if (!known.ok) return known;
	const map = readText(disk, folder, known.value.paths.contexts);
	if (map.kind === 'refused') return err(unreadable(map.finding));
	const files = openRepositoryFiles({ disk, root: folder, run });
	const all = files.paths();
	// What a link means is code at its own path, or none of this repository's.
	const isLink = (path: string) =>
		codeLanguageOf(path) !== null && isLinkAt(disk, `${folder}/${path}`);
	const isMade = (path: string) =>
		isLink(path) || files.isGenerated(path) || isCompiled((one) => all.has(one), path);
	const paths = [...all].filter((path) => !isMade(path)).sort();
	const config = there.kind === 'absent' ? proposedConfig(paths, known.value.preset) : known.value;
	const conventions = conventionsOf(settingsIn(config));
	const textOf = (path: string) => readRegularText(disk, `${folder}/${path}`, MAX_CODE_BYTES);
	const seen = survey({
		...{ paths, textOf, progress, preset: conventions.preset },
		readImports: createImportReader(parsing),
		readDeclarations: createDeclarationReader(parsing),
	});
	const plan = planAdoption(seen, readTexts(disk, folder, config), conventions, asked);
	const settings = there.kind === 'absent' ? [configFile(config)] : [];
	return ok({
		...{ ...plan, files: [...settings, ...plan.files], preset: config.preset, survey: seen },
		code: seen.files.size,
	});
}

function isLinkAt(disk: Disk, path: string): boolean {
	return disk.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** Designs are of Components on the map: without its words nobody knows which there are. */
function unreadable({ message, fix }: Pick<Finding, 'message' | 'fix'>): Refusal {
	return refusal('map-unreadable', message, `${fix} Then adopt: nothing was written.`);
}

/** For the language that most of it is in, with rules for code that the preset has none for. */
function proposedConfig(paths: readonly string[], likely: Config['preset']): Config {
	const preset = presetFor(
		paths.filter((path) => isOwnCode(null, path)),
		likely,
	);
	const { preset: rules } = conventionsOf({ preset });
	const code = paths.filter((path) => isOwnCode(rules, path));
	return ConfigSchema.parse({ preset, paths: { code: proposePathRules(rules, code, paths) } });
}

function configFile({ preset, paths }: Config): PlannedFile {
	const schema = './.lintel/config.schema.json';
	const code = paths.code.length === 0 ? {} : { paths: { code: paths.code } };
	return {
		path: CONFIG_FILE,
		text: `${JSON.stringify({ $schema: schema, preset, ...code }, null, 2)}\n`,
	};
}
