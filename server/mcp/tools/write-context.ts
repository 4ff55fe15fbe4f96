import { z } from 'zod';
import type { Caller } from '#server/mcp/caller.ts';
import { contextFrom, whyNotOnMap } from '#server/mcp/context-input.ts';
import { mergeContext } from '#server/mcp/merge-context.ts';
import { sentBefore } from '#server/mcp/sent-again.ts';
import { defineTool, type ToolAnswer } from '#server/mcp/tool.ts';
import { baseOf, conflictIn, mayRevise } from '#server/mcp/write-guards.ts';
import { written } from '#server/mcp/written.ts';
import { type Context, ContextType } from '#shared/artefact/context.ts';
import { openContextsDoc, readContext, readContexts } from '#shared/doc/contexts-doc.ts';
import { addContext, replaceContext } from '#shared/doc/edits/contexts.ts';
import { ContextId, mintId } from '#shared/id.ts';
import { canonicalContext, revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export const ContextInput = z.object({
	id: z.string().optional(),
	baseRevision: z.string().optional(),
	name: z.string().max(120).optional(),
	type: z.enum(ContextType.options).optional(),
	entity: z.string().max(200).optional(),
	responsibilities: z.string().max(20_000).optional(),
	dependencies: z.array(z.string()).max(100).optional(),
	stories: z.array(z.string()).max(500).optional(),
	components: z
		.array(
			z.object({
				id: z.string().optional(),
				name: z.string().min(1).max(120),
				type: z.string().max(60),
				code: z.string().max(400).optional(),
			}),
		)
		.max(200)
		.optional(),
	notes: z.string().max(20_000).optional(),
	revise: z.boolean().optional(),
});
export type ContextInput = z.output<typeof ContextInput>;

export const writeContext = defineTool({
	name: 'write_context',
	kind: 'context',
	description:
		'Creates a bounded context (no id), or changes one: id, baseRevision, and the fields that change. dependencies and stories are ids; each component (code: its path) gets a design: keep the ids of those that stay.',
	effect: 'edit',
	input: ContextInput,
	run: (caller, input) =>
		input.id === undefined ? create(caller, input) : change(caller, input, input.id),
});

async function create(caller: Caller, input: ContextInput): Promise<ToolAnswer> {
	if (!input.name?.trim()) return err(noName);
	const context = contextFrom(blank(ContextId.parse(mintId('cx', caller.random))), input, caller);
	let answer = { kind: 'context' as const, context };
	let no: Refusal | null = null;
	await caller.workspace.rooms.open('contexts').edit(caller.origin, (yDoc) => {
		const doc = openContextsDoc(yDoc);
		const all = readContexts(doc);
		const mapped = all.map((one) => ({ kind: 'context' as const, context: one }));
		const before = sentBefore(caller, answer, mapped);
		if (before === null) no = whyNotOnMap(context, input, all, caller);
		else answer = before;
		if (before === null && no === null) addContext(doc, context, undefined, caller.origin);
	});
	if (no) return err(no);
	return ok(written(caller, answer, canonicalContext(answer.context), false));
}

/** The merge happens inside the edit, on the map as it is at that moment. */
async function change(caller: Caller, input: ContextInput, wanted: string): Promise<ToolAnswer> {
	let answer: Result<{ context: Context; merged: boolean }, Refusal> = err(noContext(wanted));
	await caller.workspace.rooms.open('contexts').edit(caller.origin, (yDoc) => {
		const doc = openContextsDoc(yDoc);
		const id = ContextId.safeParse(wanted);
		const theirs = id.success ? readContext(doc, id.data) : null;
		if (theirs) answer = mergeInto(caller, input, theirs, readContexts(doc));
		if (answer.ok) replaceContext(doc, answer.value.context, caller.origin);
	});
	if (!answer.ok) return answer;
	const { context, merged } = answer.value;
	return ok(written(caller, { kind: 'context', context }, canonicalContext(context), merged));
}

function mergeInto(
	caller: Caller,
	input: ContextInput,
	theirs: Context,
	all: readonly Context[],
): Result<{ context: Context; merged: boolean }, Refusal> {
	const artefact = { kind: 'context' as const, context: theirs };
	const next = { kind: 'context' as const, context: contextFrom(theirs, input, caller) };
	const no = mayRevise(caller, artefact, next, input.revise ?? false);
	if (no) return err(no);
	const present = { artefact, text: '', revision: revisionOfArtefact(artefact) };
	const base = baseOf(caller, theirs.id, input.baseRevision, present);
	if (!base.ok) return base;
	const before = base.value.artefact.kind === 'context' ? base.value.artefact.context : theirs;
	const merge = mergeContext(before, contextFrom(before, input, caller, theirs), theirs);
	if (merge.conflicts.length > 0) return err(conflictIn(merge.conflicts));
	const unfit = whyNotOnMap(merge.artefact, input, all, caller);
	if (unfit) return err(unfit);
	return ok({ context: merge.artefact, merged: present.revision !== input.baseRevision });
}

function blank(id: ContextId): Context {
	return {
		id,
		name: '',
		type: 'domain',
		entity: '',
		responsibilities: '',
		dependencies: [],
		stories: [],
		components: [],
		notes: '',
		unresolved: { dependencies: [], stories: [] },
	};
}

const noName = refusal(
	'no-name',
	'A new context needs a name.',
	'Pass name, or the id of the context you mean to change.',
);

function noContext(id: string): Refusal {
	return refusal(
		'no-context',
		`There is no context ${JSON.stringify(id.slice(0, 40))}.`,
		'Call find_artefacts with kind context, or leave out id to create one.',
	);
}
