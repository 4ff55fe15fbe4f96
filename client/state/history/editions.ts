import type { ArtefactId } from '#shared/id.ts';
import type { Edition, EditionFields, EditionHead } from '#shared/protocol/history.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';

/** What an artefact said when. The relay remembers it; this device keeps what it has looked at. */
export interface Editions {
	/** What is known of an artefact's editions, newest first. */
	of(id: ArtefactId): readonly EditionHead[];
	/** Whether the relay has earlier ones than these. */
	hasMore(id: ArtefactId): boolean;
	/** Why the relay did not answer the last time it was asked about the artefact; null when it did. */
	refusal(id: ArtefactId): Refusal | null;
	/** Asks the relay for the newest ones. */
	refresh(id: ArtefactId): Promise<void>;
	/** Asks for the ones before those that are known. */
	loadEarlier(id: ArtefactId): Promise<void>;
	read(id: ArtefactId, n: number): Promise<Result<Edition, Refusal>>;
	/** What the artefact says now, to compare with. */
	now(id: ArtefactId): EditionFields | null;
	/** Makes the artefact read so again, as an edit of this person's. */
	restore(id: ArtefactId, fields: EditionFields): Result<void, Refusal>;
}
