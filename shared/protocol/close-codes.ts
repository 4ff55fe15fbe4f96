/**
 * Why a socket was closed. y-websocket takes 4400–4499 as final and anything else as worth another
 * try (y-websocket 3.1).
 */
export const CLOSE = {
	/** The frame could not be read, or was over the limit. Permanent: the client is at fault. */
	malformed: 4400,
	/** No ticket, or one that has run out: get another, then connect again. */
	unauthorised: 4401,
	/** This Member may read but not write, or may not be here at all. */
	forbidden: 4403,
	/** No such workspace or document name. */
	notFound: 4404,
	/** The client holds another generation of the document, or an update the relay can't take. */
	conflict: 4409,
	/** More than the limits allow. */
	tooMuch: 4413,
	/** The relay could not write to its disk; it has reloaded the document. */
	diskFailed: 4500,
	/** Something came under the client id of somebody else. Whoever only passed it on tries again. */
	notTheirs: 4503,
	/** The client read too slowly, or said no hello for long, and was cut off. It may connect again at once. */
	tooSlow: 4508,
	/** The relay is stopping. */
	restarting: 1012,
} as const;
