/**
 * A relay verifies what it stores, and then believes its store: a start must not wait for 10,000
 * signatures. Whoever may write the database can put decisions into it, though. One inside the
 * repository may have come with a commit and is proved before anything rests on it; every other is
 * proved while it is served. Browsers and `lintel check` believe neither.
 */
import { createKnownKeys } from '#server/log/known-keys.ts';
import type { Store } from '#server/storage/store.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import type { Finding } from '#shared/trace/finding.ts';

const PAGE = 500;

/** Why the stored log can't be believed, or null. Looks only where git could reach the database. */
export async function refuseForged(
	store: Pick<Store, 'log'>,
	{ folder, database }: { readonly folder: string; readonly database: string },
): Promise<Refusal | null> {
	if (!database.startsWith(`${folder}/`)) return null;
	return (await firstForged(store)) === null ? null : forged(database);
}

/** The same for a database that is served already. */
export async function forgedFinding(store: Pick<Store, 'log'>): Promise<Finding | null> {
	const id = await firstForged(store);
	if (id === null) return null;
	return {
		rule: 'database-forged',
		severity: 'error',
		message: `Lintel's database holds a decision (${id.slice(0, 12)}) that its author did not sign: something else wrote into it. Browsers and lintel check don't count it; agents are told what the database says.`,
		fix: 'Stop Lintel, move its database away and start again: text comes back from the Markdown files and from browsers, decisions from .lintel/log.',
		...{ artefact: null, field: null, place: null, file: '.', line: null },
	};
}

async function firstForged({ log }: Pick<Store, 'log'>): Promise<EventId | null> {
	const keys = createKnownKeys();
	for (let at = 0, page = log.after(0, PAGE); page.length > 0; ) {
		for (const { envelope } of page) keys.learn(envelope.event);
		const results = await Promise.all(
			page.map(({ envelope }) => verifyEnvelope(envelope, keys.get)),
		);
		const wrong = results.findIndex((result, n) => !result.ok || result.value.id !== page[n]?.id);
		if (wrong >= 0) return page[wrong]?.id ?? '';
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
