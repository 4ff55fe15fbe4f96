import type { Attachment } from 'svelte/attachments';
import type * as Y from 'yjs';
import { moved, spliceBetween, type TextSplice } from '#client/ui/text-splice.ts';

export interface BoundTextOptions {
	readonly text: Y.Text;
	/** The origin of what is typed here. */
	readonly origin: unknown;
	/** Line breaks become spaces. */
	readonly singleLine?: boolean;
	readonly undo?: () => void;
	readonly redo?: () => void;
}

/**
 * Binds a text field to a shared text, both ways, so that several people can type in it at once.
 *
 * What is typed becomes the least splice; what others type is written into the field with caret,
 * selection and scroll where they were. While a composition (IME) is open neither side writes: its
 * result is carried over what came meanwhile.
 */
export function boundText(options: BoundTextOptions): Attachment<HTMLTextAreaElement> {
	const { text, origin, singleLine = false } = options;
	return (area) => {
		let shown = text.toString();
		let composing = false;
		let meanwhile: TextSplice[] = [];
		area.value = shown;

		function send() {
			if (singleLine && area.value.includes('\n')) flatten();
			const splice = spliceBetween(shown, area.value, area.selectionEnd);
			shown = area.value;
			if (splice === null) return;
			const from = meanwhile.reduce((position, other) => moved(position, other), splice.at);
			const to = meanwhile.reduce(
				(position, other) => moved(position, other),
				splice.at + splice.remove,
			);
			text.doc?.transact(() => {
				if (to > from) text.delete(from, to - from);
				if (splice.insert !== '') text.insert(from, splice.insert);
			}, origin);
		}

		function flatten() {
			const caret = area.selectionEnd;
			area.value = area.value.replaceAll(/\s*\n\s*/g, ' ');
			area.setSelectionRange(caret, caret);
		}

		function receive(event: Y.YTextEvent) {
			const splices = splicesOf(event);
			if (composing) {
				meanwhile.push(...splices);
				return;
			}
			if (text.toString() === area.value) {
				shown = area.value;
				return;
			}
			write(splices);
		}

		function write(splices: readonly TextSplice[]) {
			const { selectionStart, selectionEnd, selectionDirection, scrollTop } = area;
			const focused = document.activeElement === area;
			shown = text.toString();
			area.value = shown;
			if (focused) {
				const carry = (position: number) => splices.reduce(moved, position);
				area.setSelectionRange(carry(selectionStart), carry(selectionEnd), selectionDirection);
			}
			area.scrollTop = scrollTop;
		}

		const onInput = () => {
			if (!composing) send();
		};
		const onStart = () => {
			composing = true;
		};
		const onEnd = () => {
			composing = false;
			send();
			meanwhile = [];
			if (area.value !== text.toString()) write([]);
		};
		const onKey = (event: KeyboardEvent) => {
			const key = event.key.toLowerCase();
			if (!(event.metaKey || event.ctrlKey) || event.altKey || !['z', 'y'].includes(key)) return;
			event.preventDefault();
			event.stopPropagation();
			if (key === 'y' || event.shiftKey) options.redo?.();
			else options.undo?.();
		};

		text.observe(receive);
		area.addEventListener('input', onInput);
		area.addEventListener('compositionstart', onStart);
		area.addEventListener('compositionend', onEnd);
		area.addEventListener('keydown', onKey);
		return () => {
			text.unobserve(receive);
			area.removeEventListener('input', onInput);
			area.removeEventListener('compositionstart', onStart);
			area.removeEventListener('compositionend', onEnd);
			area.removeEventListener('keydown', onKey);
		};
	};
}

/** A Yjs delta as splices, each in the coordinates that the ones before it leave. */
function splicesOf(event: Y.YTextEvent): TextSplice[] {
	const splices: TextSplice[] = [];
	let at = 0;
	for (const { retain, insert, delete: removed } of event.delta) {
		if (retain !== undefined) at += retain;
		if (removed !== undefined) splices.push({ at, remove: removed, insert: '' });
		if (typeof insert === 'string') {
			splices.push({ at, remove: 0, insert });
			at += insert.length;
		}
	}
	return splices;
}
