/** What a Finding calls a Context at the head of a sentence. */
export function contextTitleOf({ name }: { readonly name: string }): string {
	return name.trim() === '' ? 'This context' : name;
}
