import type { Attachment } from 'svelte/attachments';

const LONG_ENOUGH_MS = 1_200;

/** Calls `onseen` once most of an element has been on the screen of someone who is looking for a moment. */
export function seen(onseen: () => void): Attachment<HTMLElement> {
	return (element) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const observer = new IntersectionObserver(
			([entry]) => {
				clearTimeout(timer);
				if (entry?.isIntersecting) timer = setTimeout(look, LONG_ENOUGH_MS);
			},
			{ threshold: 0.6 },
		);
		observer.observe(element);

		function look() {
			if (document.hidden) timer = setTimeout(look, LONG_ENOUGH_MS);
			else onseen();
		}

		return () => {
			observer.disconnect();
			clearTimeout(timer);
		};
	};
}
