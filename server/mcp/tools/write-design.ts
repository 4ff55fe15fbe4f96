import { z } from 'zod';
import type { Caller } from '#server/mcp/caller.ts';
import type { ReadBase } from '#server/mcp/read-bases.ts';
import { readForAgent } from '#server/mcp/read-for-agent.ts';
import { sentBefore } from '#server/mcp/sent-again.ts';
import { defineTool, type ToolAnswer } from '#server/mcp/tool.ts';
import { baseOf, conflictIn, mayRevise } from '#server/mcp/write-guards.ts';
import { written } from '#server/mcp/written.ts';
import type { Design } from '#shared/artefact/design.ts';
import { openContextsDoc, readContexts } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc, readDesignText } from '#shared/doc/design-doc.ts';
import { designDocName } from '#shared/doc/doc-name.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import { mergeDesign3 } from '#shared/doc/merge-design.ts';
import { ComponentId, mintId } from '#shared/id.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { writeDesign as printDesign, readDesign } from '#shared/markdown/design.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { type KnownDesign, knownDesigns, unlistedDesign } from '#shared/trace/known-designs.ts';
import { practicesOf } from '#shared/trace/practices.ts';

const Input = z.object({
	id: z.string().optional(),
	baseRevision: z.string().optional(),
	text: z.string().min(1).max(200_000),
	revise: z.boolean().optional(),
});
type Input = z.output<typeof Input>;

export const writeDesign = defineTool({
	name: 'write_design',
	kind: 'design',
	description:
		'Writes one component’s design (id: cp_…) as a whole Markdown file; front matter may name its criteria: [ac_…]. Without a context map leave id out for a new one, and give component, type and code there. baseRevision if it exists.',
	effect: 'edit',
	input: Input,
	run: write,
});

/** The merge happens inside the edit, on the text as it is at that moment. */
async function write(caller: Caller, input: Input): Promise<ToolAnswer> {
	const known = componentOf(caller, input.id);
	if (!known) return err(noComponent(input.id));
	const before = input.id === undefined ? sentAsNew(caller, input.text, known) : null;
	if (before !== null) return ok(written(caller, before.artefact, before.text, false));
	let answer: Result<Written, Refusal> = err(noComponent(input.id));
	await caller.workspace.rooms.open(designDocName(known.id)).edit(caller.origin, (yDoc) => {
		const doc = openDesignDoc(yDoc);
		answer = mergeInto(caller, input, known, readDesignText(doc));
		if (answer.ok) setDesign(doc, answer.value.text, caller.origin);
	});
	if (!answer.ok) return answer;
	const { text, design, merged } = answer.value;
	return ok(written(caller, { kind: 'design', design }, text, merged));
}

interface Written {
	readonly text: string;
	readonly design: Design;
	readonly merged: boolean;
}

function mergeInto(
	caller: Caller,
	input: Input,
	known: KnownDesign,
	theirs: string,
): Result<Written, Refusal> {
	const { id } = known;
	const present = theirs.trim() === '' ? null : readDesign(theirs, known).design;
	const mine = readDesign(input.text, known).design;
	if (mine?.id !== id) return err(notThisDesign(id));
	if (mine.component === '') return err(noName);
	let base = theirs;
	let revision: string | undefined;
	if (present) {
		const artefact = { kind: 'design' as const, design: present };
		const next = { kind: 'design' as const, design: mine };
		const no = mayRevise(caller, artefact, next, input.revise ?? false);
		if (no) return err(no);
		revision = revisionOfArtefact(artefact);
		const read = baseOf(caller, id, input.baseRevision, { artefact, text: theirs, revision });
		if (!read.ok) return read;
		base = read.value.text;
	}
	// With front matter, whether or not the Agent wrote any.
	const { text, conflicts } = mergeDesign3(base, printDesign(mine, input.text), theirs);
	if (conflicts.length > 0) return err(conflictIn(['the text']));
	const { design } = readDesign(text, known);
	if (design?.id !== id) return err(notThisDesign(id));
	return ok({ text, design, merged: present !== null && revision !== input.baseRevision });
}

/** The design that this text began before, front matter and all. */
function sentAsNew(caller: Caller, text: string, known: KnownDesign): ReadBase | null {
	const { design } = readDesign(text, known);
	if (design === null) return null;
	const printed = printDesign(design, text).replace(known.id, '');
	const { designs } = caller.workspace.artefacts();
	const all = designs.map((one) => ({ kind: 'design' as const, design: one }));
	const artefact = sentBefore(caller, { kind: 'design', design }, all);
	if (artefact === null) return null;
	const { text: theirs } = readForAgent(caller, artefact);
	return theirs.replace(artefact.design.id, '') === printed ? { artefact, text: theirs } : null;
}

/** What the context map knows of a component: enough to write its design. */
function componentOf({ workspace, random }: Caller, wanted?: string): KnownDesign | null {
	const { rooms, journal } = workspace;
	const alone = !practicesOf(journal.ledger.state().policy).has('context');
	if (wanted === undefined) return alone ? unlistedDesign(mintId('cp', random)) : null;
	const id = ComponentId.safeParse(wanted).data;
	if (id === undefined) return null;
	// The map fills in what the text leaves out, practised or not: revisions rest on it.
	const contexts = readContexts(openContextsDoc(rooms.open('contexts').yDoc));
	const listed = knownDesigns(contexts).get(id) ?? null;
	return listed ?? (alone && rooms.has(designDocName(id)) ? unlistedDesign(id) : null);
}

function noComponent(id: string | undefined): Refusal {
	if (id === undefined) return noId;
	return refusal(
		'no-component',
		`No context has a component ${JSON.stringify(id.slice(0, 40))}.`,
		'Add the component to its context with write_context; read_artefact of the context shows the ids.',
	);
}

function notThisDesign(id: ComponentId): Refusal {
	return refusal(
		'front-matter',
		`The front matter of the text names another design than ${id}. Nothing was written.`,
		`Start it with the lines ---, id: ${id}, criteria: [ac_…], ---, or leave the front matter out.`,
	);
}

const noId = refusal(
	'no-component',
	'Nothing says which component the design is of.',
	"Pass the component's id; read_artefact of its context shows it, and write_context adds one.",
);

const noName = refusal(
	'no-name',
	'A design that no context map lists says itself what it is for.',
	'Begin the text with front matter that gives component, type and code, the path of its code file.',
);
