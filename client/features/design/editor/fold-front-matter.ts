import { codeFolding, foldEffect } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { withoutFrontMatter } from '#client/features/design/front-matter.ts';

/** Ids and links stand in the front matter; people see them when they ask, by opening the fold. */
export const foldedFrontMatter: Extension = [
	codeFolding({
		placeholderDOM(_view, onclick) {
			const button = document.createElement('button');
			button.type = 'button';
			button.className = 'cm-folded';
			button.textContent = 'Front matter';
			button.title = 'Show the front matter';
			button.addEventListener('click', onclick);
			return button;
		},
	}),
	EditorView.baseTheme({
		'.cm-folded': {
			padding: '1px var(--space-2)',
			border: '1px solid var(--line)',
			borderRadius: 'var(--radius-small)',
			background: 'var(--panel)',
			color: 'var(--text-faint)',
			font: 'var(--weight-medium) var(--type-2) / 1.5 var(--sans)',
			cursor: 'pointer',
		},
	}),
];

/** Folds a leading `---` block, if there is one. */
export function foldFrontMatter(view: EditorView): void {
	const text = view.state.doc.toString();
	const { body } = withoutFrontMatter(text);
	const end = text.slice(0, text.length - body.length).trimEnd().length;
	if (end > 0) view.dispatch({ effects: foldEffect.of({ from: 0, to: end }) });
}
