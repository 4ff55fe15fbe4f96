/** A Story's title as a message has it; one without goes by what the list of stories calls it. */
export function titleOf(title: string): string {
	return title.trim() || 'Untitled';
}
