/** Reads and plans an import where the page stays quick: a small one at once, a large one in a worker. */
import * as Y from 'yjs';
import {
	createDeskReader,
	type DeskPlan,
	type FileRead,
	type FileToRead,
	type PlanOf,
} from '#client/features/import/desk-reader.ts';
import type { StoriesDoc } from '#shared/doc/stories-doc.ts';
import type { PlannedPiece } from '#shared/import/plan.ts';

/** A DeskReader that may be somewhere else. */
export interface ApartReader {
	/** Null once it is closed. */
	read(file: FileToRead): Promise<FileRead | null>;
	/** One at a time; null once it is closed. */
	plan(files: PlanOf): Promise<DeskPlan | null>;
	close(): void;
}

export type Question =
	| { readonly ask: 'follow'; readonly isNew: boolean; readonly update: Uint8Array }
	| { readonly ask: 'read'; readonly n: number; readonly file: FileToRead }
	| { readonly ask: 'plan'; readonly files: PlanOf };

export type Answer =
	| { readonly tell: 'read'; readonly n: number; readonly read: FileRead }
	| { readonly tell: 'pieces'; readonly pieces: readonly PlannedPiece[] }
	| { readonly tell: 'plan'; readonly rest: Omit<DeskPlan, 'pieces'> };

export function readHere(there: () => StoriesDoc): ApartReader {
	const reader = createDeskReader(there);
	return {
		read: async (file) => reader.read(file),
		plan: async (files) => reader.plan(files),
		close() {},
	};
}

/** `onBroken`: no worker can be started, as from a cache that does not hold it. */
export function readInWorker(there: () => StoriesDoc, onBroken: () => void): ApartReader {
	const worker = new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module' });
	const ask = (question: Question) => worker.postMessage(question);
	const reads = new Map<number, (read: FileRead | null) => void>();
	let planned: (plan: DeskPlan | null) => void = () => {};
	let pieces: PlannedPiece[] = [];
	let followed: Y.Doc | null = null;
	let n = 0;

	worker.onerror = onBroken;
	worker.onmessage = ({ data }: MessageEvent<Answer>) => {
		if (data.tell === 'read') reads.get(data.n)?.(data.read);
		else if (data.tell === 'pieces') pieces.push(...data.pieces);
		else {
			const plan = { ...data.rest, pieces };
			pieces = [];
			planned(plan);
		}
	};

	function tell(update: Uint8Array): void {
		ask({ ask: 'follow', isNew: false, update });
	}

	/** The worker's copy is the document as it is when it is asked. */
	function follow(): void {
		const { yDoc } = there();
		if (yDoc === followed) return;
		followed?.off('update', tell);
		followed = yDoc;
		ask({ ask: 'follow', isNew: true, update: Y.encodeStateAsUpdate(yDoc) });
		yDoc.on('update', tell);
	}

	return {
		read(file) {
			n++;
			ask({ ask: 'read', n, file });
			return new Promise((resolve) => reads.set(n, resolve));
		},
		plan(files) {
			follow();
			ask({ ask: 'plan', files });
			return new Promise((resolve) => {
				planned = resolve;
			});
		},
		close() {
			followed?.off('update', tell);
			worker.terminate();
			for (const answer of reads.values()) answer(null);
			planned(null);
		},
	};
}
