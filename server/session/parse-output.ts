import { z } from 'zod';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { WorkStep } from '#shared/session/session-type.ts';
import { type OutputName, STEP_OUTPUTS, type StepOutput } from '#shared/session/step-output.ts';

/** What was handed in, where it is what the step asks for; else which of its fields are not. */
export function parseOutput(
	{ output, title }: WorkStep,
	value: unknown,
): Result<StepOutput, Refusal> {
	const parsed = STEP_OUTPUTS[output].safeParse(value);
	if (parsed.success) return ok(parsed.data);
	const wrong = parsed.error.issues.slice(0, 5).map((issue) => wordsFor(issue, value));
	return err(
		refusal(
			'output',
			`What was handed in is not what “${title}” asks for: ${wrong.join('; ')}. Nothing was handed in.`,
			`Hand in output like ${LIKE[output]}, with nothing else in it.`,
		),
	);
}

/** What each output looks like, in one line. */
const LIKE: Readonly<Record<OutputName, string>> = {
	written:
		'{"summary": "…", "artefacts": ["st_…"]}, by the ids that write_story, write_context and write_design gave',
	review:
		'{"summary": "…", "remarks": [{"artefact": "st_…", "weight": "must", "text": "…"}]}; remarks may be empty, weight is must, should or note',
	files: '{"summary": "…", "files": ["src/…"]}, by paths from the repository’s root',
	proposal:
		'{"summary": "…", "artefacts": [{"id": "cp_…", "verdict": "edit", "why": "…"}]}; verdict is edit or holds',
};

type Issue = z.core.$ZodIssue;

function wordsFor(issue: Issue, value: unknown): string {
	const at = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
	const field = at.join('').replace(/^\./, '') || 'output';
	switch (issue.code) {
		case 'invalid_type':
			return isMissing(value, issue.path)
				? `${field} is missing`
				: `${field} has to be ${TYPES[issue.expected] ?? issue.expected}`;
		case 'unrecognized_keys':
			return `${issue.keys.slice(0, 5).map(shown).join(', ')} ${issue.keys.length === 1 ? 'is' : 'are'} not asked for in ${field}`;
		case 'invalid_union':
		case 'invalid_format':
			return `${field} has to be an id as the tools gave it (st_…, cx_…, cp_… or ac_…)`;
		case 'invalid_value':
			return `${field} has to be one of ${issue.values.map(String).join(', ')}`;
		case 'too_small':
			return `${field} is empty`;
		case 'too_big':
			return `${field} is longer than ${issue.maximum}`;
		default:
			return `${field} holds characters that are no text`;
	}
}

const TYPES: Readonly<Record<string, string>> = {
	object: 'an object',
	array: 'an array',
	string: 'text',
};

function isMissing(value: unknown, path: readonly PropertyKey[]): boolean {
	let at = value;
	for (const key of path) {
		if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return true;
		at = Reflect.get(at, key);
	}
	return at === undefined;
}

/** A key that an Agent sent is shown, never believed. */
function shown(key: string): string {
	return JSON.stringify(key.slice(0, 40));
}

/** The JSON Schema of a step's output: what an Agent needs of it, in as few words as say it. */
export function schemaOf({ output, writes }: WorkStep): Record<string, unknown> {
	const kinds = writes.flatMap((one) => (one in PREFIX ? [one] : []));
	const prefixes = Object.entries(PREFIX)
		.filter(([kind]) => output !== 'written' || kinds.some((one) => one === kind))
		.map(([, prefix]) => prefix);
	const { $schema: _, ...schema } = z.toJSONSchema(STEP_OUTPUTS[output], {
		override({ jsonSchema }) {
			if (jsonSchema.anyOf === undefined) return;
			delete jsonSchema.anyOf;
			jsonSchema.type = 'string';
			const prefix = prefixes.length === 1 ? prefixes.join() : `(${prefixes.join('|')})`;
			jsonSchema.pattern = `^${prefix}_[0-9a-hjkmnp-tv-z]{10}$`;
		},
	});
	return schema;
}

const PREFIX = { story: 'st', context: 'cx', design: 'cp' } as const;
