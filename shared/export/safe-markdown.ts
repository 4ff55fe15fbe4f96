/**
 * Markdown that anybody wrote, as HTML for a page that stands alone: raw HTML stays text, images
 * become their description, links lead only to the web or to mail, references to where the page
 * itself says what they mean, and comments (ids and hints) are left out.
 */
import MarkdownIt from 'markdown-it';
import { addCommentRules } from '#shared/markdown/comment-rules.ts';
import { addReferenceRule, type LinkOf } from '#shared/markdown/reference-rule.ts';

const SAFE_LINK = /^(?:https?:\/\/|mailto:)/i;

const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
addCommentRules(parser);
addReferenceRule(parser);
parser.validateLink = (url) => SAFE_LINK.test(url.trim());
parser.renderer.rules['image'] = (tokens, index) =>
	`<em>${escapeHtml(tokens[index]?.content || 'Image')}</em>`;

const usualFence = parser.renderer.rules['fence'];
/** A diagram stands as its source, under a name; a page that can draw puts the drawing there. */
parser.renderer.rules['fence'] = (tokens, index, options, env, self) => {
	const { content = '', info = '' } = tokens[index] ?? {};
	if (!/^mermaid\b/.test(info.trim()))
		return usualFence?.(tokens, index, options, env, self) ?? escapeHtml(content);
	const source = `<pre><code>${escapeHtml(content)}</code></pre>`;
	return `<figure data-diagram=""><figcaption>Diagram, written in Mermaid</figcaption>${source}</figure>\n`;
};

/** Headings sink by `sink` levels, so that a document's own outline fits into the page's. */
export function safeMarkdown(markdown: string, sink: number, linkOf?: LinkOf): string {
	const env = { linkOf };
	const tokens = parser.parse(markdown, env);
	for (const token of tokens) {
		if (token.type !== 'heading_open' && token.type !== 'heading_close') continue;
		token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + sink)}`;
	}
	return parser.renderer.render(tokens, parser.options, env);
}

export function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
