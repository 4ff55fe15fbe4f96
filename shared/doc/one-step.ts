import type * as Y from 'yjs';
import type { Origin } from '#shared/doc/origin.ts';

const STEP = Symbol('one step');

/** One transaction that undo takes back by itself, however closely typing came before or after. */
export function inOneStep(yDoc: Y.Doc, origin: Origin, write: () => void): void {
	yDoc.transact((transaction) => {
		transaction.meta.set(STEP, true);
		write();
	}, origin);
}

export function isOneStep(transaction: Y.Transaction): boolean {
	return transaction.meta.has(STEP);
}
