import type { Attachment } from 'svelte/attachments';

/** Lets a text area be as tall as its text, also where CSS `field-sizing` is not known. */
export const growing: Attachment<HTMLTextAreaElement> = (area) => {
	if (CSS.supports('field-sizing', 'content')) return;
	const grow = () => {
		area.style.height = 'auto';
		area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
	};
	grow();
	area.addEventListener('input', grow);
	return () => area.removeEventListener('input', grow);
};
