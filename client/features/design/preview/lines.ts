/** Which line of the text stands where in its preview, so that both scroll in step. */

const MARGIN = 24;

interface Anchor {
	readonly line: number;
	/** From the top of the box, in pixels; 0 is what is at its upper edge. */
	readonly top: number;
}

/** Puts a line at the top; between two that are known, as far down as it is between them. */
export function showLine(box: HTMLElement, line: number): void {
	const anchors = anchorsIn(box);
	const after = anchors.findIndex((anchor) => anchor.line > line);
	const before = anchors[(after === -1 ? anchors.length : after) - 1] ?? anchors[0];
	if (before === undefined) return;
	const next = anchors[after];
	const part = next === undefined ? 0 : (line - before.line) / (next.line - before.line);
	const top = before.top + (next === undefined ? 0 : (next.top - before.top) * Math.max(0, part));
	box.scrollTop += top - MARGIN;
}

/** The line at the top of what is on screen. */
export function lineAt(box: HTMLElement): number {
	const anchors = anchorsIn(box);
	const after = anchors.findIndex(({ top }) => top > MARGIN);
	const before = anchors[(after === -1 ? anchors.length : after) - 1];
	const next = anchors[after];
	if (before === undefined) return 0;
	if (next === undefined || next.top === before.top) return before.line;
	const part = (MARGIN - before.top) / (next.top - before.top);
	return Math.floor(before.line + (next.line - before.line) * part);
}

function anchorsIn(box: HTMLElement): Anchor[] {
	const frame = box.querySelector('iframe');
	// What is in the frame is measured from the frame's own top.
	const edge = box.getBoundingClientRect().top - (frame?.getBoundingClientRect().top ?? 0);
	const blocks = [...(frame?.contentDocument ?? box).querySelectorAll<HTMLElement>('[data-block]')];
	return blocks.flatMap((block) => {
		const first = Number(block.dataset['block']);
		const inside = [...block.querySelectorAll<HTMLElement>('[data-line]')];
		const known = inside.length === 0 ? [block] : inside;
		return known.map((one) => ({
			line: first + Number(one.dataset['line'] ?? 0),
			top: one.getBoundingClientRect().top - edge,
		}));
	});
}
