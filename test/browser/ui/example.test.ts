import { expect, test } from 'vitest';
import { hasExample, insertExample, removeExample } from '#client/features/story/example.ts';
import { EXAMPLE } from '#shared/trace/example.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

test('the example is put in once, whole, and taken out again without what a person added', () => {
	const { workspace } = new World();
	const own = workspace.edit.addStory({ title: 'Lend a book' });
	insertExample(workspace);
	insertExample(workspace);
	expect(workspace.stories.slice(1)).toEqual(EXAMPLE.stories);
	expect(workspace.contexts).toEqual(EXAMPLE.contexts);
	expect(workspace.designs.filter(({ hasText }) => hasText)).toHaveLength(EXAMPLE.designs.length);
	expect(hasExample(workspace)).toBe(true);

	expect(removeExample(workspace)).toBe(0);
	expect(hasExample(workspace)).toBe(false);
	expect(workspace.stories.map(({ id }) => id)).toEqual([own]);
	expect(workspace.designs).toEqual([]);
});
