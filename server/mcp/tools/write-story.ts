import { z } from 'zod';
import type { Caller } from '#server/mcp/caller.ts';
import { mergeStory } from '#server/mcp/merge-story.ts';
import { createRowIds, sentBefore } from '#server/mcp/sent-again.ts';
import { defineTool, type ToolAnswer } from '#server/mcp/tool.ts';
import { baseOf, conflictIn, mayRevise } from '#server/mcp/write-guards.ts';
import { written } from '#server/mcp/written.ts';
import type { Story } from '#shared/artefact/story.ts';
import { addStory, replaceStory } from '#shared/doc/edits/stories.ts';
import { openStoriesDoc, readStories, readStory } from '#shared/doc/stories-doc.ts';
import { AcceptanceCriterionId, mintId, StoryId } from '#shared/id.ts';
import { canonicalStory, revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const Input = z.object({
	id: z.string().optional(),
	baseRevision: z.string().optional(),
	title: z.string().max(300).optional(),
	narrative: z.string().max(20_000).optional(),
	criteria: z
		.array(z.object({ id: z.string().optional(), text: z.string().min(1).max(4000) }))
		.max(100)
		.optional(),
	notes: z.string().max(20_000).optional(),
	revise: z.boolean().optional(),
});
type Input = z.output<typeof Input>;

export const writeStory = defineTool({
	name: 'write_story',
	kind: 'story',
	description:
		'Creates a user story (no id), or changes one: id, baseRevision, and the fields that change. criteria replaces the list: keep the ids of those that stay; each is one testable sentence.',
	effect: 'edit',
	input: Input,
	run: (caller, input) =>
		input.id === undefined ? create(caller, input) : change(caller, input, input.id),
});

async function create(caller: Caller, input: Input): Promise<ToolAnswer> {
	if (!input.title?.trim()) return err(noTitle);
	const id = mintId('st', caller.random);
	const blank: Story = { id, title: '', narrative: '', criteria: [], notes: '' };
	const wanted = { kind: 'story' as const, story: changed(blank, input, caller) };
	let answer = wanted;
	await caller.workspace.rooms.open('stories').edit(caller.origin, (yDoc) => {
		const doc = openStoriesDoc(yDoc);
		const all = readStories(doc).map((story) => ({ kind: 'story' as const, story }));
		const before = sentBefore(caller, wanted, all);
		if (before === null) addStory(doc, wanted.story, undefined, caller.origin);
		else answer = before;
	});
	return ok(written(caller, answer, canonicalStory(answer.story), false));
}

/** The merge happens inside the edit, on the text as it is at that moment. */
async function change(caller: Caller, input: Input, wanted: string): Promise<ToolAnswer> {
	let answer: Result<{ story: Story; merged: boolean }, Refusal> = err(noStory(wanted));
	await caller.workspace.rooms.open('stories').edit(caller.origin, (yDoc) => {
		const doc = openStoriesDoc(yDoc);
		const id = StoryId.safeParse(wanted);
		const theirs = id.success ? readStory(doc, id.data) : null;
		if (theirs) answer = mergeInto(caller, input, theirs);
		if (answer.ok) replaceStory(doc, answer.value.story, caller.origin);
	});
	if (!answer.ok) return answer;
	const { story, merged } = answer.value;
	return ok(written(caller, { kind: 'story', story }, canonicalStory(story), merged));
}

function mergeInto(caller: Caller, input: Input, theirs: Story) {
	const artefact = { kind: 'story' as const, story: theirs };
	const next = { kind: 'story' as const, story: changed(theirs, input, caller) };
	const no = mayRevise(caller, artefact, next, input.revise ?? false);
	if (no) return err(no);
	const present = { artefact, text: '', revision: revisionOfArtefact(artefact) };
	const base = baseOf(caller, theirs.id, input.baseRevision, present);
	if (!base.ok) return base;
	const before = base.value.artefact.kind === 'story' ? base.value.artefact.story : theirs;
	const merge = mergeStory(before, changed(before, input, caller, theirs), theirs);
	if (merge.conflicts.length > 0) return err(conflictIn(merge.conflicts));
	return ok({ story: merge.artefact, merged: present.revision !== input.baseRevision });
}

/** The story with what the Agent gave; criteria without an id that is known here are new, as is an id's second bearer. */
function changed(before: Story, input: Input, { random }: Caller, theirs = before): Story {
	const mint = () => AcceptanceCriterionId.parse(mintId('ac', random));
	const freshId = createRowIds(input.criteria ?? [], before.criteria, theirs.criteria, mint);
	return {
		...before,
		title: input.title?.trim() ?? before.title,
		narrative: input.narrative ?? before.narrative,
		notes: input.notes ?? before.notes,
		criteria:
			input.criteria?.map(({ id, text }, n, all) => {
				const isFirst = all.findIndex((one) => one.id === id) === n;
				const known = before.criteria.find((one) => isFirst && one.id === id)?.id;
				return { id: known ?? freshId((one) => one.text === text), text };
			}) ?? before.criteria,
	};
}

const noTitle = refusal(
	'no-title',
	'A new story needs a title.',
	'Pass title, or the id of the story you mean to change.',
);

function noStory(id: string) {
	return refusal(
		'no-story',
		`There is no story ${JSON.stringify(id.slice(0, 40))}.`,
		'Call find_artefacts with kind story, or leave out id to create one.',
	);
}
