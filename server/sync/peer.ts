import type { AgentId, MemberId } from '#shared/id.ts';

/** Who is at the other end, as the relay authenticated them. */
export interface Identity {
	readonly kind: 'person' | 'agent';
	readonly id: MemberId | AgentId;
	readonly name: string;
}

/** One connected tab or bridge as a Room sees it: a WebSocket, or a test's fake network. */
export interface Peer {
	readonly identity: Identity;
	/** Asked at each write, since a role may change while connected. */
	canWrite(): boolean;
	send(frame: Uint8Array): void;
	/** Ends the connection. Nothing is sent after it. */
	close(code: number, reason: string): void;
}
