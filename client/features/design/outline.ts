import MarkdownIt from 'markdown-it';
import { withoutFrontMatter } from '#client/features/design/front-matter.ts';

/** A heading of a document: `line` counts from 0 in the whole text. */
export interface Heading {
	readonly level: number;
	readonly text: string;
	readonly line: number;
}

/** A heading's words are taken as they stand: reading them would cost most of the time. */
const parser = new MarkdownIt({ html: false }).disable('inline');
const plain = /[*_`]/g;

/** The document's headings in order; `#` inside code fences and front matter is none. */
export function outlineOf(markdown: string): Heading[] {
	const { body, firstLine } = withoutFrontMatter(markdown);
	const tokens = parser.parse(body, {});
	return tokens.flatMap((token, index) => {
		if (token.type !== 'heading_open' || token.level > 0 || !token.map) return [];
		const text = (tokens[index + 1]?.content ?? '').replace(/<!--.*?-->/g, '').replace(plain, '');
		return [
			{ level: Number(token.tag.slice(1)), text: text.trim(), line: token.map[0] + firstLine },
		];
	});
}
