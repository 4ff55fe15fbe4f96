import { selectedPassage } from '#client/features/comment/selected-passage.ts';
import type { DocumentField } from '#client/features/review/document-fields.ts';
import type { Anchor } from '#shared/doc/comment.ts';
import type { Place } from '#shared/doc/passage.ts';

/** Some words of a field that are selected, and where they are on the screen. */
export interface FrozenPassage {
	readonly field: string;
	/** Null where the words stand nowhere as they were selected: then it is about the whole field. */
	readonly place: Place | null;
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
	const selected = selectedPassage(root);
	if (selected === null) return framedPassage(root, fields);
	const text = fields.find(({ field }) => field === selected.field)?.text;
	if (text === undefined) return null;
	const words = root.getSelection()?.toString().trim() ?? '';
	const { field, rect, from, to } = selected;
	if (text.slice(from, to).trim() === words) return { field, rect, place: { from, to } };
	return { field, rect, place: placeOnce(text, words) };
}

/** Rendered Markdown stands in a frame, which has a selection of its own. */
function framedPassage(root: Document, fields: readonly DocumentField[]): FrozenPassage | null {
	for (const frame of root.querySelectorAll<HTMLIFrameElement>('[data-field] iframe')) {
		const words = frame.contentDocument?.getSelection()?.toString().trim() ?? '';
		const field = frame.closest<HTMLElement>('[data-field]')?.dataset.field;
		const text = fields.find((one) => one.field === field)?.text;
		if (words === '' || field === undefined || text === undefined) continue;
		return { field, rect: frame.getBoundingClientRect(), place: placeOnce(text, words) };
	}
	return null;
}

/** Where words stand in a text, if they stand there once. */
function placeOnce(text: string, words: string): Place | null {
	const at = words === '' ? -1 : text.indexOf(words);
	const once = at !== -1 && text.indexOf(words, at + 1) === -1;
	return once ? { from: at, to: at + words.length } : null;
}

/** Whether a thread hangs on this field of the text. */
export function hangsOn(anchor: Anchor | null, field: string | null): boolean {
	return anchor !== null && field !== null && anchor.field === field;
}
