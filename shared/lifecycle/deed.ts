import type { LifecycleEvent } from '#shared/lifecycle/event.ts';
import { wordsOf } from '#shared/lifecycle/event-words.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import { SESSION_TYPES, stepOf } from '#shared/session/session-types.ts';
import { unreachable } from '#shared/unreachable.ts';

/** What stands before and after the artefact's title: “Ada *submitted* … *for review*”. */
export type Deed = readonly [before: string, after: string];

/** What a Session of the event is for: its type, and whether it is about an artefact. */
export interface DeedSession {
	readonly kind: SessionKind | null;
	readonly artefact: string | null;
}

/** What somebody did, in words that name who and what it was done to. */
export function deedOf(
	event: LifecycleEvent,
	nameOf: (id: string) => string,
	session: DeedSession | null = null,
): Deed {
	if (session !== null && 'session' in event) return sessionDeed(event, session);
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
			return [
				`added the ${event.ci === true ? 'build machine' : 'relay'} “${nameOf(event.relay)}”`,
				'',
			];
		case 'roleChanged':
			return [`made ${nameOf(event.member)} ${event.role}`, ''];
		case 'removed':
			return [`removed ${nameOf(event.subject)}`, ''];
		case 'founderHandedOver':
			return [`handed the workspace over to ${nameOf(event.to)}`, ''];
		default:
			return [wordsOf(event), ''];
	}
}

/** Steps are named as the Session's type names them; the artefact follows where there is one. */
function sessionDeed(event: SessionEvent, { kind, artefact }: DeedSession): Deed {
	const words = sessionWords(event, kind);
	return [artefact === null ? words : `${words} for`, ''];
}

type SessionEvent = Extract<LifecycleEvent, { session: string }>;

function sessionWords(event: SessionEvent, kind: SessionKind | null): string {
	const title = kind === null ? 'a session' : `“${SESSION_TYPES[kind].title}”`;
	const named = 'step' in event && kind !== null ? stepOf(kind, event.step)?.title : undefined;
	const step = named === undefined ? 'a step' : `“${named}”`;
	switch (event.type) {
		case 'sessionStarted':
			return `started ${title}`;
		case 'stepLeased':
			return `took ${step}`;
		case 'stepSubmitted':
			return `handed in ${step}`;
		case 'stepAccepted':
			return `accepted ${step}`;
		case 'stepRejected':
			return `sent back ${step}`;
		case 'stepAsked':
			return `asked something at ${step}`;
		case 'stepAnswered':
			return `answered a question at ${step}`;
		case 'stepReopened':
			return `reopened ${step}`;
		case 'leaseLapsed':
			return lapseWords(event.why, step);
		case 'sessionEnded':
			return `${event.outcome === 'cancelled' ? 'cancelled' : 'ended'} ${title}${event.outcome === 'failed' ? ' as failed' : ''}`;
		default:
			return unreachable(event);
	}
}

function lapseWords(why: 'released' | 'taken' | undefined, step: string): string {
	if (why === 'released') return `gave back ${step}`;
	return why === 'taken' ? `took over ${step}` : `freed ${step}, whose holder fell silent,`;
}

/** The same as one sentence part: `submitted “Sign in” for review`. */
export function deedWords([before, after]: Deed, title: string | null): string {
	const what = title === null ? '' : `“${title}”`;
	return [before, what, after].filter((part) => part !== '').join(' ');
}
