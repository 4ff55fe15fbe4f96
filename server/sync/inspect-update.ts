/**
 * Looks at an update before it touches a document.
 *
 * `known`: it says nothing that the document doesn't hold, and is dropped. `malformed`: it can't
 * be decoded, or has structs that Yjs would store and then trip over, now or when it reads them back. `foreign`: it writes on under
 * the client id of somebody else; to delete what others wrote is anybody's. Updates that build on others
 * not yet seen are `new`: Yjs keeps them pending.
 */
import * as Y from 'yjs';

/**
 * The furthest place in what one client wrote. Yjs adds the places of waiting deletions up as it
 * encodes them, and can't read back a sum that is no safe integer.
 */
const FURTHEST = 2 ** 31;

export type Verdict = 'new' | 'known' | 'foreign' | 'malformed';

export function inspectUpdate(
	yDoc: Y.Doc,
	update: Uint8Array,
	isOthers: (client: number) => boolean = () => false,
): Verdict {
	const decoded = decode(update);
	if (!decoded) return 'malformed';
	let known = true;
	let foreign = false;
	for (const { id, length } of decoded.structs) {
		// A struct without length would share its clock with the next one.
		if (length < 1 || id.clock + length > FURTHEST) return 'malformed';
		if (Y.getState(yDoc.store, id.client) >= id.clock + length) continue;
		known = false;
		foreign ||= isOthers(id.client);
	}
	for (const [client, ranges] of decoded.ds.clients) {
		for (const { clock, len } of ranges) {
			if (len < 1 || clock + len > FURTHEST) return 'malformed';
			if (known && !isDeleted(yDoc, client, clock, len)) known = false;
		}
	}
	if (foreign) return 'foreign';
	return known ? 'known' : 'new';
}

function decode(update: Uint8Array) {
	try {
		return Y.decodeUpdate(update);
	} catch {
		return null;
	}
}

function isDeleted(yDoc: Y.Doc, client: number, clock: number, len: number): boolean {
	const structs = yDoc.store.clients.get(client);
	if (!structs || Y.getState(yDoc.store, client) < clock + len) return false;
	for (let n = Y.findIndexSS(structs, clock); n < structs.length; n++) {
		const struct = structs[n];
		if (!struct || struct.id.clock >= clock + len) return true;
		if (!struct.deleted) return false;
	}
	return true;
}
