import type { WorkItem } from '#machines/work/work-item.ts';
import type { MemberId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';

export interface Words {
	nameOf(member: MemberId): string;
	/** Null for what was erased. */
	textOf(ref: BlobRef): string | null;
}

/** The whole reason of an item, with the words of the person who asked. */
export function whyOf({ asked, why }: WorkItem, { nameOf, textOf }: Words): string {
	if (asked === null) return why;
	return `${nameOf(asked.by)} asked for changes: ${textOf(asked.ref) ?? '(its text was erased)'}`;
}
