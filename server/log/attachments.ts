/** The texts and blobs that come with events: kept when an event names them and they are true. */
import type { Hash } from '#shared/hash.ts';
import { ArtefactKind } from '#shared/id.ts';
import { type Blob, blobRefOf } from '#shared/lifecycle/blob.ts';
import { blobRefsIn } from '#shared/lifecycle/blob-refs.ts';
import type { LifecycleEvent, Revision } from '#shared/lifecycle/event.ts';
import { CANON_VERSION, revisionOf } from '#shared/lifecycle/revision.ts';
import type { FrozenText } from '#shared/protocol/log.ts';

/** The texts whose revision an event names. Null when one is not the text of its revision. */
export function namedTexts(
	events: readonly LifecycleEvent[],
	texts: readonly FrozenText[],
): readonly FrozenText[] | null {
	const revisions = new Set(
		events.flatMap((event) => ('revision' in event ? [event.revision] : [])),
	);
	const named = texts.filter(({ revision }) => revisions.has(revision));
	return named.every(({ revision, text }) => isTextOf(revision, text)) ? named : null;
}

export function namedBlobs(
	events: readonly LifecycleEvent[],
	blobs: readonly Blob[],
): { ref: Hash; blob: Blob }[] {
	const refs = new Set(events.flatMap(blobRefsIn));
	return blobs.map((blob) => ({ ref: blobRefOf(blob), blob })).filter(({ ref }) => refs.has(ref));
}

/** A revision proves its text: kind and canon version are part of what is hashed. */
export function isTextOf(revision: Revision, text: string): boolean {
	for (const kind of ArtefactKind.options) {
		for (let version = 1; version <= CANON_VERSION; version++) {
			if (revisionOf(kind, text, version) === revision) return true;
		}
	}
	return false;
}
