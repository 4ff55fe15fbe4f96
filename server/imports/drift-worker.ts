/** Reads imports in a thread of its own: parsers take their time, and the relay has none to give. */
import fs from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import {
	createDriftReader,
	type DriftQuestion,
	type DriftReader,
} from '#server/imports/drift-reader.ts';
import type { ImportReader } from '#server/imports/import-reader.ts';
import { findImporters, type ImportersQuestion } from '#server/imports/importers.ts';
import { openImportReader } from '#server/imports/open-import-reader.ts';

const { root, grammars } = z
	.object({ root: z.string(), grammars: z.array(z.string()) })
	.parse(workerData);

/** Parsers are opened with the first question. */
let opened: Promise<ImportReader | null> | null = null;
let drift: DriftReader | null = null;

parentPort?.on('message', async (question: DriftQuestion | ImportersQuestion) => {
	opened ??= openImportReader(fs, grammars);
	const read = await opened;
	parentPort?.postMessage(read === null ? null : answerTo(question, read));
});

function answerTo(question: DriftQuestion | ImportersQuestion, read: ImportReader) {
	const deps = { disk: fs, root, read };
	if ('importersOf' in question) return findImporters(deps, question);
	drift ??= createDriftReader(deps);
	return drift(question);
}
