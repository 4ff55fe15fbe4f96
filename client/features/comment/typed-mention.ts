/** The name that is being typed: what stands between an `@` and the caret. */
export interface TypedMention {
	/** Where the `@` is. */
	readonly at: number;
	readonly query: string;
}

const LONGEST = 40;

/** Null where no name is being typed: an address (`a@b`) or a line without an `@` is none. */
export function typedMention(text: string, caret: number): TypedMention | null {
	const before = text.slice(Math.max(0, caret - LONGEST), caret);
	const match = /(?:^|[\s(])@([^\s@]*(?: [^\s@]*)?)$/u.exec(before);
	const query = match?.[1];
	return query === undefined ? null : { at: caret - query.length - 1, query };
}

/** The people whose name, or one word of it, begins like this. */
export function matchingNames<T extends { readonly name: string }>(
	people: readonly T[],
	query: string,
): readonly T[] {
	const wanted = query.toLocaleLowerCase();
	const found = people.filter(({ name }) => {
		const whole = name.toLocaleLowerCase();
		return whole.startsWith(wanted) || whole.split(/\s+/).some((word) => word.startsWith(wanted));
	});
	return found.slice(0, 6);
}
