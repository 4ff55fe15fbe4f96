import type { Attachment } from 'svelte/attachments';

export type TipSide = 'top' | 'right' | 'bottom' | 'left';

const DELAY_MS = 350;
const GAP = 6;
const MARGIN = 8;

/**
 * A few words that float beside a control while the pointer rests on it or the keyboard is at it.
 * They repeat what assistive technology gets from the control's name or description.
 */
export function tip(text: string, side: TipSide = 'top'): Attachment<HTMLElement> {
	return (control) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let shown: HTMLElement | null = null;

		function show() {
			clearTimeout(timer);
			if (shown !== null || !control.isConnected) return;
			shown = document.createElement('div');
			shown.className = 'tip';
			shown.popover = 'manual';
			shown.setAttribute('aria-hidden', 'true');
			shown.textContent = text;
			document.body.append(shown);
			shown.showPopover();
			place(shown, control.getBoundingClientRect(), side);
		}

		function hide() {
			clearTimeout(timer);
			shown?.remove();
			shown = null;
		}

		const rest = (event: PointerEvent) => {
			if (event.pointerType === 'mouse') timer = setTimeout(show, DELAY_MS);
		};
		const reach = () => {
			if (control.matches(':focus-visible')) show();
		};
		const leave = (event: KeyboardEvent) => {
			if (event.key === 'Escape') hide();
		};

		control.addEventListener('pointerenter', rest);
		control.addEventListener('pointerleave', hide);
		control.addEventListener('pointerdown', hide);
		control.addEventListener('focus', reach);
		control.addEventListener('blur', hide);
		control.addEventListener('keydown', leave);
		return () => {
			hide();
			control.removeEventListener('pointerenter', rest);
			control.removeEventListener('pointerleave', hide);
			control.removeEventListener('pointerdown', hide);
			control.removeEventListener('focus', reach);
			control.removeEventListener('blur', hide);
			control.removeEventListener('keydown', leave);
		};
	};
}

/** On the wished side where there is room, on the other one where there is none; never off the page. */
function place(floating: HTMLElement, beside: DOMRect, side: TipSide): void {
	const { width, height } = floating.getBoundingClientRect();
	const middle = { x: beside.left + beside.width / 2, y: beside.top + beside.height / 2 };
	const at = {
		top: { x: middle.x - width / 2, y: beside.top - height - GAP },
		bottom: { x: middle.x - width / 2, y: beside.bottom + GAP },
		left: { x: beside.left - width - GAP, y: middle.y - height / 2 },
		right: { x: beside.right + GAP, y: middle.y - height / 2 },
	};
	const flipped = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const;
	const fits = ({ x, y }: { x: number; y: number }) =>
		x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight;
	const { x, y } = fits(at[side]) ? at[side] : at[flipped[side]];
	const within = (value: number, most: number) => Math.max(MARGIN, Math.min(value, most - MARGIN));
	floating.style.left = `${within(x, innerWidth - width)}px`;
	floating.style.top = `${within(y, innerHeight - height)}px`;
}
