import type { Attachment } from 'svelte/attachments';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Up and down move through the links and group headings of a list; Home and End go to its ends. */
export const arrowKeys: Attachment<HTMLElement> = (list) => {
	function move(event: KeyboardEvent) {
		const stops = [...list.querySelectorAll<HTMLElement>('a[href], summary')].filter((stop) =>
			stop.checkVisibility(),
		);
		const at = stops.findIndex((stop) => stop.matches(':focus'));
		const next = nextStop(event.key, at, stops.length);
		if (at === -1 || next === null) return;
		event.preventDefault();
		stops[next]?.focus();
	}
	list.addEventListener('keydown', move);
	return () => list.removeEventListener('keydown', move);
};

function nextStop(key: string, at: number, count: number): number | null {
	if (key === 'Home') return 0;
	if (key === 'End') return count - 1;
	const step = STEPS[key];
	return step === undefined ? null : Math.min(count - 1, Math.max(0, at + step));
}
