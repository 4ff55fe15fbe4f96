import * as Y from 'yjs';
import { mergeText3, type TextConflict } from '#shared/doc/merge-text.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { changesBetween } from '#shared/doc/text-diff.ts';

/** Makes the text read `next` by the smallest edits, so that cursors and other people's edits stay. */
export function setText(text: Y.Text, next: string, origin: Origin): void {
	if (text.toString() === next) return;
	const write = () => writeText(text, next);
	if (text.doc === null) write();
	else Y.transact(text.doc, write, origin);
}

/** Without a transaction of its own: for edits that are part of a larger one. */
export function writeText(text: Y.Text, next: string): void {
	for (const { from, to, insert } of changesBetween(text.toString(), next).toReversed()) {
		if (to > from) text.delete(from, to - from);
		if (insert !== '') text.insert(from, insert);
	}
}

/**
 * Brings the change from `base` to `next` into a text that may have moved on since: both survive.
 * Answers with the words that both changed.
 */
export function mergeChange(text: Y.Text, base: string, next: string): readonly TextConflict[] {
	if (base === next) return [];
	const merged = mergeText3(base, text.toString(), next);
	writeText(text, merged.text);
	return merged.conflicts;
}
