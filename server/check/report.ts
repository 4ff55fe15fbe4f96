/**
 * What `lintel check --json` prints, and whoever asks the engine gets.
 *
 * `version` rises when a reader of an older one could misread this; new keys alone don't raise it.
 * The schema for other languages is lintel-check.schema.json, made from this.
 */

import { z } from 'zod';
import { PHASES, STANDINGS } from '#shared/lifecycle/phase.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Gate = z.enum(['required', 'advisory', 'off']);

/** What holds for an artefact in this checkout, in one word. */
export const CheckState = z.enum([
	'approved',
	'suspect',
	'changed',
	'contested',
	'in-review',
	'bypassed',
	'never-approved',
	'archived',
]);
export type CheckState = z.infer<typeof CheckState>;

const Approval = z.strictObject({
	member: z.string().nullable().describe('Who approved; null while the root is not pinned.'),
	name: z.string().nullable().describe('Their name, where it is in the repository.'),
	assurance: z
		.enum(['device', 'presence'])
		.describe('What the signature proves: a device signed, or a person touched a passkey.'),
	at: z.string().describe('When, by the approver’s own clock.'),
	event: Hash.describe('The id of the approval in the log.'),
});
export type CheckApproval = z.infer<typeof Approval>;

const Artefact = z.strictObject({
	id: z.string(),
	kind: z.enum(['story', 'context', 'design']),
	title: z.string(),
	file: z.string().nullable().describe('Null where no file here has it.'),
	line: z.int().nullable(),
	state: CheckState,
	phase: z.enum(PHASES).describe('Where it is in its lifecycle, with the text of this checkout.'),
	standing: z.enum(STANDINGS),
	changed: z.boolean().describe('Something is approved, and the text here is not it.'),
	bypassed: z.boolean().describe('An owner bypassed its gate at some time.'),
	revision: Hash.nullable().describe('The hash of the text in this checkout.'),
	approvedRevision: Hash.nullable(),
	approvals: z.array(Approval),
});
export type CheckArtefact = z.infer<typeof Artefact>;

const CheckFinding = z.strictObject({
	rule: z.string(),
	severity: z.enum(['error', 'warning', 'info']),
	failing: z.boolean().describe('Whether it makes the check end with 1.'),
	message: z.string(),
	fix: z.string(),
	artefact: z.string().nullable(),
	file: z.string().nullable(),
	line: z.int().nullable().describe('From 1.'),
	column: z.int().nullable().describe('From 1, in UTF-16 units.'),
	endColumn: z
		.int()
		.nullable()
		.describe('Where the marked words end on that line, exclusive; null where none are marked.'),
	fixable: z.boolean().describe('Whether --fix mends it, where no approval stands in the way.'),
	known: z
		.boolean()
		.describe('Whether .lintel/baseline.json holds it from before: then it fails nothing.'),
});
export type CheckFinding = z.infer<typeof CheckFinding>;

export const CheckReport = z.strictObject({
	version: z.literal(1),
	root: z
		.strictObject({
			id: Hash,
			words: z.string().describe('The six words that people compare.'),
			pinned: z.boolean().describe('Whether whoever ran the check said which root it has to be.'),
		})
		.nullable()
		.describe('The workspace; null where none could be told.'),
	checkout: z.string().nullable().describe('What git has checked out, as `main 3fa2c1e`.'),
	base: z.strictObject({ ref: z.string(), commit: z.string() }).nullable(),
	scope: z
		.strictObject({
			rules: z.array(z.string()).nullable().describe('Only findings of these; null for all.'),
			changed: z
				.strictObject({ ref: z.string(), files: z.array(z.string()) })
				.nullable()
				.describe('Only findings in what changed since this ref, and in what that affects.'),
		})
		.describe('Which findings are told; the exit code speaks of them alone.'),
	log: z.strictObject({
		segments: z.int(),
		events: z.int().describe('Different events that their authors signed.'),
		admitted: z.int().describe('Those of this workspace, with all that they build on.'),
		counted: z.int().describe('Those that the tree of authority and the rules let count.'),
	}),
	imports: z
		.strictObject({
			how: z
				.enum(['read', 'off', 'no-parsers'])
				.describe('Whether they were; `off` where no map or rule asks for it.'),
			files: z.int().describe('Code files of contexts that were read.'),
			unread: z.array(z.string()).describe('Those that could not be.'),
		})
		.describe('What code imports, for the rules about dependencies between contexts.'),
	gates: z.strictObject({ story: Gate, context: Gate, design: Gate }),
	artefacts: z.array(Artefact),
	findings: z.array(CheckFinding),
	summary: z.strictObject({
		error: z.int(),
		warning: z.int(),
		info: z.int(),
		failing: z.int(),
		fixable: z.int(),
		known: z.int(),
	}),
});
export type CheckReport = z.infer<typeof CheckReport>;

/** 0: nothing fails. 1: something does. A check that could not run has no report, and ends with 2. */
export function exitCodeOf({ summary }: CheckReport): 0 | 1 {
	return summary.failing > 0 ? 1 : 0;
}
