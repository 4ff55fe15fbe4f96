import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';

/** The blobs that an event refers to: names, reasons, and what was said or handed in at a step. */
export function blobRefsIn(event: LifecycleEvent): BlobRef[] {
	if (event.type === 'stepSubmitted') return [event.content];
	if ('name' in event) return [event.name];
	if ('question' in event) return [event.question];
	if ('answer' in event) return [event.answer];
	const said = [
		'reason' in event ? event.reason : undefined,
		'goal' in event ? event.goal : undefined,
		'note' in event ? event.note : undefined,
	];
	return said.filter((ref) => ref !== undefined);
}
