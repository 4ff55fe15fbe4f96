/** Submissions of a World that wait for Ada, with their frozen texts. */
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { StoryId } from '#shared/id.ts';
import { canonicalStory, revisionOf } from '#shared/lifecycle/revision.ts';
import { ADA, ROBIN } from '#test/browser/world/ui-team.ts';
import type { World } from '#test/browser/world/ui-world.svelte.ts';

let minute = 0;

interface Submitted {
	readonly id: StoryId;
	readonly revision: string;
}

/** Freezes a story as it reads now and puts it in review. Without `approved` nothing of it was before. */
export function submitStory(
	world: World,
	id: StoryId,
	view: Partial<ArtefactView> = {},
): Submitted {
	const story = world.workspace.story(id);
	if (story === null) throw new Error('There is no such story.');
	const text = canonicalStory(story);
	const revision = revisionOf('story', text);
	world.texts.set(revision, text);
	minute++;
	world.stand(id, {
		phase: 'review',
		approvalsNeeded: 1,
		mayApprove: [
			{ member: ADA, refusal: null },
			{ member: ROBIN, refusal: null },
		],
		stillNeeded: { people: 1, oneOf: [], blocked: null },
		submission: {
			event: String(minute).padStart(64, '0'),
			...{ revision, author: ROBIN, agent: null, by: ROBIN, status: 'open', textMatches: true },
			at: `2026-11-22T08:${String(minute % 60).padStart(2, '0')}:00.000Z`,
		},
		...view,
	});
	world.offers = [
		{ action: 'approve', allowed: true },
		{ action: 'requestChanges', allowed: true },
	];
	return { id, revision };
}

export function addSubmitted(world: World, title: string, view: Partial<ArtefactView> = {}) {
	const narrative = `As a reader, I want ${title.toLowerCase()}, so that it helps.`;
	const criteria = ['It works at once', 'It says why not'];
	return submitStory(world, world.workspace.edit.addStory({ title, narrative, criteria }), view);
}

/** What a verdict leads to in the real log: nothing waits any more. */
export function settles(world: World): void {
	world.ondecided = (id) => {
		const views = new Map(world.views);
		views.delete(id);
		world.views = views;
	};
}
