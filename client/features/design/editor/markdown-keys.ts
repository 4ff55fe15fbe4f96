import { EditorSelection, type SelectionRange, type StateCommand } from '@codemirror/state';
import type { KeyBinding } from '@codemirror/view';

/** Puts the selection, or the word at the caret, between two marks, or takes them away. */
function toggleMark(mark: string): StateCommand {
	return ({ state, dispatch }) => {
		if (state.readOnly) return false;
		const size = mark.length;
		const change = state.changeByRange((range) => {
			const { from, to } = range.empty ? (state.wordAt(range.head) ?? range) : range;
			const around =
				state.sliceDoc(Math.max(0, from - size), from) === mark &&
				state.sliceDoc(to, to + size) === mark;
			if (around) {
				return {
					changes: [
						{ from: from - size, to: from },
						{ from: to, to: to + size },
					],
					range: moved(range, -size),
				};
			}
			return {
				changes: [
					{ from, insert: mark },
					{ from: to, insert: mark },
				],
				range: moved(range, size),
			};
		});
		dispatch(state.update(change, { userEvent: 'input.mark', scrollIntoView: true }));
		return true;
	};
}

function moved(range: SelectionRange, by: number): SelectionRange {
	return EditorSelection.range(range.anchor + by, range.head + by);
}

/** `[words](…)` with the caret where the address goes. */
const makeLink: StateCommand = ({ state, dispatch }) => {
	if (state.readOnly) return false;
	const change = state.changeByRange((range) => {
		const { from, to } = range.empty ? (state.wordAt(range.head) ?? range) : range;
		const inside = from === to ? from + 1 : to + 3;
		return {
			changes: [
				{ from, insert: '[' },
				{ from: to, insert: ']()' },
			],
			range: EditorSelection.cursor(inside),
		};
	});
	dispatch(state.update(change, { userEvent: 'input.link', scrollIntoView: true }));
	return true;
};

/** Makes headings of that level of the selected lines; plain text of those that are so already. */
function toggleHeading(level: number): StateCommand {
	const wanted = level === 0 ? '' : `${'#'.repeat(level)} `;
	return ({ state, dispatch }) => {
		if (state.readOnly) return false;
		const lines = new Map(
			state.selection.ranges.flatMap((range) => {
				const first = state.doc.lineAt(range.from).number;
				const last = state.doc.lineAt(range.to).number;
				return Array.from({ length: last - first + 1 }, (_, at) => {
					const line = state.doc.line(first + at);
					return [line.number, line] as const;
				});
			}),
		);
		const changes = [...lines.values()].map(({ from, text }) => {
			const signs = /^#{1,6}[ \t]+/.exec(text)?.[0] ?? '';
			return {
				from,
				to: from + signs.length,
				insert: signs.trim() === wanted.trim() ? '' : wanted,
			};
		});
		dispatch(state.update({ changes, userEvent: 'input.heading', scrollIntoView: true }));
		return true;
	};
}

/** Bold, italic, code, link and headings. `Mod-k` is the palette's everywhere. */
export const markdownKeys: readonly KeyBinding[] = [
	{ key: 'Mod-b', run: toggleMark('**'), preventDefault: true },
	{ key: 'Mod-i', run: toggleMark('_'), preventDefault: true },
	{ key: 'Mod-e', run: toggleMark('`'), preventDefault: true },
	{ key: 'Mod-Shift-k', run: makeLink, preventDefault: true },
	...[0, 1, 2, 3, 4].map((level) => ({ key: `Mod-Alt-${level}`, run: toggleHeading(level) })),
];
