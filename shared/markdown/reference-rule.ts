import type MarkdownIt from 'markdown-it';

/** Where a reference leads, and what it is called today. */
export interface ReferenceLink {
	/** Null where what is meant is known and stands nowhere that could be opened from here. */
	readonly href: string | null;
	readonly words: string;
	/** What it is, for who points at it. */
	readonly title: string;
}

/** What a reference means, by its name and its id; null where it means nothing. */
export type LinkOf = (name: string, id: string | null) => ReferenceLink | null;

const REFERENCE =
	/\[\[([^[\]\n]{1,300})\]\](?: ?<!-- ((?:st|ac|cx|cp)_[0-9a-hjkmnp-tv-z]{10}) -->)?/y;

/** `[[Accounts.Session]]` as a link to what it means; what means nothing stays as it is written. */
export function addReferenceRule(parser: InstanceType<typeof MarkdownIt>): void {
	parser.inline.ruler.before('link', 'lintel_reference', (state, silent) => {
		if (!state.src.startsWith('[[', state.pos)) return false;
		REFERENCE.lastIndex = state.pos;
		const [whole, name = '', id = null] = REFERENCE.exec(state.src) ?? [];
		if (whole === undefined) return false;
		if (!silent) {
			const link = linkOfIn(state.env)?.(name, id) ?? null;
			const token = state.push('reference', '', 0);
			token.content = name;
			token.meta = link && { ...link };
		}
		state.pos += whole.length;
		return true;
	});
	parser.renderer.rules['reference'] = (tokens, index) => {
		const { content = '', meta } = tokens[index] ?? {};
		const { escapeHtml } = parser.utils;
		if (!isLink(meta)) return `<span class="unresolved">${escapeHtml(content)}</span>`;
		const { href, words, title } = meta;
		if (href === null) return `<span title="${escapeHtml(title)}">${escapeHtml(words)}</span>`;
		return `<a data-reference="" href="${escapeHtml(href)}" title="${escapeHtml(title)}">${escapeHtml(words)}</a>`;
	};
}

function linkOfIn(env: unknown): LinkOf | null {
	if (typeof env !== 'object' || env === null || !('linkOf' in env)) return null;
	const { linkOf } = env;
	return typeof linkOf === 'function' ? (name, id) => linkOf(name, id) : null;
}

function isLink(meta: unknown): meta is ReferenceLink {
	return typeof meta === 'object' && meta !== null && 'href' in meta;
}
