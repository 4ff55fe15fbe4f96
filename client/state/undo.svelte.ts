import * as Y from 'yjs';
import { Changes } from '#client/state/changes.svelte.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import { isOneStep } from '#shared/doc/one-step.ts';
import type { Origin } from '#shared/doc/origin.ts';

/** The documents that one undo covers; an editor of a Design has its own. */
const COVERED = ['stories', 'contexts', 'layout'];

/**
 * Undo of this person's own edits across the stories, the map and its layout, in the order they were made.
 * What others did meanwhile stays.
 */
export class Undo {
	readonly origin: Origin;
	#changes = new Changes();
	#managers = new Map<string, Y.UndoManager>();
	#done: Y.UndoManager[] = [];
	#undone: Y.UndoManager[] = [];

	constructor(replicas: Replicas, origin: Origin) {
		this.origin = origin;
		for (const name of COVERED) this.#cover(name, replicas.of(name).doc);
		replicas.onReplace((replica) => {
			if (COVERED.includes(replica.name)) this.#cover(replica.name, replica.doc);
		});
	}

	get canUndo(): boolean {
		this.#changes.version;
		return this.#done.length > 0;
	}

	/** What undo would take back: the same object until something else is. */
	get last(): object | null {
		this.#changes.version;
		return this.#done.at(-1)?.undoStack.at(-1) ?? null;
	}

	undo(): void {
		const manager = this.#done.pop();
		if (manager === undefined) return;
		this.#undone.push(manager);
		manager.undo();
		this.#changes.touch();
	}

	redo(): void {
		const manager = this.#undone.pop();
		if (manager === undefined) return;
		this.#done.push(manager);
		manager.redo();
		this.#changes.touch();
	}

	/** The steps of a document that was founded anew are gone with it. */
	#cover(name: string, doc: Y.Doc): void {
		const before = this.#managers.get(name);
		this.#done = this.#done.filter((manager) => manager !== before);
		this.#undone = this.#undone.filter((manager) => manager !== before);
		before?.destroy();
		const manager = new Y.UndoManager(doc, { trackedOrigins: new Set([this.origin]) });
		doc.on('beforeObserverCalls', (transaction) => {
			if (isOneStep(transaction)) manager.stopCapturing();
		});
		doc.on('afterTransactionCleanup', (transaction) => {
			if (isOneStep(transaction)) manager.stopCapturing();
		});
		manager.on('stack-item-added', ({ type, origin }) => {
			if (type !== 'undo' || origin === manager) return;
			this.#done.push(manager);
			this.#undone = [];
			this.#changes.touch();
		});
		this.#managers.set(name, manager);
	}
}
