/**
 * A relay verifies what it stores, and believes its store ever after. A database inside the
 * repository may have come with a commit, though, and then somebody else made it.
 */
import { createKnownKeys } from '#server/log/known-keys.ts';
import type { Store } from '#server/storage/store.ts';
import { verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

const PAGE = 1_000;

/** Why the stored log can't be believed, or null. Looks only where git could reach the database. */
export async function refuseForged(
	{ log }: Pick<Store, 'log'>,
	{ folder, database }: { readonly folder: string; readonly database: string },
): Promise<Refusal | null> {
	if (!database.startsWith(`${folder}/`)) return null;
	const keys = createKnownKeys();
	for (let at = 0, page = log.after(0, PAGE); page.length > 0; ) {
		for (const { envelope } of page) keys.learn(envelope.event);
		const results = await Promise.all(
			page.map(({ envelope }) => verifyEnvelope(envelope, keys.get)),
		);
		const isTrue = results.every((result, n) => result.ok && result.value.id === page[n]?.id);
		if (!isTrue) return forged(database);
		at += page.length;
		page = log.after(at, PAGE);
	}
	return null;
}

function forged(path: string): Refusal {
	return refusal(
		'database-forged',
		`The database ${path} holds a decision that its author did not sign.`,
		`Find out where it comes from (git log -- '${path}'), move it away and start again: text comes back from the Markdown files and from browsers, decisions from .lintel/log.`,
	);
}
