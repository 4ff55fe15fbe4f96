/** Verifies signatures in a thread of its own. */
import { parentPort } from 'node:worker_threads';
import { type Batch, verifyRest } from '#server/check/signing/batch.ts';

parentPort?.on('message', (batch: Batch) => {
	verifyRest(batch);
	parentPort?.postMessage('done');
});
