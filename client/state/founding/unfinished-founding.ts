import * as z from 'zod/mini';
import type { LogStore } from '#client/sync/log-store.ts';
import { Blob } from '#shared/lifecycle/blob.ts';
import { Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';

/**
 * A founding as it was sent, kept before it is sent: the relay may take it and its answer be lost.
 * `words` are the recovery words, null with a passkey; they are held here until the person has
 * typed one of them back, since nobody else could show them again.
 */
const UnfinishedFounding = z.object({
	name: z.string(),
	envelopes: z.array(Envelope).check(z.minLength(1)),
	blobs: z.array(Blob),
	words: z.nullable(z.string()),
});
export type UnfinishedFounding = z.infer<typeof UnfinishedFounding>;

const FACT = 'founding';

export function readUnfinished(log: LogStore): Promise<UnfinishedFounding | null> {
	return log.readFact(FACT, UnfinishedFounding);
}

export function keepUnfinished(log: LogStore, founding: UnfinishedFounding): Promise<void> {
	return log.writeFact(FACT, founding);
}

export function forgetUnfinished(log: LogStore): Promise<void> {
	return log.writeFact(FACT, null);
}

/** The workspace that it founds. */
export function rootOf({ envelopes }: UnfinishedFounding): EventId | null {
	const [first] = envelopes;
	return first === undefined ? null : eventIdOf(first.event);
}
