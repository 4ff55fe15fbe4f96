import * as Y from 'yjs';
import { carryOver } from '#client/sync/carry-over.ts';
import type { DocStore } from '#client/sync/doc-store.ts';
import { FROM_RELAY } from '#client/sync/replica.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { WriteBehind } from '#client/sync/write-behind.ts';
import { fromBase64Url } from '#shared/base64url.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { DocSyncAnswer } from '#shared/protocol/api.ts';

export interface NewGenerationDeps {
	readonly docs: DocStore;
	readonly replicas: Replicas;
	readonly writeBehind: WriteBehind;
	/** The origin of what is carried over: this person's edits. */
	readonly edits: Origin;
	/** The document was founded anew and is in place. */
	onReplaced(doc: string): void;
}

/**
 * Moves this device to another founding of a document. What the relay never had is kept aside
 * until it is carried over and the relay has it on its disk.
 */
export interface NewGeneration {
	startOver(name: string, answer: DocSyncAnswer): Promise<void>;
	/** Brings over what an earlier founding left, if anything; also after a crash in between. */
	carry(name: string): Promise<void>;
	/** The relay has everything of the document. */
	settle(name: string): Promise<void>;
}

export function createNewGeneration(deps: NewGenerationDeps): NewGeneration {
	const { docs, replicas, writeBehind } = deps;
	const carrying = new Set<string>();

	return {
		async startOver(name, { generation, update }) {
			const before = replicas.of(name);
			if (before.generation === generation) return;
			await writeBehind.flush();
			await docs.startOver(name, generation, Y.encodeStateAsUpdate(before.doc));
			const replica = replicas.replace(name, generation);
			Y.applyUpdate(replica.doc, fromBase64Url(update), FROM_RELAY);
			deps.onReplaced(name);
			await carry(name);
		},
		carry,
		async settle(name) {
			if (carrying.delete(name)) await docs.dropCarried(name);
			await docs.compact(name);
		},
	};

	async function carry(name: string): Promise<void> {
		const carried = await docs.carried(name);
		if (carried === null || carrying.has(name)) return;
		carrying.add(name);
		carryOver(name, carried, replicas.of(name).doc, deps.edits);
	}
}
