/**
 * Frames of a document's socket: y-websocket's own, and the three that Lintel adds.
 *
 *   [0, 0, bytes]  sync step 1: the sender's state vector     [1, bytes]    awareness update
 *   [0, 1, bytes]  sync step 2: what the other is missing     [3]           asks for awareness
 *   [0, 2, bytes]  an update                                  [101, n]      mark     (up)
 *                                                             [102, n]      durable  (down)
 *                                                             [103, text]   generation (down, first)
 *
 * Numbers are lib0 varuints, bytes and text have their length before them.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { Hash } from '#shared/hash.ts';
import { SYNC_DURABLE, SYNC_GENERATION, SYNC_MARK } from '#shared/protocol/sync.ts';

const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;

export type SyncFrame =
	| { readonly type: 'step1'; readonly stateVector: Uint8Array }
	| { readonly type: 'step2'; readonly update: Uint8Array }
	| { readonly type: 'update'; readonly update: Uint8Array }
	| { readonly type: 'awareness'; readonly update: Uint8Array }
	| { readonly type: 'queryAwareness' }
	| { readonly type: 'mark'; readonly number: number }
	| { readonly type: 'durable'; readonly number: number }
	| { readonly type: 'generation'; readonly generation: Hash };

/** Throws on bytes that are no frame. */
export function readSyncFrame(bytes: Uint8Array): SyncFrame {
	const decoder = decoding.createDecoder(bytes);
	const type = decoding.readVarUint(decoder);
	switch (type) {
		case SYNC:
			return readSync(decoder);
		case AWARENESS:
			return { type: 'awareness', update: decoding.readVarUint8Array(decoder) };
		case QUERY_AWARENESS:
			return { type: 'queryAwareness' };
		case SYNC_MARK:
			return { type: 'mark', number: decoding.readVarUint(decoder) };
		case SYNC_DURABLE:
			return { type: 'durable', number: decoding.readVarUint(decoder) };
		case SYNC_GENERATION:
			return { type: 'generation', generation: Hash.parse(decoding.readVarString(decoder)) };
		default:
			throw new Error(`There is no message type ${type}.`);
	}
}

function readSync(decoder: decoding.Decoder): SyncFrame {
	const step = decoding.readVarUint(decoder);
	const bytes = decoding.readVarUint8Array(decoder);
	if (step === 0) return { type: 'step1', stateVector: bytes };
	if (step === 1) return { type: 'step2', update: bytes };
	if (step === 2) return { type: 'update', update: bytes };
	throw new Error(`There is no sync message ${step}.`);
}

export function step1Frame(stateVector: Uint8Array): Uint8Array {
	return syncFrame(0, stateVector);
}

export function step2Frame(update: Uint8Array): Uint8Array {
	return syncFrame(1, update);
}

export function updateFrame(update: Uint8Array): Uint8Array {
	return syncFrame(2, update);
}

export function awarenessFrame(update: Uint8Array): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, AWARENESS);
		encoding.writeVarUint8Array(encoder, update);
	});
}

export function markFrame(number: number): Uint8Array {
	return numberFrame(SYNC_MARK, number);
}

export function durableFrame(number: number): Uint8Array {
	return numberFrame(SYNC_DURABLE, number);
}

export function generationFrame(generation: Hash): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, SYNC_GENERATION);
		encoding.writeVarString(encoder, generation);
	});
}

function syncFrame(step: number, bytes: Uint8Array): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, SYNC);
		encoding.writeVarUint(encoder, step);
		encoding.writeVarUint8Array(encoder, bytes);
	});
}

function numberFrame(type: number, number: number): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, type);
		encoding.writeVarUint(encoder, number);
	});
}
