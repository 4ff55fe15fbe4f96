const SLICE_MS = 8;

/**
 * Works in pieces so short that a page stays smooth: `work` is asked to go on until its pause says
 * so, and answers whether it is done. Returns how to call it off.
 */
export function inSlices(work: (pause: () => boolean) => boolean): () => void {
	let timer: ReturnType<typeof setTimeout> | null = null;
	const step = () => {
		const began = performance.now();
		const done = work(() => performance.now() - began > SLICE_MS);
		timer = done ? null : setTimeout(step);
	};
	step();
	return () => {
		if (timer !== null) clearTimeout(timer);
		timer = null;
	};
}
