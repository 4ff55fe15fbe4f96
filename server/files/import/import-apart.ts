/** Reads and plans an import beside the relay where it is large, so that everybody else is answered. */
import {
	createImportReader,
	type ImportReader,
	type OutsideReading,
	type OutsideText,
	type StoriesPlan,
} from '#server/files/import/import-reader.ts';
import type { StoriesThere } from '#server/files/import/import-stories-plan.ts';
import { workerAt } from '#server/worker-at.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Settlement } from '#shared/import/plan-choices.ts';

/** An ImportReader somewhere else: one question at a time. */
export interface ApartReader extends AsyncDisposable {
	read(file: OutsideText, there: Artefacts): Promise<OutsideReading>;
	plan(there: StoriesThere, settle: Settlement | null): Promise<StoriesPlan>;
}

export type ReaderQuestion =
	/** `there` is null where nothing changed since the last one. */
	| { readonly ask: 'read'; readonly file: OutsideText; readonly there: Artefacts | null }
	| { readonly ask: 'plan'; readonly there: StoriesThere; readonly settle: Settlement | null };

/** So many characters are read within the time that nobody notices. */
const HERE = 128 * 1024;

export function openImportReader(characters: number): ApartReader {
	return characters <= HERE ? readHere(createImportReader()) : readApart();
}

function readHere(reader: ImportReader): ApartReader {
	return {
		read: async (file, there) => reader.read(file, there),
		plan: async (there, settle) => reader.plan(there, settle),
		[Symbol.asyncDispose]: async () => {},
	};
}

function readApart(): ApartReader {
	const worker = workerAt(new URL('./import-worker', import.meta.url));
	let told: Artefacts | null = null;

	function ask<Answer>(question: ReaderQuestion): Promise<Answer> {
		return new Promise((resolve, reject) => {
			const ended = () => reject(new Error('The reader of imports ended.'));
			worker.once('message', (answer: Answer) => {
				worker.off('error', reject).off('exit', ended);
				resolve(answer);
			});
			worker.once('error', reject);
			worker.once('exit', ended);
			worker.postMessage(question);
		});
	}

	return {
		read(file, there) {
			const question = { ask: 'read', file, there: there === told ? null : there } as const;
			told = there;
			return ask(question);
		},
		plan: (there, settle) => ask({ ask: 'plan', there, settle }),
		async [Symbol.asyncDispose]() {
			await worker.terminate();
		},
	};
}
