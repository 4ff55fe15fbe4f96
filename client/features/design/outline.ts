import MarkdownIt from 'markdown-it';
import { withoutFrontMatter } from '#client/features/design/front-matter.ts';

/** A heading of a document: `line` counts from 0 in the whole text. */
export interface Heading {
	readonly level: number;
	readonly text: string;
	readonly line: number;
}

const parser = new MarkdownIt({ html: false });
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
