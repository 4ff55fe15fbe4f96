/**
 * CodeMirror on a shared text: what one types is in the Y.Text at once, and the other way round.
 *
 * Undo belongs to the text's own UndoManager, so it takes back only one's own typing. Lines end in
 * `\n` alone: a file with CRLF keeps its carriage returns as characters, because the offsets of
 * both sides must be the same.
 */

import { defaultKeymap, indentWithTab } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import type { Language } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
	drawSelection,
	dropCursor,
	EditorView,
	highlightActiveLine,
	keymap,
	placeholder,
} from '@codemirror/view';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { appearance } from '#client/features/design/editor/appearance.ts';
import { completion } from '#client/features/design/editor/completion.ts';
import { frontMatter } from '#client/features/design/editor/front-matter.ts';
import { hints } from '#client/features/design/editor/hints.ts';
import { languageNamed, signatureBlocks } from '#client/features/design/editor/languages.ts';
import { markdownKeys } from '#client/features/design/editor/markdown-keys.ts';
import {
	referenceMarks,
	surroundingsChanged,
} from '#client/features/design/editor/reference-marks.ts';
import { remoteCursors } from '#client/features/design/editor/remote-cursors.ts';
import { searchPanel } from '#client/features/design/editor/search-panel.ts';
import { foldFrontMatter, sections } from '#client/features/design/editor/sections.ts';
import type { Surroundings } from '#client/features/design/editor/surroundings.ts';
import { writingPlace } from '#client/features/design/editor/writing-place.ts';

export interface EditorOptions {
	readonly parent: HTMLElement;
	readonly text: Y.Text;
	readonly awareness: Awareness;
	readonly undo: Y.UndoManager;
	readonly editable: boolean;
	/** The accessible name of the text box. */
	readonly label: string;
	readonly surroundings: Surroundings;
	/** Of code without a language, in sections of signatures. */
	readonly signatures: Language | null;
	/** What others add: passage marks, findings. */
	readonly extensions: Extension;
	/** The line at the top of what is on screen, from 0. */
	readonly onscroll?: (line: number) => void;
	/** The line of the caret, from 0. */
	readonly oncaret?: (line: number) => void;
}

export interface DesignEditor extends Disposable {
	setEditable(editable: boolean): void;
	setExtensions(extensions: Extension): void;
	/** What references mean may have changed. */
	lookAgain(): void;
	/** Puts the line (from 0) at the top, and the caret on it. */
	jumpTo(line: number): void;
	/** Puts the line (from 0) at the top and leaves the caret and the focus where they are. */
	scrollTo(line: number): void;
	focus(): void;
}

export function createEditor(options: EditorOptions): DesignEditor {
	const writing = new Compartment();
	const added = new Compartment();
	const text = options.text.toString();
	const view = new EditorView({
		parent: options.parent,
		state: EditorState.create({
			doc: text,
			selection: { anchor: writingPlace(text) },
			extensions: [
				EditorState.lineSeparator.of('\n'),
				writing.of(editableAs(options.editable)),
				EditorView.contentAttributes.of({
					'aria-label': options.label,
					'aria-description': 'Escape, then Tab, leaves the text.',
					spellcheck: 'true',
					tabindex: '0',
				}),
				EditorView.lineWrapping,
				EditorView.clipboardInputFilter.of((text) => text.replace(/\r\n?/g, '\n')),
				EditorView.domEventHandlers({ scroll: tellScroll }),
				EditorView.updateListener.of(({ selectionSet, state }) => {
					if (!selectionSet) return;
					options.oncaret?.(state.doc.lineAt(state.selection.main.head).number - 1);
				}),
				drawSelection(),
				dropCursor(),
				highlightActiveLine(),
				highlightSelectionMatches(),
				searchPanel,
				placeholder('Write the design'),
				completion(options.surroundings),
				referenceMarks(options.surroundings),
				hints,
				markdown({
					base: markdownLanguage,
					codeLanguages: languageNamed,
					extensions: [frontMatter, signatureBlocks(options.signatures)],
					completeHTMLTags: false,
				}),
				appearance,
				sections,
				keymap.of([
					...markdownKeys,
					...yUndoManagerKeymap,
					...searchKeymap,
					...lintKeymap,
					...defaultKeymap,
					indentWithTab,
				]),
				yCollab(options.text, null, { undoManager: options.undo }),
				// After yCollab: it puts what was typed into the text, and cursors are read from there.
				remoteCursors(options.text, options.awareness),
				added.of(options.extensions),
			],
		}),
	});

	foldFrontMatter(view);

	function tellScroll() {
		const top = view.lineBlockAtHeight(view.scrollDOM.scrollTop - view.documentPadding.top);
		options.onscroll?.(view.state.doc.lineAt(top.from).number - 1);
	}

	function setEditable(editable: boolean) {
		view.dispatch({ effects: writing.reconfigure(editableAs(editable)) });
	}

	function setExtensions(extensions: Extension) {
		view.dispatch({ effects: added.reconfigure(extensions) });
	}

	function startOf(line: number): number {
		return view.state.doc.line(Math.min(line + 1, view.state.doc.lines)).from;
	}

	function scrollTo(line: number) {
		const effects = EditorView.scrollIntoView(startOf(line), { y: 'start', yMargin: 24 });
		view.dispatch({ effects });
	}

	function jumpTo(line: number) {
		const from = startOf(line);
		view.dispatch({
			selection: { anchor: from },
			effects: EditorView.scrollIntoView(from, { y: 'start', yMargin: 24 }),
		});
		view.focus();
	}

	return {
		setEditable,
		setExtensions,
		lookAgain: () => view.dispatch({ effects: surroundingsChanged.of(null) }),
		jumpTo,
		scrollTo,
		focus: () => view.focus(),
		[Symbol.dispose]: () => view.destroy(),
	};
}

/** Not editable is still selectable, searchable and reachable by keyboard. */
function editableAs(editable: boolean): Extension {
	return [
		EditorState.readOnly.of(!editable),
		EditorView.contentAttributes.of({ 'aria-readonly': String(!editable) }),
	];
}
