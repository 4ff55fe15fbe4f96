/**
 * Markdown that someone else wrote, as HTML that can do nothing, block by block.
 *
 * Raw HTML stays text, comments are left out, images become their description (so that reading a
 * document fetches nothing), and links lead only to the web, to mail, to a heading of the same page
 * or to what a reference means. What comes out is sanitised once more, so that a mistake above is
 * not a hole. A block that did not change is the same string: whoever shows them touches the others.
 */
import createDOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';
import { addCommentRules } from '#shared/markdown/comment-rules.ts';
import { addReferenceRule, type LinkOf } from '#shared/markdown/reference-rule.ts';

export interface RenderedBlock {
	/** Equal while the block reads the same, and told apart among equals. */
	readonly key: string;
	/** The line it begins on, from 0, in the whole text. */
	readonly line: number;
	readonly html: string;
}

export interface RenderOptions {
	/** The line of the whole text, from 0, at which the Markdown begins. */
	readonly firstLine?: number;
	readonly linkOf?: LinkOf;
	/** Nothing is left out: comments, link definitions and addresses of images show as they stand. */
	readonly everything?: boolean;
}

const SAFE_LINK = /^(?:https?:\/\/|mailto:|#)/i;
const INSIDE = /^\/w\/[^/]/;

type Parser = InstanceType<typeof MarkdownIt>;

const reading = createParser();
addCommentRules(reading);

/** For whoever decides on the text: what reading leaves out could be what it hides. */
const exact = createParser();
exact.block.ruler.disable('reference');

function createParser(): Parser {
	const parser = new MarkdownIt({ html: false, linkify: true, typographer: false });
	const { escapeHtml } = parser.utils;
	addReferenceRule(parser);

	parser.renderer.rules['image'] = (tokens, index) => {
		const { content = '', attrGet } = tokens[index] ?? {};
		const address = parser === exact ? ` (${attrGet?.call(tokens[index], 'src') ?? ''})` : '';
		return `<em>${escapeHtml(`${content || 'Image'}${address}`)}</em>`;
	};

	parser.renderer.rules['fence'] = (tokens, index) => {
		const { content = '', info = '' } = tokens[index] ?? {};
		const language = /^[\w+#-]*/.exec(info.trim())?.[0] ?? '';
		const code = `<pre><code class="language-${escapeHtml(language)}">${escapeHtml(content)}</code></pre>`;
		const block = language === 'mermaid' ? `<figure data-diagram="">${code}</figure>` : code;
		const more = parser === exact && info.trim() !== language;
		return more ? `<p><em>${escapeHtml(info.trim())}</em></p>${block}` : block;
	};
	return parser;
}

const purify = createDOMPurify(window);
purify.addHook('afterSanitizeAttributes', (node) => {
	if (node.nodeName !== 'A') return;
	const href = node.getAttribute('href') ?? '';
	if (node.hasAttribute('data-reference') && INSIDE.test(href)) return;
	if (!SAFE_LINK.test(href)) return node.removeAttribute('href');
	if (href.startsWith('#')) return;
	node.setAttribute('target', '_blank');
	node.setAttribute('rel', 'noopener noreferrer nofollow');
});

/** Sanitised HTML by what it was before; sanitising is what costs. */
let clean = new Map<string, string>();

export function renderBlocks(markdown: string, options: RenderOptions = {}): RenderedBlock[] {
	const parser = options.everything === true ? exact : reading;
	const env = { linkOf: options.linkOf };
	const used = new Map<string, string>();
	const counts = new Map<string, number>();
	const blocks = blocksOf(parser.parse(markdown, env)).flatMap((tokens): RenderedBlock[] => {
		const first = tokens[0]?.map?.[0] ?? 0;
		for (const token of tokens)
			if (token.map && token.nesting >= 0) token.attrSet('data-line', String(token.map[0] - first));
		const raw = parser.renderer.render(tokens, parser.options, env);
		if (raw.trim() === '') return [];
		const html = clean.get(raw) ?? sanitise(raw);
		used.set(raw, html);
		const count = (counts.get(html) ?? 0) + 1;
		counts.set(html, count);
		return [{ key: `${count} ${html}`, line: first + (options.firstLine ?? 0), html }];
	});
	clean = used;
	return blocks;
}

function sanitise(html: string): string {
	return purify.sanitize(html, {
		USE_PROFILES: { html: true },
		FORBID_TAGS: ['style', 'form', 'input', 'button', 'img', 'video', 'audio', 'iframe'],
		FORBID_ATTR: ['style', 'id', 'name'],
	});
}

type Token = ReturnType<Parser['parse']>[number];

/** The tokens of each block of the document itself, what it holds included. */
function blocksOf(tokens: readonly Token[]): Token[][] {
	const blocks: Token[][] = [];
	let depth = 0;
	for (const token of tokens) {
		if (depth === 0) blocks.push([]);
		blocks.at(-1)?.push(token);
		depth += token.nesting;
	}
	return blocks;
}
