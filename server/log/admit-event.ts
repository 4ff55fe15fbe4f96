/**
 * What an event has to be before it may enter the log, beside its signature.
 *
 * None of it depends on what in the log counts, so every relay takes the same events, and what
 * one has taken can be carried to the next.
 */
import type { KnownKeys } from '#server/log/known-keys.ts';
import type { EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/** What a relay may sign, for an Agent or for itself. Everything else takes a person's key. */
const RELAY_MAY: ReadonlySet<LifecycleEvent['type']> = new Set([
	'submitted',
	'withdrawn',
	'attested',
	'sessionStarted',
	'stepLeased',
	'stepSubmitted',
	'stepAccepted',
	'stepRejected',
	'stepAsked',
	'leaseLapsed',
	'sessionEnded',
]);

/** Why this event may not enter, or null. `root` is the log's own, null while it is empty. */
export function refuseEvent(
	event: LifecycleEvent,
	id: EventId,
	root: EventId | null,
	keys: KnownKeys,
): Refusal | null {
	return refuseWorkspace(event, id, root) ?? refuseKey(event, keys);
}

function refuseWorkspace(event: LifecycleEvent, id: EventId, root: EventId | null): Refusal | null {
	if (event.type === 'workspaceFounded') {
		if (event.workspace !== null || event.parents.length > 0) return badFounding;
		return root === null || root === id ? null : foundedAlready;
	}
	if (root === null) return notFounded;
	return event.workspace === root ? null : otherWorkspace;
}

function refuseKey(event: LifecycleEvent, keys: KnownKeys): Refusal | null {
	// Its own device signs the founding; the verifier holds it to that.
	if (event.type === 'workspaceFounded') return event.by.agent ? personOnly(event) : null;
	const { key, agent } = event.by;
	const isPerson = keys.mayBe(key, 'person');
	const isRelay = keys.mayBe(key, 'relay');
	if (!isPerson && !isRelay) return keys.mayBe(key, 'access') ? accessKey : unknownKey;
	if (agent && !isRelay) return notARelay;
	if ((agent || !isPerson) && !RELAY_MAY.has(event.type)) return personOnly(event);
	return null;
}

const badFounding = refusal(
	'bad-founding',
	'A founding names no workspace and no parents.',
	'Found the workspace again from the pairing link.',
);

const foundedAlready = refusal(
	'founded-already',
	'This log has its founding event, and it is another one.',
	'Check which workspace you meant: compare the six words of its root.',
);

const notFounded = refusal(
	'not-founded',
	'This workspace has no founder yet.',
	'Open the pairing link that Lintel printed when it started.',
);

const otherWorkspace = refusal(
	'other-workspace',
	'The event belongs to another workspace.',
	'Check which workspace you meant: compare the six words of its root.',
);

const unknownKey = refusal(
	'unknown-key',
	'Nobody in this workspace has the key that signed it.',
	'Ask an owner to let this device in.',
);

const accessKey = refusal(
	'access-key',
	'That key opens connections and signs no events.',
	'Sign with the device key.',
);

const notARelay = refusal(
	'agent-without-relay',
	'Only a relay speaks for an Agent.',
	'Submit through the Lintel tools instead.',
);

function personOnly(event: LifecycleEvent): Refusal {
	return refusal(
		'person-only',
		`Only a person may sign ${event.type}, with a key of their own.`,
		'Ask a reviewer to do it in the app.',
	);
}
