/**
 * References in the text: the name reads as a link, the id behind it steps aside until the caret
 * comes near, pointing at one shows what it means, and `Mod`-click or Alt-Enter opens it.
 */
import { type EditorState, type Extension, type Range, StateEffect } from '@codemirror/state';
import {
	Decoration,
	type DecorationSet,
	EditorView,
	hoverTooltip,
	keymap,
	ViewPlugin,
	type ViewUpdate,
} from '@codemirror/view';
import type { Surroundings } from '#client/features/design/editor/surroundings.ts';
import type { ReferenceTarget, Resolved } from '#shared/trace/reference-targets.ts';
import { referencesIn } from '#shared/trace/references.ts';

const ID = /(?:st|ac|cx|cp)_[0-9a-hjkmnp-tv-z]{10}/g;

/** Tells the editor that what references mean may have changed. */
export const surroundingsChanged = StateEffect.define<null>();

export function referenceMarks(surroundings: Surroundings): Extension {
	const marks = ViewPlugin.fromClass(
		class {
			decorations: DecorationSet;
			hidden: DecorationSet = Decoration.none;

			constructor(view: EditorView) {
				this.decorations = this.#draw(view);
			}

			update(update: ViewUpdate) {
				const { docChanged, viewportChanged, selectionSet, transactions } = update;
				const told = transactions.some(({ effects }) =>
					effects.some((effect) => effect.is(surroundingsChanged)),
				);
				if (docChanged || viewportChanged || selectionSet || told)
					this.decorations = this.#draw(update.view);
			}

			#draw(view: EditorView): DecorationSet {
				const { marks: all, hidden } = drawn(view, surroundings);
				this.hidden = hidden;
				return all;
			}
		},
		{
			decorations: (value) => value.decorations,
			provide: (plugin) =>
				EditorView.atomicRanges.of((view) => view.plugin(plugin)?.hidden ?? Decoration.none),
		},
	);
	return [
		marks,
		hoverTooltip((view, at) => {
			const found = targetAt(view.state, at, surroundings);
			if (found === null) return null;
			const { from, to, target } = found;
			return { pos: from, end: to, above: true, create: () => cardOf(target) };
		}),
		EditorView.domEventHandlers({
			mousedown(event, view) {
				if (!(event.metaKey || event.ctrlKey) || event.button !== 0) return false;
				const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
				return at !== null && openAt(view.state, at);
			},
		}),
		keymap.of([
			{ key: 'Alt-Enter', run: ({ state }) => openAt(state, state.selection.main.head) },
			{ key: 'Backspace', run: deleteWithId },
		]),
		look,
	];

	function openAt(state: EditorState, at: number): boolean {
		const found = targetAt(state, at, surroundings);
		if (found !== null) surroundings.open(found.target.artefact);
		return found !== null;
	}

	function cardOf(target: ReferenceTarget) {
		const dom = document.createElement('div');
		dom.className = 'cm-reference-card';
		const destroy = surroundings.showCard(dom, target);
		return { dom, destroy };
	}
}

/** Taking back `]` takes the id behind it along, which nobody sees. */
function deleteWithId(view: EditorView): boolean {
	const { state } = view;
	const { head, empty } = state.selection.main;
	if (!empty || state.readOnly || state.selection.ranges.length > 1) return false;
	const line = state.doc.lineAt(head);
	const before = referencesIn(line.text).find((one) => line.from + one.to === head);
	if (before === undefined || before.id === null) return false;
	const changes = { from: line.from + before.nameTo - 1, to: head };
	view.dispatch({ changes, userEvent: 'delete.backward', scrollIntoView: true });
	return true;
}

function drawn(view: EditorView, { resolve }: Surroundings) {
	const marks: Range<Decoration>[] = [];
	const hidden: Range<Decoration>[] = [];
	const { state } = view;
	for (const { from, to } of view.visibleRanges) {
		for (const reference of referencesIn(state.sliceDoc(from, to))) {
			const start = from + reference.from;
			const nameTo = from + reference.nameTo;
			const end = from + reference.to;
			marks.push(Decoration.mark({ class: classOf(resolve(reference)) }).range(start, nameTo));
			const near = state.selection.ranges.some((one) => one.from < end && one.to > nameTo);
			if (end > nameTo && !near) hidden.push(Decoration.replace({}).range(nameTo, end));
		}
	}
	return {
		marks: Decoration.set([...marks, ...hidden], true),
		hidden: Decoration.set(hidden, true),
	};
}

function classOf(resolved: Resolved): string {
	const known = resolved !== null && resolved !== 'ambiguous';
	return known ? 'cm-reference' : 'cm-reference cm-reference-unresolved';
}

/** What a reference, or a bare id such as one of the front matter, means at that place. */
function targetAt(
	state: EditorState,
	at: number,
	{ resolve }: Surroundings,
): { from: number; to: number; target: ReferenceTarget } | null {
	const line = state.doc.lineAt(at);
	const ids = [...line.text.matchAll(ID)].map(({ index, 0: id }) => ({
		from: index,
		to: index + id.length,
		name: '',
		id,
	}));
	for (const one of [...referencesIn(line.text), ...ids]) {
		const from = line.from + one.from;
		const to = line.from + one.to;
		if (at < from || at > to) continue;
		const target = resolve(one);
		if (target !== null && target !== 'ambiguous') return { from, to, target };
	}
	return null;
}

const look = EditorView.theme({
	'.cm-reference': {
		color: 'var(--accent)',
		textDecoration: 'underline',
		textDecorationColor: 'color-mix(in oklab, currentcolor 35%, transparent)',
		textUnderlineOffset: '0.22em',
	},
	'.cm-reference *': { color: 'inherit' },
	'.cm-reference-unresolved': {
		color: 'var(--text-soft)',
		textDecorationStyle: 'dotted',
		textDecorationColor: 'var(--warning)',
	},
	'.cm-tooltip.cm-tooltip-hover:has(.cm-reference-card)': {
		border: '0',
		borderRadius: 'var(--radius)',
		background: 'var(--raised)',
		boxShadow: 'var(--shadow)',
		zIndex: 'var(--layer-float)',
	},
});
