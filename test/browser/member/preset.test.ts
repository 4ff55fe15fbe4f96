import { expect, test } from 'vitest';
import { componentTypes } from '#client/features/context/component-types.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

test('[LG16] the types on offer are those of the preset that the relay observed', () => {
	const world = new World();
	expect(componentTypes(world.workspace)).toContain('module');
	world.observed = {
		...{ type: 'observed', checkout: null, at: '2026-11-22T10:00:00.000Z', preset: 'phoenix' },
		...{ implemented: [], findings: [], unsaved: 0 },
	};
	expect(componentTypes(world.workspace)).toContain('liveview');
	expect(componentTypes(world.workspace)).not.toContain('module');
});
