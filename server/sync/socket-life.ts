/** What both of the relay's conversations need of a WebSocket: that it ends when it should. */
import type { WebSocket } from 'ws';

/** How long a client that is cut off has to hear why. */
const PARTING_MS = 1_000;

/** Close reasons have at most 123 bytes (RFC 6455); ours are ASCII, except what names add. */
const REASON_LENGTH = 60;

/** Closes with a code; whoever doesn't answer is cut off, with all that is queued for them. */
export function part(socket: WebSocket, code: number, reason: string): void {
	if (socket.readyState !== socket.OPEN) return;
	const fits = Buffer.byteLength(reason) <= 123 ? reason : reason.slice(0, REASON_LENGTH);
	socket.close(code, Buffer.byteLength(fits) <= 123 ? fits : '');
	// `close` alone would hold on to the queue until ws gives up, 30 s later.
	setTimeout(() => socket.terminate(), PARTING_MS).unref();
}

/** Pings, and cuts off whoever has not been heard of between two pings. */
export function keepAlive(socket: WebSocket, everyMs: number, onBeat: () => void): void {
	let isAlive = true;
	const timer = setInterval(beat, everyMs);
	timer.unref();
	const heard = () => {
		isAlive = true;
	};

	socket.on('pong', heard);
	socket.on('message', heard);
	socket.on('close', () => clearInterval(timer));
	// An error is always followed by `close`; without a listener it would end the process.
	socket.on('error', () => undefined);

	function beat() {
		// A socket that we read slowly on purpose can't be heard.
		if (!isAlive && !socket.isPaused) {
			socket.terminate();
			return;
		}
		isAlive = false;
		socket.ping();
		onBeat();
	}
}

/** Reads no further for a while: TCP slows the sender down, and nothing is lost. */
export function pauseFor(socket: WebSocket, ms: number): void {
	if (socket.isPaused || socket.readyState !== socket.OPEN) return;
	socket.pause();
	setTimeout(() => socket.resume(), ms);
}
