/** What can be done with Stories, one or many: each says what came of it, and how to take it back. */
import { toast } from 'svelte-sonner';
import { undoToast } from '#client/features/story/undo-toast.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { readStoryMetadata } from '#shared/artefact/story-metadata.ts';
import { isSameTag } from '#shared/artefact/tag-list.ts';
import { counted, figure } from '#shared/counted.ts';
import type { ContextId, StoryId } from '#shared/id.ts';
import { phaseWords } from '#shared/lifecycle/phase.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';

type Decide = (id: StoryId) => Promise<Result<unknown, Refusal>>;

export function countWords(count: number, one = 'story', many = 'stories'): string {
	return counted(count, one, many);
}

/** Drafts that no decision speaks of are deleted; the others are named, and stay. */
export function removeDrafts(workspace: Workspace, ids: readonly StoryId[]): readonly StoryId[] {
	const title = titleOfFirst(workspace, ids);
	const removed = workspace.edit.removeStories(ids);
	const kept = ids.length - removed.length;
	const stay = `${countWords(kept)} ${kept === 1 ? 'has' : 'have'} decisions in the log. Archive ${kept === 1 ? 'it' : 'them'} instead.`;
	if (removed.length === 0) toast.error('Nothing was deleted.', { description: stay });
	else {
		const what =
			removed.length === 1 && ids.length === 1 ? `“${title}”` : countWords(removed.length);
		undoToast(workspace, `Deleted ${what}.`, kept > 0 ? stay : undefined);
	}
	return removed;
}

export async function submitAll(workspace: Workspace, ids: readonly StoryId[]): Promise<void> {
	const done = await decideAll(workspace, ids, (id) => workspace.decide.submit(id));
	if (done.length > 0) toast.success(`Submitted ${countWords(done.length)} for review.`);
}

export async function archiveAll(workspace: Workspace, ids: readonly StoryId[]): Promise<void> {
	const done = await decideAll(workspace, ids, (id) => workspace.decide.archive(id));
	if (done.length === 0) return;
	toast(`Archived ${countWords(done.length)}.`, {
		action: { label: 'Undo', onClick: () => void restoreAll(workspace, done) },
	});
}

/** The first takes in the others. What has passed a gate is revised by hand, not by a merge. */
export async function mergeAll(
	workspace: Workspace,
	ids: readonly StoryId[],
): Promise<StoryId | null> {
	const [into, ...others] = ids;
	if (into === undefined || others.length === 0) {
		toast('Choose two or more stories to merge.', { description: 'X chooses the one you are at.' });
		return null;
	}
	const { phase } = workspace.view(into);
	if (phase !== 'draft') {
		toast.error(`“${workspace.titleOf(into)}” is ${phaseWords(phase).toLowerCase()}.`, {
			description: 'Others are merged into the topmost story, and that has to be a draft.',
		});
		return null;
	}
	const kept = workspace.edit.mergeStories(into, others);
	undoToast(
		workspace,
		`Merged ${countWords(ids.length)} into “${workspace.titleOf(into)}”.`,
		kept.length > 0 ? `${countWords(kept.length)} with decisions went to the archive.` : undefined,
		() => restoreAll(workspace, kept),
	);
	await decideAll(workspace, kept, (id) => workspace.decide.archive(id));
	return into;
}

export function setPriority(
	workspace: Workspace,
	ids: readonly StoryId[],
	priority: string | null,
): void {
	workspace.edit.setPriority(ids, priority);
	if (ids.length < 2) return;
	const words = priority === null ? 'Took the priority off' : `Set priority ${priority} on`;
	undoToast(workspace, `${words} ${countWords(ids.length)}.`);
}

export function addTag(workspace: Workspace, ids: readonly StoryId[], tag: string): void {
	workspace.edit.addTag(ids, tag);
	if (ids.length > 1) undoToast(workspace, `Tagged ${countWords(ids.length)} “${tag}”.`);
}

export function removeTag(workspace: Workspace, ids: readonly StoryId[], tag: string): void {
	const having = ids.filter((id) => tagsOf(workspace, id).some((one) => isSameTag(one, tag)));
	workspace.edit.removeTag(having, tag);
	if (having.length > 1) undoToast(workspace, `Took “${tag}” off ${countWords(having.length)}.`);
}

export function mapTo(
	workspace: Workspace,
	ids: readonly StoryId[],
	context: ContextId | null,
): void {
	workspace.edit.mapStories(ids, context);
	const what = ids.length === 1 ? `“${titleOfFirst(workspace, ids)}”` : countWords(ids.length);
	const where = context === null ? 'no context' : `“${workspace.titleOf(context)}”`;
	undoToast(workspace, `Mapped ${what} to ${where}.`);
}

export function tagsOf(workspace: Workspace, id: StoryId): readonly string[] {
	const story = workspace.story(id);
	return story === null ? [] : readStoryMetadata(story.notes).tags;
}

async function restoreAll(workspace: Workspace, ids: readonly StoryId[]): Promise<void> {
	await decideAll(workspace, ids, (id) => workspace.decide.restore(id));
}

/** One after the other; tells the first that was refused, and answers with those that went. */
async function decideAll(
	workspace: Workspace,
	ids: readonly StoryId[],
	decide: Decide,
): Promise<readonly StoryId[]> {
	const done: StoryId[] = [];
	const refused: { readonly id: StoryId; readonly refusal: Refusal }[] = [];
	for (const id of ids) {
		const result = await decide(id);
		if (result.ok) done.push(id);
		else refused.push({ id, refusal: result.error });
	}
	const [first] = refused;
	if (first !== undefined) {
		const others = refused.length === 1 ? '' : ` And ${figure(refused.length - 1)} more.`;
		toast.error(`“${workspace.titleOf(first.id)}”: ${first.refusal.reason}${others}`, {
			description: first.refusal.fix,
		});
	}
	return done;
}

function titleOfFirst(workspace: Workspace, [first]: readonly StoryId[]): string {
	return first === undefined ? '' : workspace.titleOf(first);
}
