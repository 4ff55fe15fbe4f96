/**
 * Numbers of things as people read them: `4,900`, `1 story`, `4,900 stories`. One place, so that the
 * same count looks the same on every screen.
 */
const FIGURE = new Intl.NumberFormat('en');

/** A number of things, its thousands apart: `12,345`. */
export function figure(count: number): string {
	return FIGURE.format(count);
}

/** A number and the noun that goes with it. `many` is the noun for all but one. */
export function counted(count: number, one: string, many = `${one}s`): string {
	return `${figure(count)} ${count === 1 ? one : many}`;
}
