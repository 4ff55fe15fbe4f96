/** lintel.config.json: where the files live, and which preset names paths and component types. */
import { normalize } from 'node:path';
import { z } from 'zod';
import { CodePath } from '#server/files/code-path.ts';
import type { FileRead } from '#server/files/read-text.ts';
import { DRIFT_RULES } from '#shared/imports/rules/drift-rules.ts';
import { Acceptance, ReportFormat } from '#shared/lifecycle/evidence-rules.ts';
import { Assurance, GateMode } from '#shared/lifecycle/policy.ts';
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

const RepositoryPath = z
	.string()
	.min(1)
	.refine((path) => !/^[\\/]|^[A-Za-z]:|\0/.test(path) && !path.split(/[\\/]/).some(leadsAstray), {
		message: 'a path is relative to the repository, stays inside it, and out of .git and .lintel',
	});

function leadsAstray(part: string): boolean {
	return part === '..' || /^\.(git|lintel)$/i.test(part);
}

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

const perKind = <T extends z.ZodType>(schema: T) =>
	z.strictObject({
		story: schema.optional(),
		context: schema.optional(),
		design: schema.optional(),
	});

const ProposedEvidence = z.strictObject({
	on: z.boolean().optional().describe('Whether the test command is run and its runs count.'),
	accept: z
		.enum(Acceptance.options)
		.optional()
		.describe(
			'What counts: `reports` also those handed in, `runs` what Lintel ran itself, `ci` only a build machine whose key an owner enrolled.',
		),
	testsFirst: z
		.boolean()
		.optional()
		.describe('Whether the tests of a design have to fail before there is code.'),
	minutes: z
		.int()
		.min(1)
		.max(240)
		.optional()
		.describe('After so many a run is stopped; 10 at first.'),
	report: z
		.strictObject({
			path: RepositoryPath.max(400).describe('The file, from the repository’s root.'),
			format: z.enum(ReportFormat.options).optional().describe('Recognised by itself otherwise.'),
		})
		.optional()
		.describe('Where the command leaves its report; read from what it prints otherwise.'),
});

/** What the file proposes; see {@link PolicyFile}. Nothing of it is in force before an owner signs it. */
const ProposedPolicy = z.strictObject({
	gates: perKind(z.enum(GateMode.options)).optional().describe('What each gate does.'),
	quorum: perKind(z.int().min(1).max(20)).optional().describe('How many people must approve.'),
	fourEyes: z.boolean().optional().describe('Whether nobody approves what they submitted.'),
	assurance: perKind(z.enum(Assurance.options))
		.optional()
		.describe('What an approval must be signed with: `presence` takes a passkey.'),
	failing: z
		.array(z.string().max(80))
		.max(100)
		.optional()
		.describe('Rules that fail a check beside those of severity error.'),
	ignore: z
		.array(z.string().max(400))
		.max(500)
		.optional()
		.describe('Globs that checks and rules leave out.'),
	test: z
		.array(z.string().max(1_000))
		.max(100)
		.optional()
		.describe(
			'The test command, one argument an entry; no shell reads it. `{files}` stands for the test files of a run, `{report}` for a file of its own to write the report to.',
		),
	evidence: ProposedEvidence.optional().describe('Whether tests are run, and whose runs count.'),
	notifyContent: z
		.boolean()
		.optional()
		.describe('Whether notifications may name titles and people.'),
});

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
		return ok(JSON.parse(text));
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
	if (place === 'paths') return ['stories', 'contexts', 'designs', 'code'];
	if (place === 'policy') return Object.keys(ProposedPolicy.shape);
	if (place.startsWith('policy.')) return ['story', 'context', 'design'];
	return place.startsWith('paths.code') ? Object.keys(CodePath.shape) : Object.keys(Config.shape);
}
