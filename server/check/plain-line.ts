/** Titles, paths and reasons are other people's: nothing in them may speak to a terminal. */
export function plainLine(text: string): string {
	return withoutOrders(text.replace(/\s*\n\s*/g, ' '));
}

/** What a terminal would obey, made visible. A tab is one space. */
export function withoutOrders(text: string): string {
	return text.replaceAll('\t', ' ').replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '\uFFFD');
}

/** JSON that says the same, with what a terminal would obey as escapes. */
export function plainJson(json: string): string {
	return json.replace(
		/[\u007f-\u009f\u2028\u2029]|\p{Bidi_Control}/gu,
		(one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
