/**
 * The parser's tokens, made at a tenth of the price: a check parses thousands of documents, and the
 * parser defines each of a token's properties on its own.
 */
import type { MarkdownIt, Token } from 'markdown-it';

/** The same properties and methods as the parser's. */
class LeanToken implements Token {
	attrs: Token['attrs'] = null;
	map: Token['map'] = null;
	level = 0;
	children: Token['children'] = null;
	content = '';
	markup = '';
	info = '';
	meta: Token['meta'] = null;
	block = true;
	hidden = false;
	type: string;
	tag: string;
	nesting: Token['nesting'];

	constructor(type: string, tag: string, nesting: Token['nesting']) {
		this.type = type;
		this.tag = tag;
		this.nesting = nesting;
	}

	attrIndex(name: string): number {
		return this.attrs?.findIndex(([known]) => known === name) ?? -1;
	}

	attrPush(pair: NonNullable<Token['attrs']>[number]): void {
		this.attrs = [...(this.attrs ?? []), pair];
	}

	attrSet(name: string, value: string | number): void {
		const at = this.attrIndex(name);
		if (at < 0) this.attrPush([name, value]);
		else this.attrs?.splice(at, 1, [name, value]);
	}

	attrGet(name: string) {
		return this.attrs?.[this.attrIndex(name)]?.[1] ?? null;
	}

	attrJoin(name: string, value: string): void {
		const before = this.attrGet(name);
		this.attrSet(name, before === null ? value : `${before} ${value}`);
	}
}

/** Lets a parser make its blocks of these. */
export function withLeanTokens(parser: MarkdownIt): MarkdownIt {
	const Blocks = parser.block.State;
	parser.block.State = class extends Blocks {
		override push(type: string, tag: string, nesting: Token['nesting']): Token {
			const token = new LeanToken(type, tag, nesting);
			if (nesting < 0) this.level--;
			token.level = this.level;
			if (nesting > 0) this.level++;
			this.tokens.push(token);
			return token;
		}
	};
	return parser;
}
