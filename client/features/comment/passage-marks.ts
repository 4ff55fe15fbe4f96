/**
 * Comments in an editor: passages with open threads are marked, pressing one opens its thread, and
 * a selection gets a small button to comment on it.
 *
 * Marks move with what is typed until they are found anew.
 */
import { type Extension, type Range, StateEffect, StateField } from '@codemirror/state';
import {
	Decoration,
	type DecorationSet,
	EditorView,
	keymap,
	showTooltip,
	type Tooltip,
	ViewPlugin,
} from '@codemirror/view';
import { SHOW_PASSAGE } from '#client/features/comment/show-passage.ts';
import type { PassageMark } from '#client/state/comment/comments.ts';
import type { Place } from '#shared/doc/passage.ts';
import { CommentId } from '#shared/id.ts';

export interface PassageOptions {
	/** Hands over the marks now and after every change; returns the way out. */
	watch(take: (marks: readonly PassageMark[]) => void): () => void;
	onopen(thread: CommentId): void;
	/** Null for whoever may not comment. */
	readonly oncomment: ((place: Place) => void) | null;
}

const setMarks = StateEffect.define<readonly PassageMark[]>();

const marked = StateField.define<DecorationSet>({
	create: () => Decoration.none,
	update(marks, transaction) {
		const given = transaction.effects.findLast((effect) => effect.is(setMarks));
		if (given === undefined) return marks.map(transaction.changes);
		const { length } = transaction.newDoc;
		return Decoration.set(
			given.value.flatMap((mark: PassageMark) => rangeOf(mark, length)),
			true,
		);
	},
	provide: (field) => EditorView.decorations.from(field),
});

export function passageMarks(options: PassageOptions): Extension {
	const { oncomment } = options;
	return [
		marked,
		ViewPlugin.define((view) => {
			let gone = false;
			const stop = options.watch((marks) =>
				queueMicrotask(() => {
					if (!gone) view.dispatch({ effects: setMarks.of(marks) });
				}),
			);
			const show = (event: Event) => scrollTo(view, event);
			addEventListener(SHOW_PASSAGE, show);
			return {
				destroy() {
					gone = true;
					stop();
					removeEventListener(SHOW_PASSAGE, show);
				},
			};
		}),
		EditorView.domEventHandlers({
			click(event, view) {
				const mark = event.target instanceof Element ? event.target.closest('[data-thread]') : null;
				const thread = CommentId.safeParse(mark?.getAttribute('data-thread'));
				if (thread.success && view.state.selection.main.empty) options.onopen(thread.data);
				return false;
			},
		}),
		...(oncomment === null ? [] : [commentTip(oncomment), keys(oncomment)]),
		look,
	];
}

function rangeOf({ thread, unread, from, to }: PassageMark, length: number): Range<Decoration>[] {
	const [start, end] = [Math.min(from, length), Math.min(to, length)];
	if (start >= end) return [];
	const attributes = { 'data-thread': thread };
	return [
		Decoration.mark({ class: unread ? 'cm-passage new' : 'cm-passage', attributes }).range(
			start,
			end,
		),
	];
}

function keys(oncomment: (place: Place) => void): Extension {
	const comment = (view: EditorView): boolean => {
		const { from, to } = view.state.selection.main;
		if (from === to) return false;
		oncomment({ from, to });
		return true;
	};
	return keymap.of([
		{ key: 'Mod-Alt-m', run: comment },
		// A text that is only read has no use for the letter.
		{ key: 'c', run: (view) => view.state.readOnly && comment(view) },
	]);
}

function commentTip(oncomment: (place: Place) => void): Extension {
	return showTooltip.compute(['selection'], (state): Tooltip | null => {
		const { from, to, head } = state.selection.main;
		if (from === to) return null;
		return {
			pos: head,
			above: true,
			create: () => ({ dom: button(() => oncomment({ from, to })) }),
		};
	});
}

function button(onpress: () => void): HTMLElement {
	const dom = document.createElement('button');
	dom.type = 'button';
	dom.className = 'cm-comment';
	dom.textContent = 'Comment';
	dom.addEventListener('pointerdown', (event) => event.preventDefault());
	dom.addEventListener('click', onpress);
	return dom;
}

function scrollTo(view: EditorView, event: Event): void {
	const detail: unknown = event instanceof CustomEvent ? event.detail : null;
	const wanted =
		typeof detail === 'object' && detail !== null && 'thread' in detail ? detail.thread : null;
	view.state.field(marked).between(0, view.state.doc.length, (from, _to, { spec }) => {
		if (spec.attributes?.['data-thread'] !== wanted) return;
		view.dispatch({ effects: EditorView.scrollIntoView(from, { y: 'center' }) });
		view.focus();
		return false;
	});
}

const look = EditorView.theme({
	'.cm-passage': {
		borderBottom: '2px solid var(--state-review)',
		background: 'var(--state-review-soft)',
		cursor: 'pointer',
	},
	'.cm-passage.new': { borderBottomColor: 'var(--accent)', background: 'var(--accent-soft)' },
	'.cm-tooltip:has(.cm-comment), .cm-tooltip.cm-comment': {
		border: '0',
		borderRadius: 'var(--radius)',
		background: 'var(--raised)',
		boxShadow: 'var(--shadow)',
	},
	'.cm-comment': {
		minHeight: '1.75rem',
		padding: '0 var(--space-2)',
		color: 'var(--text)',
		font: 'var(--weight-medium) var(--type-2) var(--sans)',
		cursor: 'pointer',
	},
});
