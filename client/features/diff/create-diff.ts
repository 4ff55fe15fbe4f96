/** Two texts beside each other, or one within the other: what changed, word by word. */
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import {
	getChunks,
	goToNextChunk,
	goToPreviousChunk,
	MergeView,
	unifiedMergeView,
} from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { appearance } from '#client/features/design/editor/appearance.ts';
import { frontMatter } from '#client/features/design/editor/front-matter.ts';
import { diffLook } from '#client/features/diff/diff-look.ts';

export interface DiffOptions {
	readonly parent: HTMLElement;
	readonly before: string;
	readonly after: string;
	readonly sideBySide: boolean;
	/** Their accessible names. */
	readonly names: { readonly before: string; readonly after: string };
}

export interface DiffView extends Disposable {
	/** How many passages differ. */
	readonly changes: number;
	next(): void;
	previous(): void;
}

const LIMITS = { scanLimit: 2_000, timeout: 1_000 };
const FOLD = { margin: 2, minSize: 5 };

export function createDiff(options: DiffOptions): DiffView {
	return options.sideBySide ? sideBySide(options) : unified(options);
}

function sideBySide({ parent, before, after, names }: DiffOptions): DiffView {
	const merge = new MergeView({
		parent,
		a: { doc: before, extensions: reading(names.before) },
		b: { doc: after, extensions: reading(names.after) },
		collapseUnchanged: FOLD,
		diffConfig: LIMITS,
	});
	return viewOf(merge.b, merge.chunks.length, () => merge.destroy());
}

function unified({ parent, before, after, names }: DiffOptions): DiffView {
	const merge = unifiedMergeView({
		original: before,
		mergeControls: false,
		syntaxHighlightDeletions: true,
		collapseUnchanged: FOLD,
		diffConfig: LIMITS,
	});
	const state = EditorState.create({ doc: after, extensions: [merge, reading(names.after)] });
	const view = new EditorView({ parent, state });
	return viewOf(view, getChunks(view.state)?.chunks.length ?? 0, () => view.destroy());
}

function viewOf(view: EditorView, changes: number, destroy: () => void): DiffView {
	return {
		changes,
		next: () => void goToNextChunk(view),
		previous: () => void goToPreviousChunk(view),
		[Symbol.dispose]: destroy,
	};
}

function reading(name: string): Extension {
	return [
		EditorState.readOnly.of(true),
		// With a tab stop, so that the keyboard can scroll what is longer than its box.
		EditorView.contentAttributes.of({
			'aria-label': name,
			'aria-readonly': 'true',
			tabindex: '0',
		}),
		EditorView.lineWrapping,
		markdown({ base: markdownLanguage, extensions: frontMatter, completeHTMLTags: false }),
		// Before the editor's looks: whichever comes first counts.
		diffLook,
		appearance,
		keymap.of([
			{ key: 'n', run: goToNextChunk },
			{ key: 'p', run: goToPreviousChunk },
			{ key: 'F7', run: goToNextChunk, shift: goToPreviousChunk },
		]),
	];
}
