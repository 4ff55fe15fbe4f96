/** The rows and cells of a grid that are on the page, found by where they stand. */
export function rowAt(grid: Element | undefined, row: number): HTMLElement | null {
	return grid?.querySelector<HTMLElement>(`[aria-rowindex="${row + 2}"]`) ?? null;
}

/** The row itself for column -1. */
export function cellAt(grid: Element | undefined, row: number, column: number): HTMLElement | null {
	const element = rowAt(grid, row);
	return element?.querySelector<HTMLElement>(`[aria-colindex="${column + 1}"]`) ?? element;
}

/** Where in the grid an element is; null for what is in no row of it. */
export function placeIn(
	element: Element,
): { readonly row: number; readonly column: number } | null {
	const row = element.closest('[aria-rowindex]')?.getAttribute('aria-rowindex');
	const column = element.closest('[aria-colindex]')?.getAttribute('aria-colindex') ?? 0;
	return row === null || row === undefined
		? null
		: { row: Number(row) - 2, column: Number(column) - 1 };
}

/** Follows the first link of a cell or a row. */
export function follow(element: Element | null): void {
	element?.querySelector<HTMLElement>('a[href]')?.click();
}

/** Opens the file of a cell, else the first one of its row. */
export function openFile(cell: Element | null, by: 'data-file' | 'data-forge'): void {
	const row = cell?.closest('[role="row"]');
	const link = cell?.querySelector(`[${by}]`) ?? row?.querySelector(`[${by}]`);
	if (link instanceof HTMLElement) link.click();
}
