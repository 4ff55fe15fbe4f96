/** How the editor looks: the app's tokens, so that light and dark follow by themselves. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { panels } from '#client/features/design/editor/panels.ts';

const surface = EditorView.theme({
	'&': { height: '100%', color: 'var(--text)', backgroundColor: 'transparent' },
	'&.cm-focused': { outline: 'none' },
	'.cm-scroller': {
		fontFamily: 'var(--mono)',
		fontSize: 'var(--type-4)',
		fontFeatureSettings: '"calt" 0, "liga" 0',
		lineHeight: 'var(--leading-prose)',
		overflow: 'auto',
		justifyContent: 'safe center',
	},
	'.cm-content': {
		flex: '0 1 84ch',
		minWidth: '0',
		padding: 'var(--space-6) 0 40vh',
		caretColor: 'var(--accent)',
	},
	'.cm-line': { padding: '0 var(--space-6) 0 var(--space-1)' },
	'.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
	'.cm-activeLine': { backgroundColor: 'transparent' },
	'&.cm-focused .cm-activeLine': { backgroundColor: 'var(--panel)' },
	'.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
		{ backgroundColor: 'var(--selected)' },
	'.cm-searchMatch': { backgroundColor: 'var(--mark)', borderRadius: '2px' },
	'.cm-searchMatch-selected': { outline: '1px solid var(--accent)' },
	'.cm-placeholder': { color: 'var(--text-faint)' },
});

/** Of signatures: what is a name, what a type, what the language says. */
const codeColours = [
	{ tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--code-keyword)' },
	{ tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--code-string)' },
	{ tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-number)' },
	{ tag: [tags.typeName, tags.className, tags.namespace], color: 'var(--code-type)' },
	{
		tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))],
		color: 'var(--code-function)',
	},
];

const words = HighlightStyle.define([
	{ tag: tags.heading1, fontSize: '1.44em', fontWeight: '650', color: 'var(--text)' },
	{ tag: tags.heading2, fontSize: '1.2em', fontWeight: '650', color: 'var(--text)' },
	{ tag: tags.heading, fontWeight: '650', color: 'var(--text)' },
	{ tag: tags.strong, fontWeight: '650' },
	{ tag: tags.emphasis, fontStyle: 'italic' },
	{ tag: tags.strikethrough, textDecoration: 'line-through' },
	{ tag: [tags.link, tags.url], color: 'var(--accent)' },
	{ tag: tags.monospace, color: 'var(--state-implemented)' },
	{ tag: tags.quote, color: 'var(--text-soft)', fontStyle: 'italic' },
	{ tag: [tags.processingInstruction, tags.contentSeparator], color: 'var(--text-faint)' },
	{ tag: [tags.meta, tags.comment, tags.labelName], color: 'var(--text-faint)' },
	...codeColours,
]);

export const appearance: Extension = [surface, panels, syntaxHighlighting(words)];
