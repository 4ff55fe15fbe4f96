/** Sockets between pages and a relay: slow, in order, cut off at any moment, or silent for ever. */
import { EventEmitter } from 'node:events';
import { pageNow } from '#test/simulation/tabs/page.ts';
import type { VirtualTimer } from '#test/simulation/virtual-timer.ts';

const [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3];

/** The relay's end: as much of a socket of `ws` as the relay uses. */
export interface ServedSocket extends EventEmitter {
	readonly readyState: number;
}

export interface Sockets {
	readonly WebSocket: unknown;
	/** Seats who connects; null while no relay is there. */
	serve: ((url: URL, socket: ServedSocket) => void) | null;
	/** Both ends of every connection hear that it ended. */
	cutAll(): void;
	cutOne(pick: (count: number) => number): void;
	/** Neither end of a connection hears the other from now on, nor that it ended. */
	silence(): void;
}

export function createSockets(timer: VirtualTimer, delay: () => number): Sockets {
	const all = new Set<FakeSocket>();
	const sockets: Sockets = {
		WebSocket: undefined,
		serve: null,
		cutAll: () => {
			for (const socket of [...all]) socket.cut();
		},
		cutOne: (pick) => [...all][pick(all.size)]?.cut(),
		silence: () => {
			for (const socket of all) socket.isSilent = true;
		},
	};

	/** Each thing after the one before. */
	function createWay() {
		let due = 0;
		return (task: () => void) => {
			const now = timer.now().getTime();
			due = Math.max(due, now + delay());
			timer.after(due - now, task);
		};
	}

	class RelayEnd extends EventEmitter implements ServedSocket {
		readonly OPEN = OPEN;
		readonly bufferedAmount = 0;
		readonly isPaused = false;
		readyState = OPEN;
		readonly #page: FakeSocket;

		constructor(page: FakeSocket) {
			super();
			this.#page = page;
		}
		send(data: Uint8Array | string, done?: () => void): void {
			this.#page.arrive(typeof data === 'string' ? data : Uint8Array.from(data).buffer);
			if (done !== undefined) queueMicrotask(done);
		}
		close(code = 1005): void {
			if (this.readyState !== OPEN) return;
			this.gone();
			this.#page.shut(code);
		}
		terminate(): void {
			this.close(1006);
		}
		ping(): void {
			if (!this.#page.isSilent) this.emit('pong');
		}
		pause(): void {}
		resume(): void {}
		gone(): void {
			if (this.readyState === CLOSED) return;
			this.readyState = CLOSED;
			this.emit('close');
		}
	}

	class FakeSocket {
		static readonly OPEN = OPEN;
		readonly OPEN = OPEN;
		readyState = CONNECTING;
		binaryType = 'blob';
		isSilent = false;
		onopen: (() => void) | null = null;
		onmessage: ((event: { data: unknown }) => void) | null = null;
		onclose: ((event: { code: number }) => void) | null = null;
		onerror: (() => void) | null = null;
		readonly #page = pageNow();
		readonly #up = createWay();
		readonly #down = createWay();
		#relay: RelayEnd | null = null;

		constructor(url: string) {
			all.add(this);
			this.#page.onEnd(() => this.cut());
			this.#down(() => this.#open(new URL(url)));
		}

		#open(url: URL): void {
			const { serve } = sockets;
			if (serve === null) this.#closed(1006);
			if (serve === null || this.readyState !== CONNECTING) return;
			this.readyState = OPEN;
			this.#relay = new RelayEnd(this);
			this.#page.run(() => this.onopen?.());
			serve(url, this.#relay);
		}

		send(data: Uint8Array | string): void {
			if (this.readyState !== OPEN) return;
			const frame = typeof data === 'string' ? Buffer.from(data) : Buffer.from(data.slice());
			this.#up(() => {
				if (this.isSilent || this.#relay?.readyState !== OPEN) return;
				this.#relay.emit('message', frame, typeof data !== 'string');
			});
		}

		close(): void {
			if (this.readyState >= CLOSING) return;
			this.readyState = CLOSING;
			this.#down(() => this.#closed(1005));
		}

		cut(): void {
			this.#closed(1006);
		}

		arrive(data: unknown): void {
			this.#down(() => {
				if (this.readyState !== OPEN || this.isSilent) return;
				this.#page.run(() => this.onmessage?.({ data }));
			});
		}

		shut(code: number): void {
			this.#down(() => {
				if (!this.isSilent) this.#closed(code);
			});
		}

		#closed(code: number): void {
			if (this.readyState === CLOSED) return;
			this.readyState = CLOSED;
			all.delete(this);
			this.#relay?.gone();
			this.#page.run(() => this.onclose?.({ code }));
		}
	}

	return Object.assign(sockets, { WebSocket: FakeSocket });
}
