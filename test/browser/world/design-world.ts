/** One design among stories and contexts, open before Ada, with Ben at another machine. */
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { designDocName } from '#shared/doc/doc-name.ts';
import type { ComponentId } from '#shared/id.ts';
import ContextStage from '#test/browser/world/ContextStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

export function bookshop(text: string) {
	const world = new World();
	const { edit } = world.workspace;
	const accounts = edit.addContext({ name: 'Accounts', entity: 'Account' });
	const code = 'src/accounts/session.ts';
	const session = edit.addComponent(accounts, { name: 'Session', type: 'module', code });
	const lockout = edit.addComponent(accounts, {
		name: 'Lockout',
		type: 'service',
		code: 'src/accounts/lockout.ts',
	});
	const story = edit.addStory({
		title: 'Sign in with email',
		narrative: 'As a returning reader, I want to sign in, so that my shelf follows me.',
		criteria: ['A valid password opens the shelf', 'Five wrong ones lock sign-in'],
	});
	edit.linkStory(accounts, story);
	if (text !== '') edit.setDesign(session, text);
	return { world, accounts, session, lockout, story };
}

/** Opens the design as Ada, and waits for its editor. */
export async function openDesign(world: World, id: ComponentId) {
	await render(ContextStage, { workspace: world.workspace, shows: 'designs', id });
	const editor = page.getByRole('textbox', { name: 'Session, Markdown' });
	await expect.element(editor).toBeVisible();
	return editor;
}

/** Ben: a document and a presence of his own, wired to Ada's as sockets would. */
export function ben(world: World, id: ComponentId) {
	const { doc: ada, awareness: adaHere } = world.replicas.of(designDocName(id));
	const doc = new Y.Doc();
	const here = new Awareness(doc);
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(ada));
	ada.on('update', (update: Uint8Array, origin: unknown) => {
		if (origin !== 'ben') Y.applyUpdate(doc, update, 'ada');
	});
	doc.on('update', (update: Uint8Array, origin: unknown) => {
		if (origin !== 'ada') Y.applyUpdate(ada, update, 'ben');
	});
	const text = doc.getText('markdown');
	function pointAt(index: number, user: unknown = { name: 'Ben', color: 'var(--person-2)' }) {
		const place = Y.createRelativePositionFromTypeIndex(text, index);
		here.setLocalState({ user, cursor: { anchor: place, head: place } });
		applyAwarenessUpdate(adaHere, encodeAwarenessUpdate(here, [doc.clientID]), 'ben');
	}
	return { text, pointAt };
}
