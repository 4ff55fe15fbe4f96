/**
 * Where others are in this text: a caret in their colour with their name, and what they selected.
 *
 * The name shows while they move and when pointed at. What arrives over awareness was written by
 * another peer: names become text, colours become one of the palette, positions that do not
 * resolve in this text are left out.
 */
import { Annotation, type Extension, type Range, RangeSet } from '@codemirror/state';
import {
	Decoration,
	type DecorationSet,
	EditorView,
	type PluginValue,
	ViewPlugin,
	type ViewUpdate,
	WidgetType,
} from '@codemirror/view';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { type RemoteCursor, readCursor } from '#client/features/design/editor/remote-cursor.ts';

const awarenessChanged = Annotation.define<true>();

export function remoteCursors(text: Y.Text, awareness: Awareness): Extension {
	const plugin = ViewPlugin.define((view) => new RemoteCursors(view, text, awareness), {
		decorations: (value) => value.decorations,
	});
	return [plugin, caretTheme];
}

class RemoteCursors implements PluginValue {
	decorations: DecorationSet = RangeSet.empty;
	#text: Y.Text;
	#awareness: Awareness;
	/** How often each peer moved: a caret that moved is drawn anew, and so shows its name. */
	#moves = new Map<number, { readonly place: string; readonly count: number }>();
	#stop: () => void;

	constructor(view: EditorView, text: Y.Text, awareness: Awareness) {
		this.#text = text;
		this.#awareness = awareness;
		const listener = (changes: { added: number[]; updated: number[]; removed: number[] }) => {
			const touched = [...changes.added, ...changes.updated, ...changes.removed];
			if (touched.every((client) => client === awareness.clientID)) return;
			// Once a frame, however many move: ten people typing tell dozens of places a second.
			frame ||= requestAnimationFrame(() => {
				frame = 0;
				view.dispatch({ annotations: awarenessChanged.of(true) });
			});
		};
		let frame = 0;
		awareness.on('change', listener);
		this.#stop = () => {
			awareness.off('change', listener);
			cancelAnimationFrame(frame);
		};
		this.#draw(view.state.doc.length);
	}

	update(update: ViewUpdate): void {
		if (update.selectionSet || update.focusChanged || isAtCaret(update)) this.#tell(update);
		this.#draw(update.state.doc.length);
	}

	destroy(): void {
		this.#stop();
		if (this.#awareness.getLocalState() !== null) {
			this.#awareness.setLocalStateField('cursor', null);
		}
	}

	/** Tells the others where this person is; a blurred editor leaves the last place standing. */
	#tell(update: ViewUpdate): void {
		if (!update.view.hasFocus || this.#awareness.getLocalState() === null) return;
		const { anchor, head } = update.state.selection.main;
		if (Math.max(anchor, head) > this.#text.length) return;
		this.#awareness.setLocalStateField('cursor', {
			anchor: Y.createRelativePositionFromTypeIndex(this.#text, anchor),
			head: Y.createRelativePositionFromTypeIndex(this.#text, head),
		});
	}

	#draw(length: number): void {
		const ranges: Range<Decoration>[] = [];
		for (const [client, state] of this.#awareness.getStates()) {
			if (client === this.#awareness.clientID) continue;
			const cursor = readCursor(state, this.#text);
			if (cursor === null || Math.max(cursor.anchor, cursor.head) > length) continue;
			ranges.push(...this.#rangesOf(client, cursor));
		}
		this.decorations = Decoration.set(ranges, true);
	}

	#rangesOf(client: number, cursor: RemoteCursor): Range<Decoration>[] {
		const { anchor, head, color } = cursor;
		const caret = Decoration.widget({
			side: head > anchor ? -1 : 1,
			widget: new Caret(client, cursor, this.#movesOf(client, cursor.place)),
		}).range(head);
		if (anchor === head) return [caret];
		const attributes = {
			style: `background-color: color-mix(in oklab, ${color} 22%, transparent)`,
		};
		const selection = Decoration.mark({ attributes, class: 'cm-their-selection' });
		return [selection.range(Math.min(anchor, head), Math.max(anchor, head)), caret];
	}

	#movesOf(client: number, place: string): number {
		const last = this.#moves.get(client);
		if (last?.place === place) return last.count;
		const count = (last?.count ?? 0) + 1;
		this.#moves.set(client, { place, count });
		return count;
	}
}

/**
 * Whether something changed right at this person's place. A place holds on to the letter behind it
 * (at the end of the text, to the end), so it goes along with what others change anywhere else.
 */
function isAtCaret({ changes, docChanged, startState }: ViewUpdate): boolean {
	if (!docChanged) return false;
	const { anchor, head } = startState.selection.main;
	return changes.touchesRange(anchor) !== false || changes.touchesRange(head) !== false;
}

class Caret extends WidgetType {
	#client: number;
	#cursor: RemoteCursor;
	#moves: number;

	constructor(client: number, cursor: RemoteCursor, moves: number) {
		super();
		this.#client = client;
		this.#cursor = cursor;
		this.#moves = moves;
	}

	override eq(other: Caret): boolean {
		return (
			other.#client === this.#client &&
			other.#moves === this.#moves &&
			other.#cursor.name === this.#cursor.name &&
			other.#cursor.color === this.#cursor.color
		);
	}

	override toDOM(): HTMLElement {
		const caret = document.createElement('span');
		caret.className = 'cm-their-caret';
		caret.style.setProperty('--person', this.#cursor.color);
		caret.setAttribute('aria-hidden', 'true');
		const name = document.createElement('span');
		name.className = 'cm-their-name';
		name.textContent = this.#cursor.name;
		caret.append(name);
		return caret;
	}

	override ignoreEvent(): boolean {
		return true;
	}
}

const caretTheme = EditorView.baseTheme({
	'.cm-their-caret': {
		position: 'relative',
		borderLeft: '2px solid var(--person)',
		marginInline: '-1px',
		pointerEvents: 'auto',
	},
	'.cm-their-name': {
		position: 'absolute',
		bottom: '100%',
		left: '-2px',
		maxWidth: '12rem',
		overflow: 'hidden',
		textOverflow: 'ellipsis',
		padding: '1px 6px',
		borderRadius: '4px 4px 4px 0',
		background: 'light-dark(color-mix(in oklab, var(--person) 76%, black), var(--person))',
		color: 'var(--page)',
		font: '600 var(--type-1) / 1.4 var(--sans)',
		whiteSpace: 'nowrap',
		userSelect: 'none',
		pointerEvents: 'none',
		zIndex: '5',
		animation: 'cm-their-name 160ms 2.4s forwards',
	},
	'.cm-line:first-child .cm-their-name': { top: '100%', bottom: 'auto' },
	'.cm-their-caret:hover .cm-their-name': { animation: 'none' },
	'@keyframes cm-their-name': { to: { opacity: '0' } },
});
