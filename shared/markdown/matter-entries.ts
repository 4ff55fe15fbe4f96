/** The lines of front matter by the key that they say something of, as text that is never reprinted. */
import { frontMatterEnd } from '#shared/markdown/outline.ts';
import { sourceOf } from '#shared/markdown/source.ts';

/** `key: value` with the lines below it; '' is the key of what stands before the first. */
export interface MatterEntry {
	readonly key: string;
	/** Line breaks included. */
	readonly text: string;
}

export interface Matter {
	/** A byte order mark and the opening line. */
	readonly opening: string;
	readonly entries: readonly MatterEntry[];
	readonly closing: string;
	readonly body: string;
}

const KEY = /^(?:"([^"\\]+)"|'([^']+)'|([^\s#:'"[{\-?&*!|>%@`][^:]*?))[ \t]*:(?=\s|$)/;

/** Null where a text begins with no front matter. */
export function matterOf(text: string): Matter | null {
	const source = sourceOf(text);
	const end = frontMatterEnd(source);
	if (end === 0) return null;
	const startOf = (row: number) => source.lines[row]?.from ?? text.length;
	const entries: { key: string; text: string }[] = [];
	for (let row = 1; row < end - 1; row++) {
		const found = KEY.exec(source.lines[row]?.text ?? '');
		const line = text.slice(startOf(row), startOf(row + 1));
		const last = entries.at(-1);
		if (found) entries.push({ key: found[1] ?? found[2] ?? found[3] ?? '', text: line });
		else if (last) last.text += line;
		else entries.push({ key: '', text: line });
	}
	return {
		opening: text.slice(0, startOf(1)),
		entries,
		closing: text.slice(startOf(end - 1), startOf(end)),
		body: text.slice(startOf(end)),
	};
}

export function printMatter({ opening, entries, closing, body }: Matter): string {
	return opening + entries.map(({ text }) => text).join('') + closing + body;
}

/** The text with other words in the place of an entry; null where there is no such entry. */
export function withEntry(text: string, key: string, words: string): string | null {
	const matter = matterOf(text);
	if (matter === null || !matter.entries.some((entry) => entry.key === key)) return null;
	const entries = matter.entries.map((entry) => (entry.key === key ? { key, text: words } : entry));
	return printMatter({ ...matter, entries });
}
