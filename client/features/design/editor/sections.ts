/** Sections fold under their headings: by gutter, by keyboard, all at once. */
import { codeFolding, foldable, foldEffect, foldGutter, foldKeymap } from '@codemirror/language';
import type { EditorState, Extension, StateEffect } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { withoutFrontMatter } from '#client/features/design/front-matter.ts';
import { counted } from '#shared/counted.ts';

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
			// The caret stays in the text, where keys go on working.
			button.addEventListener('mousedown', (event) => event.preventDefault());
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
	keymap.of([{ key: 'Ctrl-Alt-[', run: foldSections }, ...foldKeymap]),
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

/** Folds every section below the title, which would hide all of them. */
export function foldSections(view: EditorView): boolean {
	const { state } = view;
	const effects: StateEffect<{ from: number; to: number }>[] = [];
	for (let at = 1; at <= state.doc.lines; at++) {
		const line = state.doc.line(at);
		if (!BELOW_TITLE.test(line.text)) continue;
		const range = foldable(state, line.from, line.to);
		if (range === null) continue;
		effects.push(foldEffect.of(range));
		at = state.doc.lineAt(range.to).number;
	}
	view.dispatch({ effects });
	return effects.length > 0;
}

const BELOW_TITLE = /^ {0,3}#{2,6}[ \t]/;

function wordsFor(state: EditorState, { from, to }: { from: number; to: number }): string {
	if (from === 0) return 'Front matter';
	const lines = state.doc.lineAt(to).number - state.doc.lineAt(from).number;
	return counted(lines, 'line');
}

/** Folds a leading `---` block, if there is one. */
export function foldFrontMatter(view: EditorView): void {
	const text = view.state.doc.toString();
	const { body } = withoutFrontMatter(text);
	const end = text.slice(0, text.length - body.length).trimEnd().length;
	if (end > 0) view.dispatch({ effects: foldEffect.of({ from: 0, to: end }) });
}
