/**
 * Whether a Session may start: one answer for the app, which says so beside the choice, and for the
 * relay, which refuses. It looks at how everything stands here and now, and at nothing else.
 */
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import { isThrough } from '#machines/session/seen-session.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import { SAYS } from '#machines/session/start-refusals.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { entryOf } from '#shared/artefact/entry.ts';
import { type ArtefactId, type ArtefactKind, kindOf } from '#shared/id.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import { upstreamOf } from '#shared/lifecycle/upstream.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';
import { practicesOf } from '#shared/trace/practices.ts';

export interface StartAsked {
	readonly kind: SessionKind;
	readonly artefact: ArtefactId | null;
}

export interface StartGround {
	readonly artefacts: Artefacts;
	readonly policy: Pick<Policy, 'gates'>;
	readonly viewOf: (
		id: ArtefactId,
	) => Pick<ArtefactView, 'phase' | 'standing' | 'approvedRevision'>;
}

/** `sessions` are all that there are. */
export function whyNotStart(
	ground: StartGround & { readonly sessions: readonly SessionState[] },
	asked: StartAsked,
): Refusal | null {
	return (
		whyOff(ground, asked) ??
		whyWrongArtefact(ground, asked) ??
		whyNotReady(ground, asked) ??
		whyThere(ground.sessions, asked)
	);
}

/** What it builds on has to be approved, where a gate asks for that. */
export function whyNotReady(ground: StartGround, { kind, artefact }: StartAsked): Refusal | null {
	const { artefacts, policy, viewOf } = ground;
	const lacks = (id: ArtefactId) => !isThrough(policy, kindOf(id), viewOf(id));
	const named = (id: ArtefactId) => ({ id, title: entryOf(artefacts, id)?.title ?? '' });
	switch (SESSION_TYPES[kind].requires) {
		case 'artefact': {
			if (artefact === null) return null;
			// A change begins where something above it changed: what is asked for is a text that people agreed on.
			if (kind === 'change' && viewOf(artefact).approvedRevision !== null) return null;
			return lacks(artefact) ? SAYS.notApproved([named(artefact)]) : null;
		}
		case 'upstream': {
			const left = artefact === null ? [] : aboveOf(artefacts, artefact).filter(lacks);
			return left.length > 0 ? SAYS.notApproved(left.map(named)) : null;
		}
		case 'a-story':
			return artefacts.stories.some(({ id }) => !lacks(id)) ? null : SAYS.noStory;
		case null:
			return null;
	}
}

/** A Component without a Design rests on its Context. */
function aboveOf(artefacts: Artefacts, artefact: ArtefactId): readonly ArtefactId[] {
	const above = upstreamOf(artefacts, artefact);
	const owner = entryOf(artefacts, artefact)?.owner ?? null;
	return owner === null || above.includes(owner) ? above : [...above, owner];
}

function whyOff({ policy }: StartGround, { kind }: StartAsked): Refusal | null {
	const practices = practicesOf(policy);
	const off = NEEDS[kind].find((needed) => !practices.has(needed));
	return off === undefined ? null : SAYS.off(SESSION_TYPES[kind].title, off);
}

/** What a team has to work with for a type of Session to make sense. */
const NEEDS: Readonly<Record<SessionKind, readonly ArtefactKind[]>> = {
	'story-interview': ['story'],
	'story-review': ['story'],
	'context-mapping': ['context'],
	'context-design': ['context', 'design'],
	'component-design': ['design'],
	'component-tests': ['design'],
	'component-code': ['design'],
	'context-code': ['context', 'design'],
	integration: ['story'],
	change: [],
};

function whyWrongArtefact(
	{ artefacts, viewOf }: StartGround,
	{ kind, artefact }: StartAsked,
): Refusal | null {
	const { about, title } = SESSION_TYPES[kind];
	if (about === null) return artefact === null ? null : SAYS.aboutNothing(title);
	if (artefact === null) return SAYS.aboutSomething(title, about);
	if (about !== 'any' && kindOf(artefact) !== about) return SAYS.aboutSomething(title, about);
	const entry = entryOf(artefacts, artefact);
	if (entry === null) return SAYS.noArtefact(artefact);
	const isArchived = viewOf(artefact).phase === 'archived';
	return isArchived ? SAYS.archived({ id: artefact, title: entry.title }) : null;
}

/** Several people may be interviewed at once; everything else is done once at a time. */
function whyThere(
	sessions: readonly SessionState[],
	{ kind, artefact }: StartAsked,
): Refusal | null {
	if (kind === 'story-interview') return null;
	const there = sessions.find(
		(one) => one.ended === null && one.kind === kind && one.artefact === artefact,
	);
	return there === undefined ? null : SAYS.goesOn(there.id);
}
