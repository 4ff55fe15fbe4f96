import type { RawData, WebSocket } from 'ws';
import type { SyncLimits } from '#server/sync/limits.ts';
import type { Identity, Peer } from '#server/sync/peer.ts';
import type { Room } from '#server/sync/room.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import { keepAlive, part, pauseFor } from '#server/sync/socket-life.ts';
import { createThrottle } from '#server/sync/throttle.ts';
import { DocName } from '#shared/doc/doc-name.ts';
import type { Hash } from '#shared/hash.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import { awarenessFrame } from '#shared/protocol/sync-frames.ts';

export interface SyncVisit {
	/** The document's name, as the address said it. */
	readonly doc: string;
	readonly identity: Identity;
	/** Asked at each write. */
	canWrite(): boolean;
	/** The generation the client holds, if it said so. */
	readonly generation?: Hash | null;
}

/** An awareness update about nobody: keeps a client from thinking that the relay is gone. */
const HEARTBEAT = awarenessFrame(Uint8Array.of(0));

/**
 * Seats a WebSocket in the Room it asks for and keeps it alive. Call it in the turn in which the
 * socket opens: frames that arrive before are lost.
 */
export function serveSync(rooms: Rooms, socket: WebSocket, visit: SyncVisit): void {
	const room = findRoom(rooms, visit);
	if ('code' in room) part(socket, room.code, room.reason);
	else seat(room, socket, visit, rooms.limits);
}

function findRoom(rooms: Rooms, visit: SyncVisit): Room | { code: number; reason: string } {
	const name = DocName.safeParse(visit.doc);
	if (!name.success) {
		return { code: CLOSE.notFound, reason: 'There is no document of that name.' };
	}
	if (!rooms.hasRoomFor(name.data)) {
		return { code: CLOSE.tooMuch, reason: 'The workspace holds no more documents.' };
	}
	const room = rooms.open(name.data);
	try {
		if (!visit.generation || visit.generation === room.generation) return room;
	} catch {
		return { code: CLOSE.diskFailed, reason: 'The relay could not read the document.' };
	}
	return { code: CLOSE.conflict, reason: 'The document has started anew: fetch it again.' };
}

function seat(room: Room, socket: WebSocket, visit: SyncVisit, limits: SyncLimits) {
	const throttle = createThrottle(limits.frameBurst, limits.framesPerSecond, () =>
		performance.now(),
	);
	const peer = createSocketPeer(socket, visit, limits, () => leave());
	socket.on('message', receive);
	socket.on('close', () => leave());
	keepAlive(socket, limits.heartbeatMs, () => peer.send(HEARTBEAT));
	const leave = room.join(peer);

	function receive(data: RawData, isBinary: boolean) {
		if (isBinary) {
			room.receive(peer, bytesOf(data));
		} else {
			leave();
			peer.close(CLOSE.malformed, 'A frame is binary.');
		}
		const wait = throttle.take();
		if (wait > 0) pauseFor(socket, wait);
	}
}

function createSocketPeer(
	socket: WebSocket,
	{ identity, canWrite }: SyncVisit,
	limits: SyncLimits,
	onCutOff: () => void,
): Peer {
	/** A document longer than the queue still arrives, whatever is said while it is on its way. */
	let largest = 0;

	function send(frame: Uint8Array) {
		if (socket.readyState !== socket.OPEN) return;
		if (socket.bufferedAmount === 0) largest = 0;
		if (socket.bufferedAmount > limits.queueBytes + largest) {
			onCutOff();
			part(socket, CLOSE.tooSlow, 'You read too slowly; connect again to catch up.');
		} else {
			largest = Math.max(largest, frame.length);
			socket.send(frame);
		}
	}

	return { identity, canWrite, send, close: (code, reason) => part(socket, code, reason) };
}

function bytesOf(data: RawData): Uint8Array {
	if (Array.isArray(data)) return Buffer.concat(data);
	return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
