import type { LifecycleEvent } from '#shared/lifecycle/event.ts';
import { wordsOf } from '#shared/lifecycle/event-words.ts';

/** What stands before and after the artefact's title: “Ada *submitted* … *for review*”. */
export type Deed = readonly [before: string, after: string];

/** What somebody did, in words that name who and what it was done to. */
export function deedOf(event: LifecycleEvent, nameOf: (id: string) => string): Deed {
	switch (event.type) {
		case 'submitted':
			return ['submitted', 'for review'];
		case 'approved':
			return ['approved', ''];
		case 'changesRequested':
			return ['asked for changes to', ''];
		case 'withdrawn':
			return ['withdrew', 'from review'];
		case 'reaffirmed':
			return ['reaffirmed', ''];
		case 'gateBypassed':
			return ['bypassed the gate of', ''];
		case 'archived':
			return ['archived', ''];
		case 'restored':
			return ['restored', ''];
		case 'attested':
			return ['saw the tests of', event.result === 'green' ? 'pass' : 'fail'];
		case 'memberAdded':
			return [`let ${nameOf(event.member)} in as ${event.role}`, ''];
		case 'deviceAdded':
			return [`added a device for ${nameOf(event.member)}`, ''];
		case 'agentAdded':
			return [`admitted the agent ${nameOf(event.agent)}`, ''];
		case 'relayAdded':
			return [`added the relay ${nameOf(event.relay)}`, ''];
		case 'roleChanged':
			return [`made ${nameOf(event.member)} ${event.role}`, ''];
		case 'removed':
			return [`removed ${nameOf(event.subject)}`, ''];
		case 'founderHandedOver':
			return [`handed the workspace over to ${nameOf(event.to)}`, ''];
		case 'sessionStarted':
			return [event.artefact === null ? 'started a session' : 'started a session on', ''];
		default:
			return [wordsOf(event), ''];
	}
}

/** The same as one sentence part: `submitted “Sign in” for review`. */
export function deedWords([before, after]: Deed, title: string | null): string {
	const what = title === null ? '' : `“${title}”`;
	return [before, what, after].filter((part) => part !== '').join(' ');
}
