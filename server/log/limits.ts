export interface LogLimits {
	/** Bytes of one message. */
	readonly messageBytes: number;
	/** Messages at once, and then per second. Beyond, the relay reads them later. */
	readonly burst: number;
	readonly perSecond: number;
	/** Bytes queued for a client that reads slowly, before it is cut off. */
	readonly queueBytes: number;
	/** Events in one `events` message. */
	readonly pageEvents: number;
	/** How long a socket may be silent before its `hello`. */
	readonly helloMs: number;
	readonly heartbeatMs: number;
	/** How long after `hello` the Traces follow. */
	readonly tracesMs: number;
}

export const LOG_LIMITS: LogLimits = {
	messageBytes: 8 * 2 ** 20,
	burst: 100,
	perSecond: 20,
	queueBytes: 16 * 2 ** 20,
	pageEvents: 500,
	helloMs: 10_000,
	heartbeatMs: 15_000,
	tracesMs: 300,
};
