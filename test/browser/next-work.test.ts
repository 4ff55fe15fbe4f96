import { expect, test } from 'vitest';
import { WorkDesk } from '#client/state/work.svelte.ts';
import { addSubmitted } from './review-world.ts';
import { World } from './ui-world.svelte.ts';

test('[NW6] the app reads the list that agents get, from what this device knows', () => {
	const world = new World();
	const { workspace } = world;
	expect(workspace.work.items).toMatchObject([{ step: 'write_story', who: 'agent' }]);
	const story = addSubmitted(world, 'Sign in');
	expect(workspace.work.of(story.id)).toMatchObject([{ step: 'review', who: 'person' }]);
});

test('[NW6] what the app reads stays the same object until something is to be done otherwise', () => {
	const world = new World();
	const { workspace } = world;
	const story = workspace.edit.addStory();
	const draft = workspace.view(story);
	const desk = new WorkDesk({
		book: world.book,
		index: {
			get all() {
				return workspace.artefacts;
			},
		},
		lifecycle: { view: () => draft, findings: () => [] },
		traces: world.traces,
		observed: () => world.observed,
		sessions: () => [],
	});
	const before = desk.now;
	expect(before.of(story)).toMatchObject([{ step: 'submit_for_review', id: story }]);
	expect(desk.now).toBe(before);
	workspace.edit.addStory();
	expect(desk.now.items).toHaveLength(2);
});
