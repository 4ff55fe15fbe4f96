import { EditorView } from '@codemirror/view';

/** What was taken out and what was put in: by colour, and by a line through it or under it. */
export const diffLook = EditorView.theme({
	'.cm-content': { padding: 'var(--space-4) 0', flex: '1 1 auto' },
	'.cm-scroller': { justifyContent: 'start' },
	'.cm-line': { padding: '0 var(--space-4)' },
	'&.cm-focused .cm-activeLine': { backgroundColor: 'transparent' },
	'&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'var(--danger-soft)' },
	'&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine': {
		backgroundColor: 'var(--success-soft)',
	},
	'&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText, .cm-deletedText': {
		background: 'color-mix(in oklab, var(--danger) 12%, transparent)',
		textDecoration: 'line-through',
		textDecorationColor: 'color-mix(in oklab, var(--danger) 60%, transparent)',
	},
	'&.cm-merge-b .cm-changedText': {
		background: 'color-mix(in oklab, var(--success) 14%, transparent)',
		textDecoration: 'underline',
		textDecorationColor: 'var(--success)',
		textUnderlineOffset: '0.2em',
	},
	'.cm-deletedChunk': { padding: '0 var(--space-4)' },
	'.cm-changeGutter': { width: '3px', padding: '0' },
	'&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter': { background: 'var(--danger)' },
	'&.cm-merge-b .cm-changedLineGutter': { background: 'var(--success)' },
	'.cm-gutters': { border: '0', background: 'transparent' },
	'.cm-collapsedLines': {
		margin: '0',
		padding: 'var(--space-1) var(--space-4)',
		background: 'var(--panel)',
		color: 'var(--text-soft)',
		font: 'var(--weight) var(--type-2) / var(--leading) var(--sans)',
		cursor: 'pointer',
	},
	// The usual signs are in no font of ours.
	'.cm-collapsedLines::before': { content: '"⋯"' },
	'.cm-collapsedLines::after': { content: '""' },
});
