/** A Session's page on the stage. */
import { expect } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import SessionStage from '#test/browser/world/SessionStage.svelte';
import { type Busy, busyShop } from '#test/browser/world/session-world.ts';

export async function openSession(which: (shop: Busy) => SessionState, search = '') {
	const shop = busyShop();
	await expect.poll(() => shop.world.workspace.artefacts.designs.length).toBe(2);
	const session = which(shop);
	const addresses: string[] = [];
	const ongo = (address: string) => addresses.push(address);
	const stage = { world: shop.world, keymap: new Keymap(), search, ongo, session: session.id };
	const screen = await render(SessionStage, stage);
	return { ...shop, session, screen, stage, addresses };
}
