/**
 * Appends all of `more`, however much there is. `list.push(...more)` passes each as an argument, and
 * a file of 120,000 headings overflows the stack with it.
 */
export function append<T>(list: T[], more: Iterable<T>): void {
	for (const one of more) list.push(one);
}
