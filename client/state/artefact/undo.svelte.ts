import * as Y from 'yjs';
import type { LongStep } from '#client/state/artefact/long-step.ts';
import { breathe } from '#client/state/breathe.ts';
import { Changes } from '#client/state/changes.svelte.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import { isOneStep } from '#shared/doc/one-step.ts';
import type { Origin } from '#shared/doc/origin.ts';

/** The documents that one undo covers; an editor of a Design has its own. */
const COVERED = ['stories', 'contexts', 'layout'];
/** So long the page may wait for a long step before it has its turn again. */
const SLICE_MS = 8;

/**
 * Undo of this person's own edits across the stories, the map and its layout, in the order they were made.
 * What others did meanwhile stays.
 */
export class Undo {
	readonly origin: Origin;
	#replicas: Replicas;
	#changes = new Changes();
	#managers = new Map<string, Y.UndoManager>();
	/** Those of long steps: each holds the parts of one step and nothing else. */
	#long = new Map<Y.UndoManager, Y.Doc>();
	#open = new Set<Y.UndoManager>();
	#done: Y.UndoManager[] = [];
	#undone: Y.UndoManager[] = [];
	/** The long step that is on its way back, or forth. */
	#going: Y.UndoManager | null = null;

	constructor(replicas: Replicas, origin: Origin) {
		this.origin = origin;
		this.#replicas = replicas;
		for (const name of COVERED) this.#cover(name, replicas.of(name).doc);
		replicas.onReplace((replica) => {
			if (COVERED.includes(replica.name)) this.#cover(replica.name, replica.doc);
		});
	}

	get canUndo(): boolean {
		this.#changes.version;
		return this.#done.length > 0 && this.#going === null;
	}

	/** What undo would take back: the same object until something else is. */
	get last(): object | null {
		this.#changes.version;
		const manager = this.#done.at(-1);
		if (manager === undefined || this.#long.has(manager)) return manager ?? null;
		return manager.undoStack.at(-1) ?? null;
	}

	/** A long step goes back slice by slice: a small one at once. */
	undo(): void {
		const manager = this.#going === null ? this.#done.pop() : undefined;
		if (manager === undefined) return;
		this.#undone.push(manager);
		if (this.#long.has(manager)) void this.#run(manager, 'undo');
		else manager.undo();
		this.#changes.touch();
	}

	redo(): void {
		const manager = this.#going === null ? this.#undone.pop() : undefined;
		if (manager === undefined) return;
		this.#done.push(manager);
		if (this.#long.has(manager)) void this.#run(manager, 'redo');
		else manager.redo();
		this.#changes.touch();
	}

	/** A step of several transactions on a document: what else is edited meanwhile is no part of it. */
	openStep(name: string): LongStep {
		const { doc } = this.#replicas.of(name);
		const origin = { ...this.origin };
		const manager = new Y.UndoManager(doc, {
			trackedOrigins: new Set([origin]),
			captureTimeout: 0,
		});
		this.#long.set(manager, doc);
		this.#open.add(manager);
		return {
			origin,
			end: () => {
				this.#open.delete(manager);
				if (manager.undoStack.length > 0) this.#push(manager);
				else this.#dropLong();
			},
			takeBack: () => {
				this.#open.delete(manager);
				return this.#run(manager, 'undo');
			},
		};
	}

	async #run(manager: Y.UndoManager, how: 'undo' | 'redo'): Promise<void> {
		const stack = how === 'undo' ? 'undoStack' : 'redoStack';
		this.#going = manager;
		let since = performance.now();
		while (manager[stack].length > 0) {
			manager[how]();
			if (performance.now() - since < SLICE_MS) continue;
			await breathe();
			since = performance.now();
		}
		this.#going = null;
		this.#dropLong();
		this.#changes.touch();
	}

	/** Of steps that nobody can go back to, nothing is kept. */
	#dropLong(): void {
		for (const manager of this.#long.keys()) {
			const isOpen = this.#open.has(manager) || manager === this.#going;
			if (isOpen || this.#done.includes(manager) || this.#undone.includes(manager)) continue;
			this.#long.delete(manager);
			manager.clear();
			manager.destroy();
		}
	}

	#push(manager: Y.UndoManager): void {
		this.#done.push(manager);
		this.#undone = [];
		this.#dropLong();
		this.#changes.touch();
	}

	/** The steps of a document that was founded anew are gone with it. */
	#cover(name: string, doc: Y.Doc): void {
		const before = this.#managers.get(name);
		const isGone = (manager: Y.UndoManager) =>
			manager === before || (before !== undefined && this.#long.get(manager) === before.doc);
		this.#done = this.#done.filter((manager) => !isGone(manager));
		this.#undone = this.#undone.filter((manager) => !isGone(manager));
		before?.destroy();
		const manager = new Y.UndoManager(doc, { trackedOrigins: new Set([this.origin]) });
		doc.on('beforeObserverCalls', (transaction) => {
			if (isOneStep(transaction)) manager.stopCapturing();
		});
		doc.on('afterTransactionCleanup', (transaction) => {
			if (isOneStep(transaction)) manager.stopCapturing();
		});
		manager.on('stack-item-added', ({ type, origin }) => {
			if (type === 'undo' && origin !== manager) this.#push(manager);
		});
		this.#managers.set(name, manager);
	}
}
