import type { LifecycleEvent } from '#shared/lifecycle/event.ts';
import { unreachable } from '#shared/unreachable.ts';

/** What somebody did, to stand after their name: “Ada *asked for changes*”. */
export function wordsOf(event: LifecycleEvent): string {
	switch (event.type) {
		case 'submitted':
			return 'submitted it for review';
		case 'approved':
			return 'approved it';
		case 'changesRequested':
			return 'asked for changes';
		case 'withdrawn':
			return 'withdrew it';
		case 'reaffirmed':
			return 'reaffirmed it';
		case 'gateBypassed':
			return 'bypassed the gate';
		case 'archived':
			return 'archived it';
		case 'restored':
			return 'restored it';
		case 'attested':
			return event.result === 'green' ? 'saw its tests pass' : 'saw its tests fail';
		case 'workspaceFounded':
			return 'founded the workspace';
		case 'memberAdded':
			return 'let a member in';
		case 'deviceAdded':
			return 'added a device';
		case 'agentAdded':
			return 'admitted an agent';
		case 'relayAdded':
			return event.ci === true ? 'added a build machine' : 'added a relay';
		case 'roleChanged':
			return 'changed a role';
		case 'removed':
			return 'removed someone';
		case 'founderHandedOver':
			return 'handed the workspace over';
		case 'policySet':
			return 'set the policy';
		case 'sessionStarted':
			return 'started a session';
		case 'stepLeased':
			return 'took a step';
		case 'stepSubmitted':
			return 'submitted a step';
		case 'stepAccepted':
			return 'accepted a step';
		case 'stepRejected':
			return 'rejected a step';
		case 'stepAsked':
			return 'asked a question';
		case 'stepAnswered':
			return 'answered a question';
		case 'stepReopened':
			return 'reopened a step';
		case 'leaseLapsed':
			return 'let a step lapse';
		case 'sessionEnded':
			return 'ended a session';
		default:
			return unreachable(event);
	}
}
