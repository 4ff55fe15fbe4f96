import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import { isThrough as isThroughGate } from '#machines/session/seen-session.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import { upstreamOf } from '#shared/lifecycle/upstream.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';

/** What a start is judged by: how everything stands here and now. */
export interface StartSurroundings {
	readonly artefacts: Artefacts;
	readonly policy: Policy;
	readonly sessions: readonly SessionState[];
	view(id: ArtefactId): Pick<ArtefactView, 'phase' | 'standing' | 'approvedRevision'>;
	titleOf(id: ArtefactId): string;
}

/** Why a Session of this type can't begin with this artefact now; null where it can. */
export function whyNotStart(
	kind: SessionKind,
	artefact: ArtefactId | null,
	around: StartSurroundings,
): Refusal | null {
	const type = SESSION_TYPES[kind];
	if (!fits(type.about, artefact)) return SAYS.another;
	const open = around.sessions.some(
		(one) => one.kind === kind && one.artefact === artefact && one.ended === null,
	);
	if (open && artefact !== null) return SAYS.open;
	if (type.requires === 'a-story') {
		const { gates } = around.policy;
		const any = around.artefacts.stories.some(({ id }) => isThrough(id, around));
		return any || gates.story !== 'required' ? null : SAYS.noStory;
	}
	if (type.requires === null || artefact === null) return null;
	// A change begins where people agreed on a text once, also where something above it shook that.
	if (kind === 'change' && around.view(artefact).approvedRevision !== null) return null;
	const needed = type.requires === 'artefact' ? [artefact] : upstreamOf(around.artefacts, artefact);
	const shut = needed.find((id) => !isThrough(id, around));
	return shut === undefined ? null : notThrough(around.titleOf(shut) || 'Untitled');
}

function fits(about: (typeof SESSION_TYPES)[SessionKind]['about'], artefact: ArtefactId | null) {
	if (about === null) return artefact === null;
	return artefact !== null && (about === 'any' || about === kindOf(artefact));
}

/** A gate that is advisory or off asks for nothing. */
function isThrough(id: ArtefactId, { policy, view }: StartSurroundings): boolean {
	return isThroughGate(policy, kindOf(id), view(id));
}

function notThrough(title: string): Refusal {
	return refusal(
		'not-approved',
		`“${title}” is not approved as it reads now.`,
		'Have it approved first; then the session can build on it.',
	);
}

const SAYS = {
	another: refusal(
		'another-kind',
		'This type of session is about something else.',
		'Choose what it is about, or another type.',
	),
	open: refusal(
		'already-open',
		'There is an open session of this type for it.',
		'Go on with that one, or cancel it first.',
	),
	noStory: refusal(
		'no-story',
		'No story is approved yet.',
		'Have a story approved first; the map rests on stories.',
	),
} as const;
