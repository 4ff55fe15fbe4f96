import type { Attachment } from 'svelte/attachments';

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex="0"]';

/**
 * A box that scrolls takes the focus while it holds more than it shows and nothing in it could
 * take it, so that the keyboard can scroll it. `data-more` says that it scrolls sideways.
 */
export const scrolls: Attachment<HTMLElement> = (box) => {
	const look = () => {
		const sideways = box.scrollWidth > box.clientWidth + 1;
		const more = sideways || box.scrollHeight > box.clientHeight + 1;
		if (more && box.querySelector(FOCUSABLE) === null) box.tabIndex = 0;
		else box.removeAttribute('tabindex');
		box.toggleAttribute('data-more', sideways);
	};
	const seen = new ResizeObserver(look);
	seen.observe(box);
	const changed = new MutationObserver(look);
	changed.observe(box, { childList: true, subtree: true });
	return () => {
		seen.disconnect();
		changed.disconnect();
	};
};
