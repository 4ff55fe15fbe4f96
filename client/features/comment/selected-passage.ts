import type { Place } from '#shared/doc/passage.ts';

/** Some characters of a field that somebody selected, and where they are on the screen. */
export interface SelectedPassage extends Place {
	readonly field: string;
	readonly rect: DOMRect;
}

/**
 * The passage that is selected now, in an element with `data-field`: a text field, or text that is
 * only read. Null when nothing is selected there.
 */
export function selectedPassage(root: Document): SelectedPassage | null {
	const active = root.activeElement;
	if (active instanceof HTMLTextAreaElement && active.dataset.field !== undefined) {
		const { selectionStart: from, selectionEnd: to } = active;
		const { field } = active.dataset;
		return from < to ? { field, from, to, rect: active.getBoundingClientRect() } : null;
	}
	const selection = root.getSelection();
	if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
	return inReadText(selection.getRangeAt(0));
}

function inReadText(range: Range): SelectedPassage | null {
	const common = range.commonAncestorContainer;
	const near = common instanceof Element ? common : common.parentElement;
	const element = near?.closest('[data-field]');
	if (!(element instanceof HTMLElement) || element.dataset.field === undefined) return null;
	const before = range.cloneRange();
	before.selectNodeContents(element);
	before.setEnd(range.startContainer, range.startOffset);
	const from = before.toString().length;
	const to = from + range.toString().length;
	const { field } = element.dataset;
	return from < to ? { field, from, to, rect: range.getBoundingClientRect() } : null;
}
