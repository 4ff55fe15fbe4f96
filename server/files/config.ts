/** lintel.config.json: where the files live, and which preset names paths and component types. */
import { normalize } from 'node:path';
import { z } from 'zod';
import type { FileRead } from '#server/files/read-text.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { nearestWord } from '#shared/trace/nearest-word.ts';

export const CONFIG_FILE = 'lintel.config.json';

const RepositoryPath = z
	.string()
	.min(1)
	.refine((path) => !/^[\\/]|^[A-Za-z]:|\0/.test(path) && !path.split(/[\\/]/).some(leadsAstray), {
		message: 'a path is relative to the repository, stays inside it, and out of .git and .lintel',
	});

function leadsAstray(part: string): boolean {
	return part === '..' || /^\.(git|lintel)$/i.test(part);
}

export const Config = z.strictObject({
	$schema: z.string().optional(),
	/** Path conventions and component types. */
	preset: z.enum(['typescript', 'phoenix', 'python', 'go', 'rust', 'plain']).default('typescript'),
	paths: z
		.strictObject({
			stories: RepositoryPath.default('user_stories.md'),
			contexts: RepositoryPath.default('context_map.md'),
			/** The folder of the designs. */
			designs: RepositoryPath.default('docs/design'),
		})
		.refine(({ stories, contexts }) => normalize(stories) !== normalize(contexts), {
			message: 'stories and contexts need a file each',
		})
		.prefault({}),
	/** Whether the texts that were approved, or wait for it, are kept in the repository too. */
	revisions: z.boolean().default(true),
});
export type Config = z.infer<typeof Config>;
export type PresetName = Config['preset'];

/** The settings that a file gives; `likely` is the preset where it names none, or isn't there. */
export function parseConfig(file: FileRead, likely: PresetName): Result<Config, Refusal> {
	if (file.kind === 'absent') return ok(Config.parse({ preset: likely }));
	if (file.kind === 'refused') {
		return err(refusal('config-unreadable', file.finding.message, file.finding.fix));
	}
	const json = jsonIn(file.text);
	if (!json.ok) return json;
	const parsed = Config.safeParse(json.value);
	if (parsed.success) return ok({ ...parsed.data, preset: namedIn(json.value) ?? likely });
	return err(
		refusal(
			'config-invalid',
			`${CONFIG_FILE}: ${parsed.error.issues.map(sentence).join('; ')}.`,
			`Correct ${CONFIG_FILE}, then start again.`,
		),
	);
}

/** The preset that the file itself names, before any default. */
function namedIn(value: unknown): PresetName | null {
	return (
		z.looseObject({ preset: Config.shape.preset.unwrap() }).safeParse(value).data?.preset ?? null
	);
}

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
	const known = place === 'paths' ? ['stories', 'contexts', 'designs'] : Object.keys(Config.shape);
	const near = nearestWord(key, known);
	const where = place === '' ? key : `${place}.${key}`;
	const hint = near === null ? `known are ${known.join(', ')}` : `did you mean "${near}"?`;
	return `unknown key "${where}" (${hint})`;
}
