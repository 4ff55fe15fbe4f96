import { type Refusal, refusal } from '#shared/refusal.ts';

/** Every no that a Session's machine says, by its guard. */
export const SAYS = {
	unknownKind: refusal(
		'unknown-kind',
		'There is no such type of Session here.',
		'Start one of the types that this Lintel knows, or bring Lintel up to date.',
	),
	wrongArtefact: refusal(
		'wrong-artefact',
		'This type of Session is about another kind of artefact.',
		'Start it on an artefact of the kind that it is about.',
	),
	startedTwice: refusal(
		'started-twice',
		'A Session with this id was started before.',
		'Start it anew, with an id of its own.',
	),
	notStarted: refusal(
		'not-started',
		'The Session was not started, or its start does not count.',
		'Start a Session, and work in that one.',
	),
	viewersRead: refusal(
		'viewers-read',
		'A viewer reads along and does not take part.',
		'Ask an owner for the role of author.',
	),
	relayStartsChildren: refusal(
		'relay-starts-children',
		'A relay on its own starts only the children of a Session, and only it starts those.',
		'Start the Session as a person or as an Agent, without a parent.',
	),
	notAChild: refusal(
		'not-a-child',
		'The parent is not at a step that asks for such a Session.',
		'Look at what the parent waits for.',
	),
	childStarted: refusal(
		'child-started',
		'The parent has such a Session already.',
		'Go on with the one that there is.',
	),
	relayHoldsNothing: refusal(
		'relay-holds-nothing',
		'A relay holds no step for itself; it leases for an Agent.',
		'Let an Agent or a person take the step.',
	),
	held: refusal(
		'held',
		'Somebody holds this step.',
		'Wait until they hand it in or their lease lapses, or ask a person to take it over.',
	),
	notHolder: refusal(
		'not-holder',
		'Only who holds the step may do this.',
		'Take the step first, unless somebody else holds it.',
	),
	relayJudges: refusal(
		'relay-judges',
		'Only a relay, speaking for itself, says what became of a step.',
		'Hand the step in, and let the relay check it.',
	),
	othersLease: refusal(
		'others-lease',
		'Another relay leased this step, and that one judges it.',
		'Wait for it, or let a person take the step over.',
	),
	lateVerdict: refusal(
		'late-verdict',
		'What this speaks of does not wait for a verdict.',
		'Look at where the Session stands.',
	),
	beingJudged: refusal(
		'being-judged',
		'Something was handed in, and is being checked.',
		'Wait for the verdict.',
	),
	relayKeepsTime: refusal(
		'relay-keeps-time',
		'Only a relay, speaking for itself, says that a lease’s time ran out.',
		'Release the step if you hold it, or take it over as a person.',
	),
	peopleAnswer: refusal(
		'people-answer',
		'Only a person answers, and only what was asked and is open.',
		'Open the Session in the app, and answer its open question.',
	),
	peopleReopen: refusal(
		'people-reopen',
		'Only a person gives a step another budget.',
		'Ask a person to reopen it in the app.',
	),
	peopleCancel: refusal(
		'people-cancel',
		'Only a person cancels a Session.',
		'Ask a person to cancel it in the app.',
	),
	peopleTake: refusal(
		'people-take',
		'Only a person takes a step from who holds it.',
		'Wait until the lease lapses, or ask a person.',
	),
	nobodyHolds: refusal('nobody-holds', 'Nobody holds this step.', 'Take it first.'),
	waitsForAnswer: refusal(
		'waits-for-answer',
		'The step waits until a person answers a question.',
		'Ask a person to answer it in the app.',
	),
	usedUp: refusal(
		'used-up',
		'The step was tried as often as it may be, and waits for a person.',
		'Ask a person to look at why it failed, and to reopen it in the app.',
	),
	waitsForApproval: refusal(
		'waits-for-approval',
		'The Session waits until people approve.',
		'Ask a reviewer to decide in the app.',
	),
	waitsForChildren: refusal(
		'waits-for-children',
		'The Session waits for its children.',
		'Work on one of its children.',
	),
	stepsLeft: refusal(
		'steps-left',
		'Not every step of the Session is done.',
		'Go on with the step that is open.',
	),
	allDone: refusal('all-done', 'Every step of the Session is done.', 'Nothing is to be done.'),
	otherStep: refusal(
		'other-step',
		'The Session is at another step.',
		'Look at which step is open, and go on with that one.',
	),
	ended: refusal('session-ended', 'The Session has ended.', 'Start another one.'),
} as const satisfies Record<string, Refusal>;
