import type { WebSocket } from 'ws';

/** Whether anybody uses this Lintel: what `--idle-exit` asks. */
export interface Activity {
	/** Something was asked just now. */
	touch(): void;
	holdWhileOpen(socket: WebSocket): void;
	/** Somebody uses it until this is disposed of. */
	hold(): Disposable;
	/** How long nothing has been asked and no socket has been open, in milliseconds. */
	idleFor(): number;
}

export function createActivity(now: () => Date): Activity {
	let last = now().getTime();
	let open = 0;

	function touch(): void {
		last = now().getTime();
	}

	function hold(): Disposable {
		open += 1;
		return {
			[Symbol.dispose]() {
				open -= 1;
				touch();
			},
		};
	}

	return {
		touch,
		hold,
		holdWhileOpen(socket) {
			const held = hold();
			socket.on('close', () => held[Symbol.dispose]());
		},
		idleFor() {
			// Where the clock was set back it is idle from now on.
			last = Math.min(last, now().getTime());
			return open > 0 ? 0 : now().getTime() - last;
		},
	};
}
