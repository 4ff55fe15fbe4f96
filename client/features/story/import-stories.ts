import type { Workspace } from '#client/state/workspace.svelte.ts';
import { readStories } from '#shared/markdown/stories.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Adds every Story of a Markdown file at the end, and says how many there were. */
export function importStories(workspace: Workspace, text: string): Result<number, Refusal> {
	const reading = readStories(text);
	if (reading.refusal !== null) return err(reading.refusal);
	const stories = reading.blocks.flatMap((block) => (block.kind === 'story' ? block.story : []));
	if (stories.length === 0) {
		return err(
			refusal(
				'no-stories-in-file',
				'This file holds no stories.',
				'A story is a heading with a sentence under it, and criteria as a list.',
			),
		);
	}
	for (const { title, narrative, notes, criteria } of stories) {
		workspace.edit.addStory({
			title,
			narrative,
			notes,
			criteria: criteria.map((criterion) => criterion.text),
		});
	}
	return ok(stories.length);
}
