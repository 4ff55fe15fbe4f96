import type { WebSocket } from 'ws';

/** Whether anybody uses this Lintel: what `--idle-exit` asks. */
export interface Activity {
	/** Something was asked just now. */
	touch(): void;
	holdWhileOpen(socket: WebSocket): void;
	/** How long nothing has been asked and no socket has been open, in milliseconds. */
	idleFor(): number;
}

export function createActivity(now: () => Date): Activity {
	let last = now().getTime();
	let open = 0;

	function touch(): void {
		last = now().getTime();
	}

	return {
		touch,
		holdWhileOpen(socket) {
			open += 1;
			socket.on('close', () => {
				open -= 1;
				touch();
			});
		},
		idleFor: () => (open > 0 ? 0 : now().getTime() - last),
	};
}
