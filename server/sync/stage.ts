/** Applies a batch of writes to the live document and finds out which of them can't be taken. */
import * as Y from 'yjs';
import type { ClientIds } from '#server/sync/client-ids.ts';
import { inspectUpdate } from '#server/sync/inspect-update.ts';
import type { SyncLimits } from '#server/sync/limits.ts';
import { nestsTooDeep } from '#server/sync/nesting.ts';
import type { Replica } from '#server/sync/replica.ts';
import type { Guard, Outcome, Staged, Write } from '#server/sync/write.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import { refusal } from '#shared/refusal.ts';

/**
 * Returns what to commit. A write that fails is settled, everything its peer sent after it is
 * dropped, and the document is read again (`reload`) before the others are applied once more:
 * an update that Yjs threw at may have left half of itself behind.
 */
export function stageWrites(
	writes: readonly Write[],
	current: () => Replica,
	reload: () => void,
	limits: SyncLimits,
	guard: Guard | null = null,
	clientIds: ClientIds | null = null,
): readonly Staged[] {
	let queue: readonly Staged[] = writes.map((write) => ({
		write,
		update: write.work.kind === 'update' ? write.work.update : null,
	}));
	for (;;) {
		const staged: Staged[] = [];
		const failure = applyAll(queue, staged, current(), limits, guard, clientIds);
		if (!failure) return staged;
		const { write, outcome } = failure;
		const done = new Map(staged.map((one) => [one.write, one]));
		queue = queue
			.filter((one) => one.write !== write && (!write.peer || one.write.peer !== write.peer))
			.map((one) => done.get(one.write) ?? one);
		reload();
		write.settle(outcome);
	}
}

function applyAll(
	queue: readonly Staged[],
	staged: Staged[],
	replica: Replica,
	limits: SyncLimits,
	guard: Guard | null,
	clientIds: ClientIds | null,
): { write: Write; outcome: Outcome } | null {
	let added = 0;
	for (const { write, update } of queue) {
		try {
			const judge = update && write.origin.kind === 'person' ? guard?.(replica.yDoc) : null;
			const taken = apply(write, update, replica.yDoc, clientIds);
			const forbidden = judge?.(write.origin.id);
			if (forbidden) return { write, outcome: forbidden };
			if (taken === 'malformed') return { write, outcome: unreadable };
			if (taken === 'foreign') return { write, outcome: notTheirs };
			if (taken) added += taken.length;
			staged.push({ write, update: taken });
		} catch (error) {
			const outcome = write.work.kind === 'edit' ? { kind: 'failed' as const, error } : unreadable;
			return { write, outcome };
		}
		if (replica.pendingBytes() > limits.pendingBytes) return { write, outcome: gapTooWide };
		if (replica.bytes() + added > limits.docBytes) {
			const after = Y.encodeStateAsUpdate(replica.yDoc).length;
			if (after > limits.docBytes) return { write, outcome: docTooLarge };
		}
	}
	return null;
}

/** The update this write adds, null if none. An edit runs once; afterwards its update is known. */
function apply(write: Write, update: Uint8Array | null, yDoc: Y.Doc, clientIds: ClientIds | null) {
	if (update) {
		const { id } = write.origin;
		const isOthers = (client: number) => clientIds?.isOthers(client, id) === true;
		const verdict = inspectUpdate(yDoc, update, isOthers);
		if (verdict === 'malformed' || verdict === 'foreign') return verdict;
		if (verdict === 'known') return null;
		return applyShallow(yDoc, update, write) ? update : 'malformed';
	}
	return write.work.kind === 'edit' ? capture(yDoc, write.work.change, write) : null;
}

/** Whether what the document now holds can be read by whoever has it. */
function applyShallow(yDoc: Y.Doc, update: Uint8Array, { origin }: Write): boolean {
	let deep = false;
	const look = (transaction: Y.Transaction) => {
		deep ||= nestsTooDeep(transaction);
	};
	yDoc.on('afterTransaction', look);
	try {
		Y.applyUpdate(yDoc, update, origin);
	} finally {
		yDoc.off('afterTransaction', look);
	}
	return !deep;
}

function capture(yDoc: Y.Doc, change: (yDoc: Y.Doc) => void, { origin }: Write): Uint8Array | null {
	const updates: Uint8Array[] = [];
	const keep = (update: Uint8Array) => updates.push(update);
	yDoc.on('update', keep);
	try {
		yDoc.transact(() => change(yDoc), origin);
	} finally {
		yDoc.off('update', keep);
	}
	return updates.length > 1 ? Y.mergeUpdates(updates) : (updates[0] ?? null);
}

const unreadable: Outcome = {
	kind: 'refused',
	code: CLOSE.malformed,
	refusal: refusal('malformed-update', 'That update could not be read.', 'Reload the page.'),
};

const notTheirs: Outcome = {
	kind: 'refused',
	code: CLOSE.notTheirs,
	refusal: refusal(
		'client-id',
		'That update writes on under the client id of somebody else.',
		'Reload the page, which gives it an id of its own.',
	),
};

const gapTooWide: Outcome = {
	kind: 'refused',
	code: CLOSE.conflict,
	refusal: refusal(
		'missing-updates',
		'That update builds on too much that the relay has never seen.',
		'Reload the page, so that both start from the same text.',
	),
};

const docTooLarge: Outcome = {
	kind: 'refused',
	code: CLOSE.tooMuch,
	refusal: refusal(
		'document-too-large',
		'The document is larger than the relay takes.',
		'Move part of the text to another document.',
	),
};
