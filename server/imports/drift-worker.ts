/** Reads imports in a thread of its own: parsers take their time, and the relay has none to give. */
import fs from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import {
	createDriftReader,
	type DriftQuestion,
	type DriftReader,
} from '#server/imports/drift-reader.ts';
import { openImportReader } from '#server/imports/open-import-reader.ts';

const { root, grammars } = z
	.object({ root: z.string(), grammars: z.array(z.string()) })
	.parse(workerData);

/** Parsers are opened with the first question. */
let opened: Promise<DriftReader | null> | null = null;

async function open(): Promise<DriftReader | null> {
	const read = await openImportReader(fs, grammars);
	return read === null ? null : createDriftReader({ disk: fs, root, read });
}

parentPort?.on('message', async (question: DriftQuestion) => {
	opened ??= open();
	const reader = await opened;
	parentPort?.postMessage(reader === null ? null : reader(question));
});
