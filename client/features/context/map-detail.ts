/** How much of a node can be read from where one looks. */
export type Detail = 'close' | 'near' | 'far' | 'farther';

/** From here on there is room for the names of what a Context owns. */
const CLOSE = 1.2;
/** Below this only names can be read. */
export const FAR = 0.42;
/** Below this names need two lines to be read at all. */
const FARTHER = 0.24;

export function detailAt(zoom: number): Detail {
	if (zoom < FARTHER) return 'farther';
	if (zoom < FAR) return 'far';
	return zoom < CLOSE ? 'near' : 'close';
}
