import { selectedPassage } from '#client/features/comment/selected-passage.ts';
import type { DocumentField } from '#client/features/review/document-fields.ts';
import { placeOfWords } from '#client/features/review/place-of-words.ts';
import type { Anchor } from '#shared/doc/comment.ts';
import type { Place } from '#shared/doc/passage.ts';

/** Some words of a field that are selected, and where they are on the screen. */
export interface FrozenPassage {
	readonly field: string;
	/** Null where the words stand nowhere as they were selected: then it is about the whole field. */
	place(): Place | null;
	readonly rect: DOMRect;
}

/**
 * What is selected in a frozen text. Rendered Markdown and marked changes hold other characters than
 * the text, so the words are looked for in it.
 */
export function frozenPassage(
	root: Document,
	fields: readonly DocumentField[],
): FrozenPassage | null {
	// A frame keeps what is selected in it when the page goes on elsewhere.
	if (root.activeElement instanceof HTMLIFrameElement)
		return framedPassage(root.activeElement, fields);
	const selected = selectedPassage(root);
	const text = fields.find(({ field }) => field === selected?.field)?.text;
	if (selected === null || text === undefined) return null;
	const words = root.getSelection()?.toString().trim() ?? '';
	const { field, rect, from, to } = selected;
	const place = () =>
		text.slice(from, to).trim() === words ? { from, to } : placeOfWords(text, words);
	return { field, rect, place };
}

/** Rendered Markdown stands in a frame, which has a selection of its own. */
function framedPassage(
	frame: HTMLIFrameElement,
	fields: readonly DocumentField[],
): FrozenPassage | null {
	const selection = frame.contentDocument?.getSelection() ?? null;
	const field = frame.closest<HTMLElement>('[data-field]')?.dataset.field;
	const text = fields.find((one) => one.field === field)?.text;
	const words = selection?.toString() ?? '';
	if (selection === null || words.trim() === '' || field === undefined || text === undefined)
		return null;
	const range = selection.getRangeAt(0);
	const { left, top } = frame.getBoundingClientRect();
	const inner = range.getBoundingClientRect();
	return {
		field,
		rect: new DOMRect(left + inner.left, top + inner.top, inner.width, inner.height),
		place: () => placeOfWords(text, words, blocksOf(range, text)),
	};
}

/** From the first line of the block a range begins in to the last of the one it ends in. */
function blocksOf({ startContainer, endContainer }: Range, text: string): Place {
	const lines = text.split('\n');
	const startOf = (block: Element | null | undefined) => {
		const line = block?.getAttribute('data-block') ?? null;
		return line === null ? null : lines.slice(0, Number(line)).join('\n').length;
	};
	const blockOf = ({ parentElement }: Node) => parentElement?.closest('[data-block]');
	return {
		from: startOf(blockOf(startContainer)) ?? 0,
		to: startOf(blockOf(endContainer)?.nextElementSibling) ?? text.length,
	};
}

/** Whether a thread hangs on this field of the text. */
export function hangsOn(anchor: Anchor | null, field: string | null): boolean {
	return anchor !== null && field !== null && anchor.field === field;
}
