/** What the timeline shows, as the address says it: whoever has the link sees the same. */
import { ArtefactId } from '#shared/id.ts';
import { EventId, type LifecycleEvent } from '#shared/lifecycle/event.ts';

/** Kinds of events, as people look for them. */
export const KINDS = [
	'reviews',
	'exceptions',
	'tests',
	'people',
	'policy',
	'sessions',
	'not-counted',
] as const;
export type Kind = (typeof KINDS)[number];

export interface TimelineQuery {
	/** Words that must all occur. */
	readonly words: string;
	readonly kind: Kind | null;
	/** A Member, an Agent or a relay. */
	readonly by: string | null;
	readonly artefact: ArtefactId | null;
	/** `state`: how everything stood. */
	readonly view: 'events' | 'state';
	/** The moment that is looked at: after this event; null for now. */
	readonly at: EventId | null;
}

const LONGEST = 200;

/** Whatever the address holds that makes no sense is left out. */
export function readTimelineQuery(search: string): TimelineQuery {
	const params = new URLSearchParams(search);
	return {
		words: (params.get('q') ?? '').slice(0, LONGEST),
		kind: KINDS.find((kind) => kind === params.get('kind')) ?? null,
		by: params.get('by')?.slice(0, LONGEST) ?? null,
		artefact: ArtefactId.safeParse(params.get('artefact')).data ?? null,
		view: params.get('view') === 'state' ? 'state' : 'events',
		at: EventId.safeParse(params.get('at')).data ?? null,
	};
}

/** The query part of an address; '' for every event. */
export function writeTimelineQuery(query: TimelineQuery): string {
	const params = new URLSearchParams();
	if (query.words !== '') params.set('q', query.words);
	if (query.kind !== null) params.set('kind', query.kind);
	if (query.by !== null) params.set('by', query.by);
	if (query.artefact !== null) params.set('artefact', query.artefact);
	if (query.view === 'state') params.set('view', 'state');
	if (query.at !== null) params.set('at', query.at);
	const text = params.toString();
	return text === '' ? '' : `?${text}`;
}

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
	reviews: 'Submissions and verdicts',
	exceptions: 'Bypasses and archiving',
	tests: 'Tests',
	people: 'People, agents and relays',
	policy: 'Policy',
	sessions: 'Sessions',
	'not-counted': 'What does not count',
};

/** The kind an event is of; `not-counted` cuts across them. */
export function kindOfEvent(type: LifecycleEvent['type']): Kind {
	switch (type) {
		case 'submitted':
		case 'approved':
		case 'changesRequested':
		case 'withdrawn':
		case 'reaffirmed':
			return 'reviews';
		case 'gateBypassed':
		case 'archived':
		case 'restored':
			return 'exceptions';
		case 'attested':
			return 'tests';
		case 'policySet':
			return 'policy';
		case 'sessionStarted':
		case 'stepLeased':
		case 'stepSubmitted':
		case 'stepAccepted':
		case 'stepRejected':
		case 'stepAsked':
		case 'stepAnswered':
		case 'stepReopened':
		case 'leaseLapsed':
		case 'sessionEnded':
			return 'sessions';
		default:
			return 'people';
	}
}
