/** The text after a leading `---` block, and the line of the whole text at which it begins. */
export function withoutFrontMatter(markdown: string): { body: string; firstLine: number } {
	const front = FRONT_MATTER.exec(markdown)?.[0] ?? '';
	return { body: markdown.slice(front.length), firstLine: front.split('\n').length - 1 };
}

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n(?:[\s\S]*?\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
