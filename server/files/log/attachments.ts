/**
 * What events name by hash, as the repository holds it: frozen texts in `.lintel/revisions/` and
 * erasable prose in `.lintel/blobs/`. Each is checked against its name; what is missing or altered
 * is left out, since an erased blob is nothing wrong.
 */

import type { Disk } from '#server/files/disk/disk.ts';
import { readRegularText } from '#server/files/disk/read-regular.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { Hash } from '#shared/hash.ts';
import { kindOf } from '#shared/id.ts';
import { jsonIn } from '#shared/json-in.ts';
import { Blob, type BlobRef, blobRefOf } from '#shared/lifecycle/blob.ts';
import { blobRefsIn } from '#shared/lifecycle/blob-refs.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';
import { revisionOf } from '#shared/lifecycle/revision.ts';
import type { FrozenText } from '#shared/protocol/log.ts';

export const pathOfText = (revision: Hash) => `.lintel/revisions/${revision}.md`;
export const pathOfBlob = (ref: BlobRef) => `.lintel/blobs/${ref}.json`;
export const printBlob = (blob: Blob) => `${canonicalJson(blob)}\n`;

export function readTextsOf(
	disk: Disk,
	root: string,
	events: readonly LifecycleEvent[],
): FrozenText[] {
	return events.flatMap((event) => {
		if (event.type !== 'submitted') return [];
		const text = read(disk, `${root}/${pathOfText(event.revision)}`);
		if (text === null || revisionOf(kindOf(event.artefact), text) !== event.revision) return [];
		return { revision: event.revision, text };
	});
}

export function readBlobsOf(disk: Disk, root: string, events: readonly LifecycleEvent[]): Blob[] {
	return events.flatMap(blobRefsIn).flatMap((ref) => {
		const text = read(disk, `${root}/${pathOfBlob(ref)}`);
		const blob = Blob.safeParse(jsonIn(text ?? '')).data;
		return blob !== undefined && blobRefOf(blob) === ref ? blob : [];
	});
}

/** More than a document may hold. */
const MOST_BYTES = 64 * 1024 * 1024;

function read(disk: Disk, path: string): string | null {
	return readRegularText(disk, path, MOST_BYTES);
}
