import type { Attachment } from 'svelte/attachments';

const LONG_MS = 450;
const FAR_PX = 10;

/** Calls back when a finger rests on something inside, and swallows the tap that follows. */
export function longPress(onpress: (target: Element) => void): Attachment<HTMLElement> {
	return (element) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let start = { x: 0, y: 0 };
		let pressed = false;

		const down = (event: PointerEvent) => {
			const { target } = event;
			pressed = false;
			if (event.pointerType === 'mouse' || !(target instanceof Element)) return;
			start = { x: event.clientX, y: event.clientY };
			timer = setTimeout(() => {
				pressed = true;
				onpress(target);
			}, LONG_MS);
		};
		const move = (event: PointerEvent) => {
			if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > FAR_PX)
				clearTimeout(timer);
		};
		const end = () => clearTimeout(timer);
		const swallow = (event: Event) => {
			if (!pressed) return;
			event.preventDefault();
			event.stopPropagation();
			if (event.type === 'click') pressed = false;
		};

		element.addEventListener('pointerdown', down);
		element.addEventListener('pointermove', move);
		element.addEventListener('pointerup', end);
		element.addEventListener('pointercancel', end);
		element.addEventListener('click', swallow, { capture: true });
		element.addEventListener('contextmenu', swallow, { capture: true });
		return () => {
			clearTimeout(timer);
			element.removeEventListener('pointerdown', down);
			element.removeEventListener('pointermove', move);
			element.removeEventListener('pointerup', end);
			element.removeEventListener('pointercancel', end);
			element.removeEventListener('click', swallow, { capture: true });
			element.removeEventListener('contextmenu', swallow, { capture: true });
		};
	};
}
