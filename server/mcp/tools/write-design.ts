import { z } from 'zod';
import type { Caller } from '#server/mcp/caller.ts';
import { defineTool, type ToolAnswer } from '#server/mcp/tool.ts';
import { baseOf, conflictIn, mayRevise } from '#server/mcp/write-guards.ts';
import { written } from '#server/mcp/written.ts';
import type { Design } from '#shared/artefact/design.ts';
import { openDesignDoc, readDesignText } from '#shared/doc/design-doc.ts';
import { designDocName } from '#shared/doc/doc-name.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import { mergeText3 } from '#shared/doc/merge-text.ts';
import { ComponentId } from '#shared/id.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { readDesign } from '#shared/markdown/design.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const Input = z.object({
	id: z.string(),
	baseRevision: z.string().optional(),
	text: z.string().min(1).max(200_000),
	revise: z.boolean().optional(),
});
type Input = z.output<typeof Input>;

export const writeDesign = defineTool({
	name: 'write_design',
	description:
		"Writes the design of one component: the whole Markdown file, front matter included (id, component, type, context, criteria). id is the component's id (cp_…), from its context. Pass baseRevision when the design exists; what people typed meanwhile is merged in.",
	effect: 'edit',
	input: Input,
	run: write,
});

/** The merge happens inside the edit, on the text as it is at that moment. */
async function write(caller: Caller, input: Input): Promise<ToolAnswer> {
	const id = ComponentId.safeParse(input.id);
	const { contexts } = caller.workspace.artefacts();
	const context = contexts.find(({ components }) => components.some((one) => one.id === input.id));
	if (!id.success || !context) return err(noComponent(input.id));
	let answer: Result<Written, Refusal> = err(noComponent(input.id));
	await caller.workspace.rooms.open(designDocName(id.data)).edit(caller.origin, (yDoc) => {
		const doc = openDesignDoc(yDoc);
		answer = mergeInto(caller, input, id.data, readDesignText(doc));
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
	id: ComponentId,
	theirs: string,
): Result<Written, Refusal> {
	const present = theirs.trim() === '' ? null : readDesign(theirs).design;
	let base = theirs;
	let revision: string | undefined;
	if (present) {
		const artefact = { kind: 'design' as const, design: present };
		const no = mayRevise(caller, id, artefact, input.revise ?? false);
		if (no) return err(no);
		revision = revisionOfArtefact(artefact);
		const read = baseOf(caller, id, input.baseRevision, { artefact, text: theirs, revision });
		if (!read.ok) return read;
		base = read.value.text;
	}
	const { text, conflict } = mergeText3(base, input.text, theirs);
	if (conflict) return err(conflictIn(['the text']));
	const { design } = readDesign(text);
	if (design?.id !== id) return err(notThisDesign(id));
	return ok({ text, design, merged: present !== null && revision !== input.baseRevision });
}

function noComponent(id: string): Refusal {
	return refusal(
		'no-component',
		`No context has a component ${JSON.stringify(id.slice(0, 40))}.`,
		'Add the component to its context with write_context; read_artefact of the context shows the ids.',
	);
}

function notThisDesign(id: ComponentId): Refusal {
	return refusal(
		'front-matter',
		`The text does not start with front matter that names the design ${id}. Nothing was written.`,
		`Start it with lines ---, id: ${id}, component: NAME, type: TYPE, context: cx_…, criteria: [ac_…], ---.`,
	);
}
