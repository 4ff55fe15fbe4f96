import { createParts } from '#client/state/create-parts.ts';
import { Workspace } from '#client/state/workspace.svelte.ts';

const opened = new Map<string, Workspace>();

/**
 * The workspace the relay serves under a slug: one object a page, for ever. It is `opening` at
 * first and fills from this device, then from the relay.
 */
export function openWorkspace(slug: string): Workspace {
	const known = opened.get(slug);
	if (known !== undefined) return known;
	const workspace = new Workspace(
		createParts(slug, {
			origin: location.origin,
			now: () => new Date(),
			random: (count) => crypto.getRandomValues(new Uint8Array(count)),
			chance: () => Math.random(),
		}),
	);
	opened.set(slug, workspace);
	return workspace;
}
