/** One thing a Room has to do in its turn: take an update, run an edit, or answer a mark. */
import type * as Y from 'yjs';
import type { Peer } from '#server/sync/peer.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { Refusal } from '#shared/refusal.ts';

export interface Write {
	/** Null for the relay's own writes. */
	readonly peer: Peer | null;
	readonly origin: Origin;
	readonly work: Work;
	settle(outcome: Outcome): void;
}

export type Work =
	| { readonly kind: 'update'; readonly update: Uint8Array; readonly frame: Uint8Array | null }
	| {
			readonly kind: 'edit';
			readonly change: (yDoc: Y.Doc) => void;
			/** Written to the store in the same transaction. */
			readonly alongside: (() => void) | null;
	  }
	/** Nothing to write: settles when everything before it is durable. */
	| { readonly kind: 'mark' };

export type Outcome =
	| { readonly kind: 'durable' }
	/** This write is at fault, and only this one. */
	| { readonly kind: 'refused'; readonly code: number; readonly refusal: Refusal }
	/** An edit threw, or the disk failed. */
	| { readonly kind: 'failed'; readonly error: unknown };

/** A write that the document has taken and the store has not: null bytes say nothing new. */
export interface Staged {
	readonly write: Write;
	readonly update: Uint8Array | null;
}

/**
 * Looks at a document before an update is applied, and answers with who judges it afterwards: what
 * a Member's update comes to, or null when it may stand. A refused one is taken out again, by
 * reading the document anew.
 */
export type Guard = (yDoc: Y.Doc) => (member: string) => Outcome | null;
