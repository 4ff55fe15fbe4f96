/** The day, in full, for paper that is read later. */
export function timeWords(now: Date): string {
	return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' }).format(now);
}
