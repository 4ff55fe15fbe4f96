/**
 * Hints of a template. `<!-- hint: Why this exists. -->` reads as a placeholder in its section and
 * leaves the text as soon as someone writes there, in the same step that undo takes back.
 */
import {
	type ChangeSpec,
	EditorState,
	type Extension,
	type Range,
	type Text,
	type Transaction,
} from '@codemirror/state';
import {
	Decoration,
	type DecorationSet,
	EditorView,
	ViewPlugin,
	type ViewUpdate,
	WidgetType,
} from '@codemirror/view';
import { HEADING } from '#client/features/design/editor/section-lines.ts';

const HINT = /<!-- hint: (.*?) ?-->/g;

export const hints: Extension = [
	ViewPlugin.fromClass(
		class {
			decorations: DecorationSet;

			constructor(view: EditorView) {
				this.decorations = placeholdersIn(view);
			}

			update(update: ViewUpdate) {
				if (update.docChanged || update.viewportChanged)
					this.decorations = placeholdersIn(update.view);
			}
		},
		{
			decorations: (value) => value.decorations,
			provide: (plugin) =>
				EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
		},
	),
	EditorState.transactionFilter.of((transaction) => {
		if (!transaction.docChanged || !transaction.isUserEvent('input')) return transaction;
		const changes = hintsWrittenOver(transaction);
		return changes.length === 0 ? transaction : [transaction, { changes, sequential: true }];
	}),
	EditorView.baseTheme({
		'.cm-hint': { color: 'var(--text-faint)', fontStyle: 'italic', cursor: 'text' },
	}),
];

function placeholdersIn({ state, visibleRanges }: EditorView): DecorationSet {
	const found: Range<Decoration>[] = [];
	for (const { from, to } of visibleRanges) {
		for (const match of state.sliceDoc(from, to).matchAll(HINT)) {
			const start = from + match.index;
			const widget = new Hint(match[1] ?? '');
			found.push(Decoration.replace({ widget }).range(start, start + match[0].length));
		}
	}
	return Decoration.set(found);
}

class Hint extends WidgetType {
	#words: string;

	constructor(words: string) {
		super();
		this.#words = words;
	}

	override eq(other: Hint): boolean {
		return other.#words === this.#words;
	}

	override toDOM(): HTMLElement {
		const hint = document.createElement('span');
		hint.className = 'cm-hint';
		hint.textContent = this.#words;
		return hint;
	}

	override ignoreEvent(): boolean {
		return false;
	}
}

/** The hints, after the change, of every section that someone wrote in. */
function hintsWrittenOver({ changes, newDoc }: Transaction): ChangeSpec[] {
	const gone = new Map<number, ChangeSpec>();
	changes.iterChangedRanges((_fromA, _toA, from, to) => {
		if (newDoc.sliceString(from, to).trim() === '') return;
		const written = newDoc.lineAt(from).number;
		for (const at of linesOfSection(newDoc, written)) {
			for (const range of hintsOn(newDoc, at, at === written)) gone.set(range.from, range);
		}
	});
	return [...gone.values()];
}

/** The lines around one, up to the headings before and after it. */
function linesOfSection(doc: Text, line: number): number[] {
	const isHeading = (at: number) => HEADING.test(doc.line(at).text);
	if (isHeading(line)) return [];
	let first = line;
	while (first > 1 && !isHeading(first - 1)) first--;
	let last = line;
	while (last < doc.lines && !isHeading(last + 1)) last++;
	return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function hintsOn(doc: Text, at: number, written: boolean): { from: number; to: number }[] {
	const { from, text } = doc.line(at);
	const found = [...text.matchAll(HINT)].map((match) => ({
		from: from + match.index,
		to: from + match.index + match[0].length,
	}));
	const alone = found.length > 0 && text.replace(HINT, '').trim() === '';
	if (!alone || written) return found;
	// A line of its own goes, and leaves one empty line where it stood between two.
	const isEmpty = (other: number) =>
		other >= 1 && other <= doc.lines && doc.line(other).text.trim() === '';
	const below = isEmpty(at - 1) && isEmpty(at + 1);
	const end = doc.line(below ? at + 1 : at).to;
	return [end < doc.length ? { from, to: end + 1 } : { from: Math.max(0, from - 1), to: end }];
}
