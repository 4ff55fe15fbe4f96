/** Names and reasons, which events hold only by hash: what of them the repository has. */

import type { Disk } from '#server/files/disk/disk.ts';
import { readBlobsOf } from '#server/files/log/attachments.ts';
import { type BlobRef, blobRefOf } from '#shared/lifecycle/blob.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';

/** Null for what was erased, or never saved. */
export type Said = (ref: BlobRef) => string | null;

export function readSaid(disk: Disk, root: string, events: readonly LifecycleEvent[]): Said {
	const blobs = readBlobsOf(disk, root, events);
	const texts = new Map(blobs.map((blob) => [blobRefOf(blob), blob.text]));
	return (ref) => texts.get(ref) ?? null;
}
