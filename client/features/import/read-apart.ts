import { readImport } from '#shared/import/read-import.ts';
import type { ImportFormat, ImportReading } from '#shared/import/reading.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';

export interface ReadingRequest {
	readonly name: string;
	readonly text: string;
	/** What a person said it is; null leaves it to the reader. */
	readonly as: ImportFormat | null;
}

export type ReadingResult = Result<ImportReading, Refusal>;

/** What reads within a frame or two stays here; the rest goes to a worker. */
const HERE = 64 * 1024;

export async function readApart(request: ReadingRequest): Promise<ReadingResult> {
	const here = () => readImport(request.name, request.text, request.as ?? undefined);
	return request.text.length <= HERE ? here() : ((await readInWorker(request)) ?? here());
}

/** Null where no worker can be started, as from a cache that does not hold it. */
async function readInWorker(request: ReadingRequest): Promise<ReadingResult | null> {
	const worker = new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module' });
	try {
		return await new Promise<ReadingResult | null>((resolve) => {
			worker.onmessage = (event) => resolve(event.data);
			worker.onerror = () => resolve(null);
			worker.postMessage(request);
		});
	} finally {
		worker.terminate();
	}
}
