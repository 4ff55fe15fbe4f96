import type { RawData, WebSocket } from 'ws';
import type { Journal } from '#server/log/journal.ts';
import { LOG_LIMITS, type LogLimits } from '#server/log/limits.ts';
import { readLogUp } from '#server/log/read-log-up.ts';
import { keepAlive, part, pauseFor } from '#server/sync/socket-life.ts';
import { createThrottle } from '#server/sync/throttle.ts';
import type { SessionId } from '#shared/id.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import type { Append, LogDown, LogUp, Observed } from '#shared/protocol/log.ts';
import type { SessionActivity } from '#shared/protocol/sessions.ts';
import type { Traces } from '#shared/protocol/traces.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import { unreachable } from '#shared/unreachable.ts';

/** One connection's news of Sessions. */
export interface Hearing {
	/** Of these Sessions it hears what is being said, from here on and of no other. */
	follow(sessions: readonly SessionId[]): void;
	leave(): void;
}

/** What this relay sees of its checkout: a Workspace, for one. */
export interface View {
	observed(): Observed;
	onObserved(listener: (observed: Observed) => void): () => void;
	/** Every Trace of it, in pages. */
	traces(): readonly Traces[];
	onTraces(listener: (traces: Traces) => void): () => void;
	/** Hears which Sessions have more to fetch, and what is said in those that it follows. */
	hearSessions(listener: (told: SessionActivity) => void): Hearing;
}

/**
 * Holds the log's conversation with one client. Call it in the turn in which the socket opens.
 *
 * Events are read from the store at the pace the client takes them, so a slow one costs nothing;
 * answers and observations have a bounded queue. What goes wrong inside ends this conversation and
 * goes to `onError`.
 */
export function serveLog(
	journal: Journal,
	socket: WebSocket,
	view: View,
	onError: (error: unknown) => void,
	limits: LogLimits = LOG_LIMITS,
): void {
	const throttle = createThrottle(limits.burst, limits.perSecond, () => performance.now());
	const leave: (() => void)[] = [];
	let hearing: Hearing | null = null;
	/** The position of the last event sent; null before `hello`. */
	let cursor: number | null = null;
	let sending = false;
	let toldHeads = false;
	let answered: Promise<void> = Promise.resolve();

	keepAlive(socket, limits.heartbeatMs, () => undefined);
	const patience = setTimeout(() => {
		// A busy device reads for long where it stands: it has nothing wrong, and tries again.
		part(socket, CLOSE.tooSlow, 'Hello is said first, and soon; connect again.');
	}, limits.helloMs);
	patience.unref();
	socket.on('message', receive);
	socket.on('close', () => {
		clearTimeout(patience);
		for (const go of leave) go();
	});

	function receive(data: RawData, isBinary: boolean) {
		const read = readLogUp(data, isBinary, limits.messageBytes);
		if (read.kind === 'malformed') part(socket, CLOSE.malformed, read.reason);
		if (read.kind === 'refused') send(read.answer);
		if (read.kind === 'message') take(read.message);
		const wait = throttle.take();
		if (wait > 0) pauseFor(socket, wait);
	}

	function take(message: LogUp) {
		if ((message.type === 'hello') !== (cursor === null)) {
			part(socket, CLOSE.malformed, 'Say hello once, and first.');
			return;
		}
		switch (message.type) {
			case 'hello':
				welcome(message.protocol, message.position);
				break;
			case 'append':
				answered = answered.then(() => answer(message)).catch(giveUp);
				break;
			case 'follow':
				hearing?.follow(message.sessions);
				break;
			default:
				unreachable(message);
		}
	}

	function welcome(protocol: number, position: number) {
		clearTimeout(patience);
		if (protocol !== PROTOCOL_VERSION) {
			part(socket, CLOSE.conflict, 'This page is not of the relay’s version: reload it.');
			return;
		}
		// A position from beyond the end is from before the relay's disk was put back: start over.
		cursor = position > journal.position() ? 0 : position;
		const { root } = journal.ledger.state();
		send({ type: 'welcome', protocol: PROTOCOL_VERSION, root, position: journal.position() });
		send(view.observed());
		leave.push(view.onObserved(send));
		hearing = view.hearSessions(send);
		leave.push(hearing.leave);
		leave.push(journal.subscribe(journal.position(), sendNews));
		sendNews();
		// After what a screen waits for: the first asks for a look at the whole repository.
		const later = setTimeout(() => {
			for (const page of view.traces()) send(page);
			leave.push(view.onTraces(send));
		}, limits.tracesMs);
		leave.push(() => clearTimeout(later));
	}

	async function answer({ ref, envelopes, texts, blobs }: Append) {
		const result = await journal.append(envelopes, texts, blobs, { complete: true });
		if (result.ok) {
			const { ids, position } = result;
			send({ type: 'accepted', ref, ids: [...ids], position });
		} else if (result.kind === 'missing') {
			send({ type: 'missing', ref, parents: [...result.parents] });
		} else {
			send({ type: 'refused', ref, event: result.event, refusal: result.refusal });
		}
	}

	function giveUp(error: unknown) {
		onError(error);
		part(socket, CLOSE.diskFailed, 'The relay could not go on with the log.');
	}

	function sendNews() {
		sendEvents().catch(giveUp);
	}

	/** Whether the client has yet to hear of an event, or of the heads of a log that it has all of. */
	function hasNews(): boolean {
		return cursor !== null && (cursor < journal.position() || !toldHeads);
	}

	/** One page at a time, each after the one before has left. */
	async function sendEvents() {
		if (sending) return;
		sending = true;
		while (cursor !== null && hasNews() && socket.readyState === socket.OPEN) {
			const { envelopes, position, heads } = journal.page(cursor, limits.pageEvents);
			cursor = position;
			toldHeads = true;
			const message: LogDown = {
				type: 'events',
				envelopes: [...envelopes],
				position,
				heads: [...heads],
			};
			await new Promise((resolve) => socket.send(JSON.stringify(message), resolve));
		}
		sending = false;
	}

	function send(message: LogDown) {
		if (socket.readyState !== socket.OPEN) return;
		if (socket.bufferedAmount > limits.queueBytes) {
			part(socket, CLOSE.tooSlow, 'You read too slowly; connect again to catch up.');
		} else {
			socket.send(JSON.stringify(message));
		}
	}
}
