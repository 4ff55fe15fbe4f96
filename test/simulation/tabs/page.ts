/** A browser's pages: what one started runs in it, waits while it is frozen, and ends with it. */
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import type { VirtualTimer } from '#test/simulation/virtual-timer.ts';

export interface Page {
	readonly name: string;
	readonly alive: boolean;
	/** Nothing runs in it until it is thawed. */
	frozen: boolean;
	run(task: () => void): void;
	/** Runs something in it and answers with what it made. */
	within<T>(make: () => T): T;
	thaw(): void;
	/** Closes it. One that crashes has no last words. */
	close(gently: boolean): void;
	/** Told when it is gone. */
	onEnd(end: () => void): void;
	onHide(hide: () => void): void;
	/** Whether what it asked of the disk is done although it is gone. */
	readonly leaves: boolean;
}

const here = new AsyncLocalStorage<Page>();

export function createPage(name: string): Page {
	const waiting: (() => void)[] = [];
	const ends: (() => void)[] = [];
	const hides: (() => void)[] = [];
	let alive = true;
	let leaves = false;

	const page: Page = {
		name,
		get alive() {
			return alive;
		},
		get leaves() {
			return leaves;
		},
		frozen: false,
		run(task) {
			if (!alive) return;
			if (page.frozen) waiting.push(task);
			else here.run(page, task);
		},
		within: (make) => here.run(page, make),
		thaw() {
			page.frozen = false;
			for (const task of waiting.splice(0)) page.run(task);
		},
		close(gently) {
			leaves = gently;
			if (gently) for (const hide of hides) page.run(hide);
			alive = false;
			for (const end of ends) here.exit(end);
		},
		onEnd: (end) => void ends.push(end),
		onHide: (hide) => void hides.push(hide),
	};
	return page;
}

export function pageNow(): Page {
	const page = here.getStore();
	if (page === undefined) throw new Error('This happens in a page.');
	return page;
}

/** Puts other globals in place of the real ones; answers with the way back. */
export function replaceGlobals(others: Readonly<Record<string, unknown>>): () => void {
	const before = Object.keys(others).map(
		(name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
	);
	for (const [name, value] of Object.entries(others))
		Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
	return () => {
		for (const [name, descriptor] of before)
			if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
			else Object.defineProperty(globalThis, name, descriptor);
	};
}

/** A page's timers, by the world's clock. */
export function pageTimers(timer: VirtualTimer): Readonly<Record<string, unknown>> {
	function after(ms: number, task: () => void): () => void {
		const page = here.getStore();
		const bound = AsyncResource.bind(task);
		return timer.after(Math.max(0, ms), () => (page === undefined ? bound() : page.run(bound)));
	}

	function start(begin: (timeout: { stop: () => void }) => void) {
		const timeout = { stop: () => {}, unref: () => timeout };
		begin(timeout);
		return timeout;
	}

	return {
		setTimeout: (task: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
			start((timeout) => {
				timeout.stop = after(ms, () => task(...given));
			}),
		setInterval: (task: () => void, ms: number) =>
			start(function again(timeout) {
				timeout.stop = after(ms, () => {
					again(timeout);
					task();
				});
			}),
		clearTimeout: (timeout?: { stop: () => void } | null) => timeout?.stop(),
		clearInterval: (timeout?: { stop: () => void } | null) => timeout?.stop(),
	};
}
