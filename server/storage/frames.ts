/** A flush's updates of one document as one blob: each with its length before it (lib0 varuint). */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export function packFrames(updates: readonly Uint8Array[]): Uint8Array {
	const encoder = encoding.createEncoder();
	for (const update of updates) encoding.writeVarUint8Array(encoder, update);
	return encoding.toUint8Array(encoder);
}

export function unpackFrames(frames: Uint8Array): Uint8Array[] {
	const decoder = decoding.createDecoder(frames);
	const updates: Uint8Array[] = [];
	while (decoding.hasContent(decoder)) updates.push(decoding.readVarUint8Array(decoder));
	return updates;
}
