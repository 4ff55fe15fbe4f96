import { createFirstParts, type FirstParts } from '#client/state/first-parts.svelte.ts';
import type { Parts } from '#client/state/parts.ts';
import { Workspace } from '#client/state/workspace.svelte.ts';
import { readFirstLook } from '#client/sync/first-look.ts';

const opened = new Map<string, Workspace>();

/** A page in the background paints nothing, and the rest must not wait for it. */
const LONGEST_FRAME_MS = 100;

/**
 * The workspace the relay serves under a slug: one object a page, for ever. It is `opening` at
 * first, shows what this device remembers of it as soon as that is read, and is whole when the
 * rest of the app has loaded; then it fills from the relay.
 */
export function openWorkspace(slug: string): Workspace {
	const known = opened.get(slug);
	if (known !== undefined) return known;
	const first = createFirstParts(slug);
	const workspace = new Workspace(first, wholeOf(slug, first));
	opened.set(slug, workspace);
	return workspace;
}

async function wholeOf(slug: string, first: FirstParts): Promise<Parts> {
	const look = await readFirstLook(slug);
	if (look !== null) {
		first.take(look);
		await painted();
	}
	try {
		const { createParts } = await import('#client/state/create-parts.ts');
		const parts = createParts(slug, {
			origin: location.origin,
			now: () => new Date(),
			random: (count) => crypto.getRandomValues(new Uint8Array(count)),
			chance: () => Math.random(),
		});
		// What is on the page stays until the whole knows as much.
		if (look !== null) await parts.opened;
		return parts;
	} catch (error) {
		first.fail();
		throw error;
	}
}

function painted(): Promise<void> {
	return new Promise((resolve) => {
		requestAnimationFrame(() => setTimeout(resolve));
		setTimeout(resolve, LONGEST_FRAME_MS);
	});
}
