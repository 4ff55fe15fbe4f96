/** What one socket, one document and one relay may use. All of it can be set smaller in tests. */
export interface SyncLimits {
	/** Documents of one workspace, beyond which visitors found none. What the files have is always served. */
	readonly documents: number;
	/** Bytes of one frame. A larger one ends its socket. */
	readonly frameBytes: number;
	/** Bytes of one document's state. What would exceed them is refused. */
	readonly docBytes: number;
	/** Bytes of updates that wait for others they build on. */
	readonly pendingBytes: number;
	/** Bytes of one presence. */
	readonly presenceBytes: number;
	/** Presences in one Room. */
	readonly presences: number;
	/** Of these, the ones of one Member or Agent: a tab has one. */
	readonly presencesEach: number;
	/** Bytes queued for a client that reads slowly, beside the largest frame, before it is cut off. */
	readonly queueBytes: number;
	/** Frames a socket may send at once, and then per second. Beyond, the relay reads it later. */
	readonly frameBurst: number;
	readonly framesPerSecond: number;
	/** A document is compacted when its tail has this many rows, or outweighs its snapshot. */
	readonly tailRows: number;
	readonly tailBytes: number;
	/** A Room that nobody is in is let go of after one to two of these. */
	readonly idleMs: number;
	/** Every socket hears something this often: y-websocket gives up after 30 s of silence. */
	readonly heartbeatMs: number;
}

export const SYNC_LIMITS: SyncLimits = {
	documents: 50_000,
	frameBytes: 16 * 2 ** 20,
	docBytes: 64 * 2 ** 20,
	pendingBytes: 2 ** 20,
	presenceBytes: 16 * 2 ** 10,
	presences: 500,
	presencesEach: 50,
	queueBytes: 4 * 2 ** 20,
	frameBurst: 2_000,
	framesPerSecond: 500,
	tailRows: 1_000,
	tailBytes: 256 * 2 ** 10,
	idleMs: 30_000,
	heartbeatMs: 15_000,
};
