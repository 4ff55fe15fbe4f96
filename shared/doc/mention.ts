/**
 * Naming somebody in a comment: `@mb_…` or `@ag_…` stands in the text, since names change and files
 * hold none; people write and read `@Ada Lovelace`.
 */
const MENTION = /@((?:mb|ag)_[0-9a-hjkmnp-tv-z]{10})(?![0-9a-z_])/g;

export interface Named {
	readonly id: string;
	readonly name: string;
}

/** Who is named. */
export function namesIn(text: string): string[] {
	return [...text.matchAll(MENTION)].flatMap((match) => match[1] ?? []);
}

/** The text in pieces: words, and the ids of those it names. */
export function splitMentions(text: string): ({ readonly id: string } | string)[] {
	return text.split(MENTION).flatMap<{ readonly id: string } | string>((piece, n) => {
		if (n % 2 === 1) return [{ id: piece }];
		return piece === '' ? [] : [piece];
	});
}

/** The text as people write it, with names for ids. */
export function withNames(text: string, nameOf: (id: string) => string): string {
	return text.replace(MENTION, (_, id: string) => `@${nameOf(id)}`);
}

/** The text as it is kept, with ids for the names that are known. Of two that begin alike the longer counts. */
export function withIds(text: string, known: readonly Named[]): string {
	const byLength = known.filter(({ name }) => name !== '').toSorted(longestFirst);
	let out = '';
	for (let at = 0; at < text.length; ) {
		const found = text[at] === '@' ? byLength.find(({ name }) => stands(text, at + 1, name)) : null;
		if (found) {
			out += `@${found.id}`;
			at += 1 + found.name.length;
		} else {
			out += text[at];
			at++;
		}
	}
	return out;
}

function stands(text: string, at: number, name: string): boolean {
	if (text.slice(at, at + name.length).toLowerCase() !== name.toLowerCase()) return false;
	return !/[\p{L}\p{N}_]/u.test(text.slice(at + name.length, at + name.length + 1));
}

function longestFirst(one: Named, other: Named): number {
	return other.name.length - one.name.length;
}
