import type { Timer } from '#server/timer.ts';

/** Time that passes when the test says so. */
export interface VirtualTimer extends Timer {
	now(): Date;
	/** Lets time pass; what falls due runs in order, and its promises get their turn. */
	pass(milliseconds: number): Promise<void>;
	/** Everything that was to happen is off, as when a process dies. */
	forget(): void;
}

/** `goRound` lets what needs no time happen. */
export function createVirtualTimer(goRound: () => Promise<void> = turns): VirtualTimer {
	let time = Date.UTC(2026, 0, 1);
	let order = 0;
	let due: { at: number; order: number; run: () => void }[] = [];

	function after(milliseconds: number, run: () => void) {
		const one = { at: time + milliseconds, order: order++, run };
		due.push(one);
		return () => {
			due = due.filter((other) => other !== one);
		};
	}

	async function pass(milliseconds: number): Promise<void> {
		const end = time + milliseconds;
		await goRound();
		for (;;) {
			const [next] = due.toSorted((a, b) => a.at - b.at || a.order - b.order);
			if (next === undefined || next.at > end) break;
			due = due.filter((one) => one !== next);
			time = Math.max(time, next.at);
			next.run();
			await goRound();
		}
		time = end;
	}

	return {
		after,
		pass,
		now: () => new Date(time),
		forget: () => {
			due = [];
		},
	};
}

/** Lets the turns go round that a write through a room takes. */
export async function turns(): Promise<void> {
	for (let n = 0; n < 3; n++) await new Promise((resolve) => setImmediate(resolve));
}
