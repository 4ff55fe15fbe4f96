/**
 * Markdown that someone else wrote, as HTML that can do nothing.
 *
 * Raw HTML stays text, images become their description (so that reading a document fetches
 * nothing), and links lead only to the web, to mail, or to a heading of the same page. What comes
 * out is sanitised once more, so that a mistake above is not a hole.
 */
import createDOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';

const SAFE_LINK = /^(?:https?:\/\/|mailto:|#)/i;

const parser = new MarkdownIt({ html: false, linkify: true, typographer: false });

parser.renderer.rules['image'] = (tokens, index) => {
	const description = tokens[index]?.content ?? '';
	return `<em>${parser.utils.escapeHtml(description || 'Image')}</em>`;
};

for (const rule of ['heading_open', 'paragraph_open', 'fence', 'table_open', 'list_item_open']) {
	const usual = parser.renderer.rules[rule];
	parser.renderer.rules[rule] = (tokens, index, options, env, self) => {
		const token = tokens[index];
		if (token?.map) token.attrSet('data-line', String(token.map[0] + lineOffset(env)));
		return usual?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
	};
}

const purify = createDOMPurify(window);
purify.addHook('afterSanitizeAttributes', (node) => {
	if (node.nodeName !== 'A') return;
	const href = node.getAttribute('href') ?? '';
	if (!SAFE_LINK.test(href)) return node.removeAttribute('href');
	if (href.startsWith('#')) return;
	node.setAttribute('target', '_blank');
	node.setAttribute('rel', 'noopener noreferrer nofollow');
});

/** `firstLine` is the line of the whole file, from 0, at which `markdown` begins. */
export function renderMarkdown(markdown: string, firstLine = 0): string {
	return purify.sanitize(parser.render(markdown, { firstLine }), {
		USE_PROFILES: { html: true },
		FORBID_TAGS: ['style', 'form', 'input', 'button', 'img', 'video', 'audio', 'iframe'],
		FORBID_ATTR: ['style', 'id', 'name'],
	});
}

function lineOffset(env: unknown): number {
	if (typeof env !== 'object' || env === null || !('firstLine' in env)) return 0;
	return typeof env.firstLine === 'number' ? env.firstLine : 0;
}
