/**
 * Who made an edit: a Member's browser, an Agent, a file that changed on disk, or the seed.
 *
 * Each edit is one transaction with one Origin. Undo follows object identity, so a client keeps
 * one Origin object for its own edits and gives it to every one of them.
 */
export interface Origin {
	readonly kind: 'person' | 'agent' | 'file' | 'seed';
	/** The Member, Agent or path; free text that only people read. */
	readonly id: string;
}
