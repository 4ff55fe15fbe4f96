import type { Origin } from '#shared/doc/origin.ts';

/** A step of several transactions, which one undo takes back. */
export interface LongStep {
	/** For each of its transactions. */
	readonly origin: Origin;
	/** It is whole: the step that undo takes back next. */
	end(): void;
	/** Takes back what is done of it, and leaves nothing to undo or redo. */
	takeBack(): Promise<void>;
}
