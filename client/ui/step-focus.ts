/** Sends the focus to the next (or an earlier) of what a selector finds, and stops at either end. */
export function stepFocus(root: ParentNode, selector: string, by: number): void {
	const all = [...root.querySelectorAll<HTMLElement>(selector)];
	const at = all.findIndex((one) => one.matches(':focus'));
	all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
}
