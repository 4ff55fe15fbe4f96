import { type Refusal, refusal } from '#shared/refusal.ts';

/** Every no that the tree of authority says, by its guard. */
export const NO = {
	otherWorkspace: refusal(
		'other-workspace',
		'The event belongs to another workspace.',
		'Make it again in this workspace.',
	),
	otherRoot: refusal(
		'other-root',
		'A workspace is founded once, and this is not its root.',
		'Compare the six words of the root with the person who founded the workspace.',
	),
	unknownSigner: refusal(
		'unknown-signer',
		'The key that signed belonged to nobody here when this was written.',
		'Ask an owner to add this device, then do it again.',
	),
	cutOff: refusal(
		'cut-off',
		'Whoever signed was removed, and the removal does not build on this.',
		'An owner who still agrees can do it again.',
	),
	agentByRelayOnly: refusal(
		'agent-by-relay-only',
		'A person signs for themselves; only a relay speaks for an Agent.',
		'Do it again as yourself, or let the Agent do it through its relay.',
	),
	agentNotAdmitted: refusal(
		'agent-not-admitted',
		'No owner has admitted this Agent, or it was removed.',
		'Ask an owner to admit the Agent in the app, then submit again.',
	),
	ciAttestsOnly: refusal(
		'ci-attests-only',
		'The key of a build machine attests to test runs, and does nothing else.',
		'Let a person do it, or an Agent through its relay.',
	),
	peopleOnly: refusal(
		'people-only',
		'Only a person decides this, with a key of their own.',
		'Ask a Member who may decide it to do so in the app.',
	),
	ownersOnly: refusal('owners-only', 'Only an owner may do this.', 'Ask an owner to do it.'),
	notAbove: refusal(
		'not-above',
		'Only someone who stands above in the tree of authority may do this.',
		'Ask whoever added them, or the founder.',
	),
	unknownSubject: refusal(
		'unknown-subject',
		'Whoever this is about was not here when it was written.',
		'Check who is meant, then do it again.',
	),
	enrolledBefore: refusal(
		'enrolled-before',
		'A key or an id is enrolled once, ever, and this one already was.',
		'Make a new key, and enrol that.',
	),
	enrolledTwice: refusal(
		'enrolled-twice',
		'Two people enrolled the same key or id without knowing of each other; neither counts.',
		'Make a new key, and let one of them enrol it.',
	),
	notFounder: refusal(
		'not-founder',
		'Only the founder may hand the root over, with the key that stands above their others.',
		'Ask the founder to do it with their second key.',
	),
	handoverTarget: refusal(
		'handover-target',
		'The root passes only to another owner who is here.',
		'Make them an owner first.',
	),
	handoverContested: refusal(
		'handover-contested',
		'The founder handed the root to two people at once; it passes to neither.',
		'The workspace keeps its root; found a new one if they disagree.',
	),
} as const satisfies Record<string, Refusal>;
