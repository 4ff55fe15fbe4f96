/** lintel.config.json: where the files live, and which preset names paths and component types. */
import { normalize } from 'node:path';
import { z } from 'zod';
import { CodePath } from '#server/files/config/code-path.ts';
import { ProposedPolicy } from '#server/files/config/policy-config.ts';
import { RepositoryPath } from '#server/files/config/repository-path.ts';
import { RunnerConfig } from '#server/files/config/runner-config.ts';
import type { FileRead } from '#server/files/disk/read-text.ts';
import { DRIFT_RULES } from '#shared/imports/rules/drift-rules.ts';
import type { PolicyFile } from '#shared/lifecycle/policy-file.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { DESIGN_MISPLACED } from '#shared/trace/misplaced-designs.ts';
import { nearestWord } from '#shared/trace/nearest-word.ts';
import { RULES } from '#shared/trace/rules/rules.ts';
import { RuleLevel, type Settings } from '#shared/trace/settings.ts';
import { TRACE_RULE_NAMES } from '#shared/trace/tracing/rules/rules.ts';

export const CONFIG_FILE = 'lintel.config.json';

export const PRESET_NAMES = [
	...(['typescript', 'phoenix', 'phoenix-spec', 'python', 'go', 'rust', 'plain'] as const),
] as const;

const Level = z.enum(RuleLevel.options);

const Rules = z.strictObject(
	Object.fromEntries(
		[...RULES, DESIGN_MISPLACED, ...DRIFT_RULES, ...TRACE_RULE_NAMES].map(
			({ id, severity, says }) => [
				id,
				Level.optional().describe(`${says} By itself: ${severity}.`),
			],
		),
	),
);

export const Config = z.strictObject({
	$schema: z.string().optional().describe('Where editors find what belongs in this file.'),
	preset: z
		.enum(PRESET_NAMES)
		.default('typescript')
		.describe('Path conventions, component types and templates of a kind of repository.'),
	paths: z
		.strictObject({
			stories: RepositoryPath.default('user_stories.md').describe('The file of the stories.'),
			contexts: RepositoryPath.default('context_map.md').describe('The file of the context map.'),
			designs: RepositoryPath.default('docs/design').describe('The folder of the designs.'),
			code: z
				.array(CodePath)
				.default([])
				.describe("Rules for code, test and design paths, before the preset's."),
		})
		.refine(({ stories, contexts }) => normalize(stories) !== normalize(contexts), {
			message: 'stories and contexts need a file each',
		})
		.prefault({})
		.describe("Where the files lie, from the repository's root."),
	revisions: z
		.boolean()
		.default(true)
		.describe('Whether texts that were approved, or wait for it, are kept in the repository too.'),
	rules: Rules.default({}).describe(
		'How bad what a rule finds is: off, info, warning or error. What the signed policy fails a check for never gets weaker here.',
	),
	policy: ProposedPolicy.optional().describe(
		'What the team wants its signed policy to be. It holds once an owner has signed it in Settings; until then the signed values do.',
	),
	sessions: z
		.strictObject({
			packTokens: z
				.int()
				.min(1_000)
				.max(500_000)
				.optional()
				.describe('About how many tokens a context pack may have; 12,000 at first.'),
		})
		.optional()
		.describe('What agents are given to work with.'),
	runner: RunnerConfig.prefault({}).describe(
		'What the built-in runner works with. The key of the model is no part of it: that is ANTHROPIC_API_KEY.',
	),
	watch: z
		.enum(['auto', 'native', 'poll'])
		.default('auto')
		.describe('How files are watched: poll on drives that tell nobody of changes.'),
});
export type Config = z.infer<typeof Config>;
export type PresetName = Config['preset'];

/** What validation reads from it. */
export function settingsIn({ preset, paths, rules }: Config): Settings {
	const code = paths.code.map((one) => ({ ...one, test: [one.test].flat() }));
	return { preset, paths: code, templates: {}, rules: levelsIn(rules) };
}

/** What the file wants the policy to be; null where it says nothing about it. */
export function policyIn({ policy }: Config): PolicyFile | null {
	return policy ?? null;
}

function levelsIn(rules: Config['rules']): Settings['rules'] {
	return Object.fromEntries(
		Object.entries(rules).flatMap(([id, level]) => (level === undefined ? [] : [[id, level]])),
	);
}

/** The settings that a file gives; `likely` is the preset where it names none, or isn't there. */
export function parseConfig(file: FileRead, likely: PresetName): Result<Config, Refusal> {
	if (file.kind === 'absent') return ok(Config.parse({ preset: likely }));
	if (file.kind === 'refused') {
		return err(refusal('config-unreadable', file.finding.message, file.finding.fix));
	}
	const json = jsonIn(file.text);
	if (!json.ok) return json;
	const parsed = Config.safeParse(json.value);
	if (parsed.success) return ok(withFolder(parsed.data, json.value, likely));
	return err(
		refusal(
			'config-invalid',
			`${CONFIG_FILE}: ${parsed.error.issues.map(sentence).join('; ')}.`,
			`Correct ${CONFIG_FILE}, then start again.`,
		),
	);
}

/** What the file leaves out: the likely preset, and the folder where that one keeps its designs. */
function withFolder(config: Config, json: unknown, likely: PresetName): Config {
	const named = Named.safeParse(json).data;
	const preset = named?.preset ?? likely;
	const folder = preset === 'phoenix-spec' ? 'docs/spec' : config.paths.designs;
	const designs = named?.paths?.designs ?? folder;
	return { ...config, preset, paths: { ...config.paths, designs } };
}

/** What the file itself says, before any default. */
const Named = z.looseObject({
	preset: z.enum(PRESET_NAMES).optional(),
	paths: z.looseObject({ designs: z.string().optional() }).optional(),
});

function jsonIn(text: string): Result<unknown, Refusal> {
	try {
		// Editors of Windows begin a file with a mark.
		return ok(JSON.parse(text.replace(/^\uFEFF/, '')));
	} catch (error) {
		const said = error instanceof Error ? error.message : String(error);
		return err(
			refusal(
				'config-invalid',
				`${CONFIG_FILE} is not JSON: ${said}.`,
				`Correct ${CONFIG_FILE}, then start again.`,
			),
		);
	}
}

function sentence(issue: z.core.$ZodIssue): string {
	const place = issue.path.join('.');
	if (issue.code !== 'unrecognized_keys') return `"${place}": ${issue.message}`;
	return issue.keys.map((key) => unknownKey(place, key)).join('; ');
}

function unknownKey(place: string, key: string): string {
	const known = knownKeys(place);
	const near = nearestWord(key, known);
	const where = place === '' ? key : `${place}.${key}`;
	const some =
		place === 'rules' ? 'its names are in lintel.schema.json' : `known are ${known.join(', ')}`;
	const hint = near === null ? some : `did you mean "${near}"?`;
	return `unknown ${place === 'rules' ? 'rule' : 'key'} "${where}" (${hint})`;
}

function knownKeys(place: string): readonly string[] {
	if (place === 'rules') return Object.keys(Rules.shape);
	if (place === 'runner') return Object.keys(RunnerConfig.shape);
	if (place === 'paths') return ['stories', 'contexts', 'designs', 'code'];
	if (place === 'policy') return Object.keys(ProposedPolicy.shape);
	if (place === 'sessions') return ['packTokens'];
	if (place.startsWith('policy.')) return ['story', 'context', 'design'];
	return place.startsWith('paths.code') ? Object.keys(CodePath.shape) : Object.keys(Config.shape);
}
