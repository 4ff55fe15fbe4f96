/**
 * The log as a list for other programs: what `lintel history --json` prints and the timeline
 * downloads. Oldest first, in the log's order. Fields are only ever added within a version.
 */
import * as z from 'zod/mini';
import { csvOf } from '#shared/export/csv.ts';
import { ArtefactId, ArtefactKind } from '#shared/id.ts';
import { EventId, MAX_PARENTS, Revision } from '#shared/lifecycle/event.ts';
import { Assurance } from '#shared/lifecycle/policy.ts';
import { KeyId } from '#shared/lifecycle/public-key.ts';
import { Refusal } from '#shared/refusal.ts';

export const HistoryRecord = z.object({
	/** The event's own hash. */
	event: EventId,
	/** Its author's clock: for display, never for ordering. */
	at: z.string(),
	type: z.string(),
	/** What was done, as a part of a sentence: `approved “Sign in”`. */
	words: z.string(),
	by: z.object({
		kind: z.enum(['person', 'agent', 'relay', 'unknown']),
		id: z.string(),
		name: z.string(),
	}),
	key: KeyId,
	assurance: Assurance,
	artefact: z.nullable(z.object({ id: ArtefactId, kind: ArtefactKind, title: z.string() })),
	/** The submission that a verdict answers. */
	answers: z.nullable(EventId),
	/** The SHA-256 of the text it speaks of. */
	revision: z.nullable(Revision),
	/** Null where none was given, or it was erased. */
	reason: z.nullable(z.string()),
	/** Whether every reader's replay counts it. */
	counted: z.boolean(),
	notCounted: z.nullable(Refusal),
	/** On one device only: the relay has not taken it yet. */
	provisional: z.boolean(),
	parents: z.array(EventId).check(z.maxLength(MAX_PARENTS)),
});
export type HistoryRecord = z.infer<typeof HistoryRecord>;

export const HistoryExport = z.object({
	format: z.literal('lintel/history'),
	version: z.literal(1),
	/** The hash of `workspaceFounded`; null before there is one. */
	workspace: z.nullable(EventId),
	events: z.array(HistoryRecord),
});
export type HistoryExport = z.infer<typeof HistoryExport>;

const COLUMNS = [
	...['at', 'by', 'by kind', 'what', 'artefact', 'kind', 'title', 'assurance', 'counted'],
	...['why not counted', 'provisional', 'reason', 'type', 'revision', 'answers', 'event', 'key'],
];

export function historyCsv({ events }: Pick<HistoryExport, 'events'>): string {
	return csvOf(COLUMNS, events.map(rowOf));
}

function rowOf(one: HistoryRecord): readonly (string | null)[] {
	const { artefact, notCounted } = one;
	const why = notCounted === null ? null : `${notCounted.reason} ${notCounted.fix}`;
	return [
		...[one.at, one.by.name, one.by.kind, one.words],
		...[artefact?.id ?? null, artefact?.kind ?? null, artefact?.title ?? null],
		...[one.assurance, one.counted ? 'yes' : 'no', why, one.provisional ? 'yes' : 'no'],
		...[one.reason, one.type, one.revision, one.answers, one.event, one.key],
	];
}
