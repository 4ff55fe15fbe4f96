/** Reads imports in a thread of its own: parsers take their time, and the relay has none to give. */
import fs from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { type AstrayQuestion, findAstray } from '#server/imports/astray.ts';
import {
	createDriftReader,
	type DriftQuestion,
	type DriftReader,
} from '#server/imports/drift-reader.ts';
import type { ImportReader } from '#server/imports/import-reader.ts';
import { openImportReader } from '#server/imports/open-import-reader.ts';

const { root, grammars } = z
	.object({ root: z.string(), grammars: z.array(z.string()) })
	.parse(workerData);

/** Parsers are opened with the first question. */
let opened: Promise<ImportReader | null> | null = null;
let drift: DriftReader | null = null;

parentPort?.on('message', async (question: DriftQuestion | AstrayQuestion) => {
	opened ??= openImportReader(fs, grammars);
	const read = await opened;
	parentPort?.postMessage(read === null ? null : answerTo(question, read));
});

function answerTo(question: DriftQuestion | AstrayQuestion, read: ImportReader) {
	const deps = { disk: fs, root, read };
	if ('moves' in question) return findAstray(deps, question);
	drift ??= createDriftReader(deps);
	return drift(question);
}
