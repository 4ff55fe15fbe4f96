import { type Refusal, refusal } from '#shared/refusal.ts';

/** Every no that an artefact's machine says, by its guard. */
export const SAYS = {
	peopleApprove: refusal(
		'people-approve',
		'An Agent may propose and do, never approve.',
		'Ask a reviewer to decide in the app.',
	),
	authorsOnly: refusal(
		'authors-only',
		'A viewer reads and does not write.',
		'Ask an owner for the role of author.',
	),
	reviewersOnly: refusal(
		'reviewers-only',
		'Only a reviewer or an owner decides.',
		'Ask a reviewer to decide, or an owner for the role.',
	),
	ownersOnly: refusal('owners-only', 'Only an owner may do this.', 'Ask an owner to do it.'),
	fourEyes: refusal(
		'four-eyes',
		'Nobody approves what they submitted themselves.',
		'Ask another reviewer to approve it.',
	),
	presenceNeeded: refusal(
		'presence-needed',
		'This approval needs a passkey, and the signature is a device key’s.',
		'Approve again with your passkey.',
	),
	answersUnseen: refusal(
		'answers-unseen',
		'It answers no submission that counts and that its author had seen.',
		'Open the submission, then decide again.',
	),
	otherRevision: refusal(
		'other-revision',
		'It speaks of another text than the submission it answers.',
		'Open the submission, read what it says, then decide again.',
	),
	superseded: refusal(
		'superseded',
		'A later submission has taken the place of this one.',
		'Decide on the later submission.',
	),
	archived: refusal('archived', 'The artefact is archived.', 'Restore it first.'),
	notArchived: refusal('not-archived', 'The artefact is not archived.', 'Nothing is to be done.'),
	othersSubmission: refusal(
		'others-submission',
		'Only who submitted it, or an owner, withdraws a submission.',
		'Ask them, or request changes instead.',
	),
	nothingApproved: refusal(
		'nothing-approved',
		'There is no approval here to reaffirm.',
		'Submit it for review instead.',
	),
	basisNotApproved: refusal(
		'basis-not-approved',
		'It rests on something that was not approved when this was written.',
		'Have what it rests on approved, then submit again.',
	),
	relayAlone: refusal(
		'relay-alone',
		'A relay decides nothing of its own; it speaks for an Agent it names.',
		'Let a person or an admitted Agent do it.',
	),
	relaysAttest: refusal(
		'relays-attest',
		'Only a relay that an owner added attests to a test run.',
		'Run the tests through the relay.',
	),
} as const satisfies Record<string, Refusal>;
