/**
 * The message types Lintel adds to the y-websocket protocol. Stock clients ignore them.
 *
 * A client sends MARK with a number after some updates; the relay answers DURABLE with that number
 * once everything it received on that socket before the mark is on disk. GENERATION is the first
 * frame a relay sends: the generation of the document it serves.
 */
export const SYNC_MARK = 101;
export const SYNC_DURABLE = 102;
export const SYNC_GENERATION = 103;
