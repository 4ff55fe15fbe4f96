/** One change of a text: at `at`, take `remove` UTF-16 units out and put `insert` in. */
export interface TextSplice {
	readonly at: number;
	readonly remove: number;
	readonly insert: string;
}

/**
 * The least change that turns `before` into `after`, or null when they are equal. `cursor` is where
 * the caret stands in `after`: typing an `a` behind `aa` is an insertion there, not further left.
 * A surrogate pair is never cut in two.
 */
export function spliceBetween(before: string, after: string, cursor: number): TextSplice | null {
	if (before === after) return null;
	const shorter = Math.min(before.length, after.length);
	const behind = Math.min(shorter, after.length - Math.min(cursor, after.length));
	let end = 0;
	while (end < behind && before.at(-1 - end) === after.at(-1 - end)) end++;
	let start = 0;
	while (start < shorter - end && before[start] === after[start]) start++;
	while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
	if (isLow(before, start) || isLow(after, start)) start = Math.max(0, start - 1);
	if (isLow(before, before.length - end) || isLow(after, after.length - end)) end--;
	return {
		at: start,
		remove: before.length - end - start,
		insert: after.slice(start, after.length - end),
	};
}

/** Where a position stands after someone else's change. */
export function moved(position: number, splice: TextSplice): number {
	if (position <= splice.at) return position;
	if (position >= splice.at + splice.remove) {
		return position - splice.remove + splice.insert.length;
	}
	return splice.at + splice.insert.length;
}

function isLow(text: string, at: number): boolean {
	const unit = text.charCodeAt(at);
	return unit >= 0xdc00 && unit <= 0xdfff;
}
