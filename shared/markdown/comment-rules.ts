import type MarkdownIt from 'markdown-it';

/** Leaves HTML comments out: ids and hints are for the text, not for who reads it. */
export function addCommentRules(parser: InstanceType<typeof MarkdownIt>): void {
	parser.block.ruler.before(
		'paragraph',
		'comment',
		(state, first, end, silent) => {
			const start = (state.bMarks[first] ?? 0) + (state.tShift[first] ?? 0);
			if (!state.src.startsWith('<!--', start)) return false;
			const close = state.src.indexOf('-->', start + 4);
			if (close < 0) return false;
			let last = first;
			while (last + 1 < end && (state.eMarks[last] ?? 0) < close) last++;
			// Words after it are a paragraph's.
			if (state.src.slice(close + 3, state.eMarks[last]).trim() !== '') return false;
			if (!silent) state.line = last + 1;
			return true;
		},
		{ alt: ['paragraph', 'reference', 'blockquote', 'list'] },
	);
	parser.inline.ruler.before('text', 'comment', (state) => {
		if (!state.src.startsWith('<!--', state.pos)) return false;
		const close = state.src.indexOf('-->', state.pos + 4);
		if (close < 0) return false;
		state.pos = close + 3;
		return true;
	});
}
