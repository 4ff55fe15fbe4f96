/** What a save wrote: paths from the repository's root, and how many events and edits came in. */
export interface SaveReport {
	readonly written: readonly string[];
	/** Events that `.lintel/log` held and this relay did not. */
	readonly admitted: number;
}
