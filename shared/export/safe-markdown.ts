/**
 * Markdown that anybody wrote, as HTML for a page that stands alone: raw HTML stays text, images
 * become their description, and links lead only to the web or to mail.
 */
import MarkdownIt from 'markdown-it';

const SAFE_LINK = /^(?:https?:\/\/|mailto:)/i;

const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
parser.validateLink = (url) => SAFE_LINK.test(url.trim());
parser.renderer.rules['image'] = (tokens, index) =>
	`<em>${escapeHtml(tokens[index]?.content || 'Image')}</em>`;

/** Headings sink by `sink` levels, so that a document's own outline fits into the page's. */
export function safeMarkdown(markdown: string, sink: number): string {
	const tokens = parser.parse(markdown, {});
	for (const token of tokens) {
		if (token.type !== 'heading_open' && token.type !== 'heading_close') continue;
		token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + sink)}`;
	}
	return parser.renderer.render(tokens, parser.options, {});
}

export function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
