/** Where the arrow keys lead in a grid; column -1 is the row itself, which only a tree's grid has. */
export interface GridPlace {
	readonly row: number;
	readonly column: number;
}

export interface GridShape {
	readonly rows: number;
	readonly columns: number;
	/** How many rows a page is. */
	readonly page: number;
	readonly tree: boolean;
}

/** Null where the key means nothing to a grid. */
export function gridMove(
	{ key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
	{ row, column }: GridPlace,
	{ rows, columns, page, tree }: GridShape,
): GridPlace | null {
	const first = tree ? -1 : 0;
	const last = columns - 1;
	const at = (toRow: number, toColumn = column): GridPlace => ({
		row: Math.max(0, Math.min(rows - 1, toRow)),
		column: Math.max(first, Math.min(last, toColumn)),
	});
	switch (key) {
		case 'ArrowDown':
			return at(row + 1);
		case 'ArrowUp':
			return at(row - 1);
		case 'PageDown':
			return at(row + page);
		case 'PageUp':
			return at(row - page);
		case 'ArrowRight':
			return at(row, column + 1);
		case 'ArrowLeft':
			return at(row, column - 1);
		case 'Home':
			return ctrlKey || column === -1 ? at(0) : at(row, 0);
		case 'End':
			return ctrlKey || column === -1 ? at(rows - 1) : at(row, last);
		default:
			return null;
	}
}
