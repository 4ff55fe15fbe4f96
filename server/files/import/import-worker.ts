/** Answers what an import asks, in a thread of its own. */
import { parentPort } from 'node:worker_threads';
import type { ReaderQuestion } from '#server/files/import/import-apart.ts';
import { createImportReader } from '#server/files/import/import-reader.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';

const reader = createImportReader();
let there: Artefacts = { stories: [], contexts: [], designs: [] };

parentPort?.on('message', (question: ReaderQuestion) => {
	parentPort?.postMessage(answerTo(question));
});

function answerTo(question: ReaderQuestion) {
	if (question.ask === 'plan') return reader.plan(question.there, question.settle);
	there = question.there ?? there;
	return reader.read(question.file, there);
}
