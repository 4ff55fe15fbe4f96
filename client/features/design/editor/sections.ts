/** Sections fold under their headings: by gutter, by keyboard, all at once. */
import { codeFolding, foldEffect, foldGutter, foldKeymap } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { withoutFrontMatter } from '#client/features/design/front-matter.ts';

/** Ids and links stand in the front matter; people see them when they ask, by opening the fold. */
export const sections: Extension = [
	codeFolding({
		preparePlaceholder: wordsFor,
		placeholderDOM(_view, onclick, words: unknown) {
			const button = document.createElement('button');
			button.type = 'button';
			button.className = 'cm-folded';
			button.textContent = String(words);
			button.title = 'Show what is folded';
			button.addEventListener('click', onclick);
			return button;
		},
	}),
	foldGutter({
		markerDOM(open) {
			const marker = document.createElement('span');
			marker.className = open ? 'cm-fold' : 'cm-fold cm-fold-closed';
			marker.title = open ? 'Fold this section' : 'Unfold this section';
			return marker;
		},
	}),
	keymap.of(foldKeymap),
	EditorView.baseTheme({
		'.cm-folded': {
			marginInlineStart: 'var(--space-2)',
			padding: '1px var(--space-2)',
			border: '1px solid var(--line)',
			borderRadius: 'var(--radius-small)',
			background: 'var(--panel)',
			color: 'var(--text-faint)',
			font: 'var(--weight-medium) var(--type-2) / 1.5 var(--sans)',
			cursor: 'pointer',
		},
		'.cm-line > .cm-folded:first-child': { marginInlineStart: '0' },
		'.cm-gutters': { border: '0', background: 'transparent', color: 'var(--text-faint)' },
		'.cm-foldGutter': { width: 'var(--space-6)' },
		'.cm-foldGutter .cm-gutterElement': { display: 'grid', placeItems: 'center' },
		'.cm-fold': {
			width: '7px',
			height: '7px',
			borderInlineEnd: '1.5px solid currentcolor',
			borderBlockEnd: '1.5px solid currentcolor',
			transform: 'rotate(45deg) translate(-1px, -1px)',
			opacity: '0',
			cursor: 'pointer',
			transition: 'opacity var(--quick)',
		},
		'.cm-fold-closed': { transform: 'rotate(-45deg)', opacity: '1' },
		'.cm-gutters:hover .cm-fold': { opacity: '1' },
	}),
];

function wordsFor(state: EditorState, { from, to }: { from: number; to: number }): string {
	if (from === 0) return 'Front matter';
	const lines = state.doc.lineAt(to).number - state.doc.lineAt(from).number;
	return lines === 1 ? '1 line' : `${lines} lines`;
}

/** Folds a leading `---` block, if there is one. */
export function foldFrontMatter(view: EditorView): void {
	const text = view.state.doc.toString();
	const { body } = withoutFrontMatter(text);
	const end = text.slice(0, text.length - body.length).trimEnd().length;
	if (end > 0) view.dispatch({ effects: foldEffect.of({ from: 0, to: end }) });
}
