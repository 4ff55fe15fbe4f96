/**
 * Which workspace a log that came through git belongs to. While nothing is known here, one
 * founding says so; of several none may win by the order in which files happen to lie.
 */
import { fileFinding } from '#server/files/findings/file-finding.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { verifyEnvelope } from '#shared/lifecycle/verify.ts';
import type { Finding } from '#shared/trace/finding.ts';

export const FOUNDED_TWICE = 'log-founded-twice';

/** The validly signed foundings among these, if there is more than one; else none. */
export async function rivalFoundings(envelopes: readonly Envelope[]): Promise<readonly EventId[]> {
	const roots = new Set<EventId>();
	for (const envelope of envelopes) {
		const { event } = envelope;
		if (event.type !== 'workspaceFounded' || event.workspace !== null) continue;
		const isSigned = await verifyEnvelope(envelope, () => null);
		if (isSigned.ok && event.parents.length === 0) roots.add(eventIdOf(event));
	}
	return roots.size > 1 ? [...roots].sort() : [];
}

export async function foundedTwice(roots: readonly EventId[]): Promise<Finding> {
	// The list of words is long, and this is rare.
	const { rootWords } = await import('#shared/lifecycle/root-words.ts');
	const named = roots.map((root) => `“${rootWords(root).join(' ')}”`);
	return fileFinding(
		FOUNDED_TWICE,
		'error',
		'.lintel/log',
		`.lintel/log holds the foundings of ${roots.length} workspaces: ${named.join(', ')}. Lintel doesn’t choose between them and has admitted nothing.`,
		'Ask an owner for the six words, find the file of the other founding (grep -l workspaceFounded .lintel/log/*) and remove it: git log -- .lintel/log says who added it.',
	);
}
