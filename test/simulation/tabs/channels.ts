/** What the pages of one browser share: channels that deliver late but in order, and locks. */
import { type Page, pageNow } from '#test/simulation/tabs/page.ts';
import type { VirtualTimer } from '#test/simulation/virtual-timer.ts';

interface Lock {
	held: boolean;
	readonly queue: (() => void)[];
}

export function sharedByPages(timer: VirtualTimer, delay: () => number) {
	const channels = new Set<FakeChannel>();
	const locks = new Map<string, Lock>();

	class FakeChannel {
		readonly #page = pageNow();
		readonly #name: string;
		readonly #due = new Map<FakeChannel, number>();
		onmessage: ((event: { readonly data: unknown }) => void) | null = null;

		constructor(name: string) {
			this.#name = name;
			channels.add(this);
			this.#page.onEnd(() => this.close());
		}

		postMessage(message: unknown): void {
			if (!this.#page.alive) return;
			const data = structuredClone(message);
			const now = timer.now().getTime();
			for (const other of channels) {
				if (other === this || other.#name !== this.#name) continue;
				const due = Math.max(this.#due.get(other) ?? 0, now + delay());
				this.#due.set(other, due);
				timer.after(due - now, () => other.#hear(data));
			}
		}

		#hear(data: unknown): void {
			this.#page.run(() => {
				if (channels.has(this)) this.onmessage?.({ data });
			});
		}

		close(): void {
			channels.delete(this);
		}
	}

	function request(name: string, ...given: readonly unknown[]): Promise<void> {
		const [work, options] = given.toReversed() as [() => Promise<void>, { signal: AbortSignal }?];
		const page = pageNow();
		const lock = locks.get(name) ?? { held: false, queue: [] };
		locks.set(name, lock);
		return new Promise((resolve, reject) => {
			const visit = createVisit(lock, page, () => {
				timer.after(1, () => page.run(() => void work().then(visit.leave).then(resolve, reject)));
			});
			page.onEnd(visit.leave);
			options?.signal.addEventListener('abort', visit.leave);
		});
	}

	return { BroadcastChannel: FakeChannel, navigator: { locks: { request } } };
}

/** One page's wait for a lock, and its time with it. */
function createVisit(lock: Lock, page: Page, enter: () => void) {
	let state: 'waiting' | 'in' | 'gone' = 'waiting';

	function come(): void {
		if (state === 'gone' || !page.alive) pass();
		else {
			state = 'in';
			enter();
		}
	}

	function pass(): void {
		const next = lock.queue.shift();
		lock.held = next !== undefined;
		next?.();
	}

	function leave(): void {
		const before = state;
		state = 'gone';
		if (before === 'in') pass();
	}

	if (lock.held) lock.queue.push(come);
	else {
		lock.held = true;
		come();
	}
	return { leave };
}
