import type { Hash } from '#shared/hash.ts';
import type { FileState } from '#shared/trace/tracing/trace.ts';

/**
 * A repository's files, as whoever sees them tells. Paths come from documents, and so from anybody:
 * one that leads out of the repository is `missing`.
 */
export interface FilesSeen {
	stateOf(path: string): FileState;
	/** Null where it is missing, and where nobody has read it yet. */
	hashOf(path: string): Hash | null;
	/** Every file that may matter; the same set while none came or went. */
	paths(): ReadonlySet<string>;
	/** Whether a program wrote it, or no text is in it. */
	isGenerated(path: string): boolean;
	/** Another object once what `isGenerated` says of some path may be another. */
	marks?(): unknown;
	/** Where git says that a file which is gone is now. */
	movedTo(path: string): string | null;
}
