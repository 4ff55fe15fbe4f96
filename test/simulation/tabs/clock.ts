/**
 * The world's clock. Import it before anything that keeps `Date.now` for itself. What needs no time
 * goes round before time passes, signatures included, or the same seed would not be the same world.
 */
import type { VirtualTimer } from '#test/simulation/virtual-timer.ts';

let pending = 0;
let clock: VirtualTimer | null = null;

const now = Date.now;
Date.now = () => (clock === null ? now() : clock.now().getTime());

for (const name of ['sign', 'verify', 'importKey'])
	Reflect.set(crypto.subtle, name, counted(Reflect.get(crypto.subtle, name).bind(crypto.subtle)));

function counted(work: (...given: unknown[]) => Promise<unknown>) {
	return async (...given: unknown[]) => {
		pending++;
		try {
			return await work(...given);
		} finally {
			pending--;
		}
	};
}

export function goBy(timer: VirtualTimer | null): void {
	clock = timer;
}

/** Lets everything go round that needs no time. */
export async function settled(): Promise<void> {
	do for (let n = 0; n < 3; n++) await new Promise((resolve) => setImmediate(resolve));
	while (pending > 0);
}
