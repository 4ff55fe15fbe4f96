import * as Y from 'yjs';
import { carryOver } from '#client/sync/carry-over.ts';
import type { DocStore } from '#client/sync/doc-store.ts';
import { applyFromRelay, type Replicas } from '#client/sync/replicas.svelte.ts';
import type { TabSync } from '#client/sync/tab-sync.ts';
import type { WriteBehind } from '#client/sync/write-behind.ts';
import { fromBase64Url } from '#shared/base64url.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { DocSyncAnswer } from '#shared/protocol/api.ts';

interface NewGenerationDeps {
	/** Names the workspace among the browser's locks. */
	readonly slug: string;
	readonly docs: DocStore;
	readonly replicas: Replicas;
	readonly writeBehind: WriteBehind;
	/** The origin of what is carried over: this person's edits. */
	readonly edits: Origin;
	/** Hears of what was founded anew and is in place. */
	readonly tabs: Pick<TabSync, 'announceReplaced'>;
}

/**
 * Moves this device to another founding of a document. What the relay never had is kept aside
 * until it is stored here as words of that founding.
 */
export interface NewGeneration {
	startOver(name: string, answer: DocSyncAnswer): Promise<void>;
	/** Brings over what an earlier founding left, if anything; also after a crash in between. */
	carry(name: string): Promise<void>;
	/** Brings over what was written here after another tab had left that founding. */
	catchUp(name: string): Promise<void>;
}

export function createNewGeneration(deps: NewGenerationDeps): NewGeneration {
	const { docs, replicas, writeBehind } = deps;

	return {
		async startOver(name, { generation, update }) {
			if (replicas.of(name).generation === generation) return;
			// What is kept aside of the founding before must be in the words of this one first.
			await carry(name);
			await writeBehind.flush();
			const before = replicas.of(name);
			if (before.generation === generation) return applyFromRelay(before, fromBase64Url(update));
			await docs.startOver(name, generation, Y.encodeStateAsUpdate(before.doc));
			const replica = replicas.replace(name, generation);
			applyFromRelay(replica, fromBase64Url(update));
			deps.tabs.announceReplaced(replica);
			await carry(name);
		},
		carry,
		async catchUp(name) {
			await replicas.reread(name);
			await carry(name);
		},
	};

	/** One tab at a time: two that bring over the same words would say them twice. */
	async function carry(name: string): Promise<void> {
		if (navigator.locks === undefined) return carryNow(name);
		await navigator.locks.request(`${deps.slug} ${name}`, () => carryNow(name));
	}

	async function carryNow(name: string): Promise<void> {
		if ((await docs.carried(name)) === null) return;
		// This page may still show the founding that another tab has left since.
		await writeBehind.flush();
		await replicas.reread(name);
		for (;;) {
			const carried = await docs.carried(name);
			if (carried === null) return;
			carryOver(name, carried, replicas.of(name).doc, deps.edits);
			await writeBehind.flush();
			if (writeBehind.failing) return;
			await docs.carriedOver(name, carried);
		}
	}
}
