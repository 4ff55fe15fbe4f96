/** Asks the thread that reads imports. It starts with the first question, and anew where it died. */
import type { Worker } from 'node:worker_threads';
import type { Astray, AstrayQuestion } from '#server/imports/astray.ts';
import type { DriftAnswer, DriftQuestion } from '#server/imports/drift-reader.ts';
import { workerAt } from '#server/worker-at.ts';

/** A DriftReader somewhere else: one question at a time. */
export interface ApartDrift {
	/** Null where this Lintel was shipped without parsers; rejects where the reader died. */
	ask(question: DriftQuestion): Promise<DriftAnswer | null>;
	/** The imports that a move makes lead astray, as far as parsers know; null without them. */
	astray(question: AstrayQuestion): Promise<readonly Astray[] | null>;
	stop(): void;
}

/** What somebody commits must not take the relay's memory along. */
const MOST_MEGABYTES = 512;

export function createApartDrift(where: {
	/** The repository's real path. */
	readonly root: string;
	/** Where the parsers lie. */
	readonly grammars: readonly string[];
}): ApartDrift {
	let worker: Worker | null = null;

	function started(): Worker {
		if (worker !== null) return worker;
		const workerData = { root: where.root, grammars: [...where.grammars] };
		const begun = workerAt(new URL('./drift-worker', import.meta.url), {
			workerData,
			resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
		});
		// Whoever stops does not wait for what somebody imports.
		begun.unref();
		begun.on('exit', () => {
			if (worker === begun) worker = null;
		});
		worker = begun;
		return begun;
	}

	function ask<Answer>(question: DriftQuestion | AstrayQuestion): Promise<Answer | null> {
		const reader = started();
		return new Promise((resolve, reject) => {
			const done = () => void reader.off('message', answered).off('error', died).off('exit', ended);
			const answered = (answer: Answer | null) => {
				done();
				resolve(answer);
			};
			const died = (error: unknown) => {
				done();
				reject(error);
			};
			const ended = () => died(new Error('The reader of imports ended.'));
			reader.on('message', answered).on('error', died).on('exit', ended);
			reader.postMessage(question);
		});
	}

	return {
		ask: (question) => ask<DriftAnswer>(question),
		astray: (question) => ask<readonly Astray[]>(question),
		stop() {
			void worker?.terminate();
			worker = null;
		},
	};
}
