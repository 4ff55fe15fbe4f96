/** Whether a Session may start, and whether its step may be worked on now: asked of what is in hand. */
import { isThrough } from '#machines/session/seen-session.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import { isWritten } from '#server/session/seen.ts';
import type { Worker } from '#server/session/sessions.ts';
import type { Workspace } from '#server/workspace.ts';
import { type ArtefactId, type ArtefactKind, kindOf } from '#shared/id.ts';
import { upstreamOf } from '#shared/lifecycle/upstream.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import type { SessionType } from '#shared/session/session-type.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';
import { practicesOf } from '#shared/trace/practices.ts';

type Seeing = Pick<Workspace, 'artefacts' | 'viewOf' | 'journal'>;

interface Asked {
	readonly kind: SessionKind;
	readonly artefact: ArtefactId | null;
}

/** Nobody works for a workspace that nobody founded, or without an owner's word. */
export function whyNotAtWork({ journal }: Seeing, { id, name }: Worker): Refusal | null {
	const { root, membership } = journal.ledger.state();
	if (root === null) return unfounded;
	return membership.agents.has(id) ? null : notAdmitted(name);
}

export function whyNotStart(
	workspace: Seeing,
	open: readonly SessionState[],
	asked: Asked,
): Refusal | null {
	const type = SESSION_TYPES[asked.kind];
	return (
		whyOff(workspace, type) ??
		whyWrongArtefact(workspace, type, asked.artefact) ??
		whyNotReady(workspace, asked) ??
		whyThere(open, asked)
	);
}

/** What it builds on has to be approved, where a gate asks for that. */
export function whyNotReady(workspace: Seeing, { kind, artefact }: Asked): Refusal | null {
	const { requires } = SESSION_TYPES[kind];
	const { policy } = workspace.journal.ledger.state();
	const lacks = (id: ArtefactId) => !isThrough(policy, kindOf(id), workspace.viewOf(id));
	switch (requires) {
		case 'artefact': {
			// A change begins where something above it changed: what is asked for is a text that people agreed on.
			const changing = kind === 'change' && artefact !== null;
			if (changing && workspace.viewOf(artefact).approvedRevision !== null) return null;
			return artefact !== null && lacks(artefact) ? notApproved([artefact]) : null;
		}
		case 'upstream': {
			const above = artefact === null ? [] : aboveOf(workspace, artefact);
			const left = above.filter(lacks);
			return left.length > 0 ? notApproved(left) : null;
		}
		case 'a-story': {
			const { stories } = workspace.artefacts();
			return stories.some(({ id }) => !lacks(id)) ? null : noStory;
		}
		case null:
			return null;
	}
}

/** A Component without a Design rests on its Context. */
function aboveOf(workspace: Seeing, artefact: ArtefactId): readonly ArtefactId[] {
	const artefacts = workspace.artefacts();
	const above = upstreamOf(artefacts, artefact);
	const owner = artefacts.contexts.find(({ components }) =>
		components.some(({ id }) => id === artefact),
	);
	return owner === undefined || above.includes(owner.id) ? above : [...above, owner.id];
}

function whyOff({ journal }: Seeing, { kind, about, title }: SessionType): Refusal | null {
	const practices = practicesOf(journal.ledger.state().policy);
	const needed: ArtefactKind | null = about === 'any' || about === null ? NEEDS[kind] : about;
	return needed === null || practices.has(needed) ? null : off(title, needed);
}

const NEEDS: Readonly<Record<SessionKind, ArtefactKind | null>> = {
	'story-interview': 'story',
	'story-review': 'story',
	'context-mapping': 'context',
	'context-design': 'design',
	'component-design': 'design',
	'component-tests': 'design',
	'component-code': 'design',
	'context-code': 'design',
	integration: 'story',
	change: null,
};

function whyWrongArtefact(
	workspace: Seeing,
	{ about, title }: SessionType,
	artefact: ArtefactId | null,
): Refusal | null {
	if (about === null) return artefact === null ? null : aboutNothing(title);
	if (artefact === null) return aboutSomething(title, about);
	if (about !== 'any' && kindOf(artefact) !== about) return aboutSomething(title, about);
	if (!isWritten(workspace.artefacts(), artefact)) return noArtefact(artefact);
	return workspace.viewOf(artefact).phase === 'archived' ? archived(artefact) : null;
}

/** Several people may be interviewed at once; everything else is done once at a time. */
function whyThere(open: readonly SessionState[], { kind, artefact }: Asked): Refusal | null {
	if (kind === 'story-interview') return null;
	const there = open.find(
		(one) => one.ended === null && one.kind === kind && one.artefact === artefact,
	);
	return there === undefined ? null : goesOn(there.id);
}

const unfounded = refusal(
	'unfounded',
	'This workspace has no members yet, so nobody could decide on what a Session brings.',
	'Tell the person to open the pairing link that Lintel printed.',
);

function notAdmitted(name: string): Refusal {
	return refusal(
		'not-admitted',
		`The agent ${name} has not been admitted, so what it does in a Session would not count.`,
		`Tell the person: an owner opens Members in the app and clicks Admit beside ${name}. Then try again.`,
	);
}

function off(title: string, kind: ArtefactKind): Refusal {
	const name = { story: 'stories', context: 'contexts', design: 'designs' }[kind];
	return refusal(
		'practice-off',
		`“${title}” needs ${name}, and this team does not work with ${name}.`,
		'Choose another type of Session, or ask an owner to turn that gate on under Settings, Policy.',
	);
}

function aboutNothing(title: string): Refusal {
	return refusal(
		'about-nothing',
		`“${title}” is about the whole workspace, not about one artefact.`,
		'Start it without an artefact.',
	);
}

function aboutSomething(title: string, about: ArtefactKind | 'any'): Refusal {
	const what = {
		story: 'a story',
		context: 'a context',
		design: 'a component',
		any: 'an artefact',
	};
	return refusal(
		'about-artefact',
		`“${title}” is about ${what[about]}.`,
		'Call find_artefacts for its id, and start the Session with that.',
	);
}

function noArtefact(id: ArtefactId): Refusal {
	return refusal(
		'no-artefact',
		`There is no artefact ${id} in this workspace.`,
		'Call find_artefacts for the ids of what is there.',
	);
}

function archived(id: ArtefactId): Refusal {
	return refusal(
		'archived',
		`${id} is archived.`,
		'Ask a person to restore it, or choose another.',
	);
}

function notApproved(ids: readonly ArtefactId[]): Refusal {
	const named = ids.slice(0, 10).join(', ');
	return refusal(
		'not-approved',
		`${named} ${ids.length === 1 ? 'is' : 'are'} not approved as ${ids.length === 1 ? 'it reads' : 'they read'} now, and this builds on ${ids.length === 1 ? 'it' : 'them'}.`,
		'Submit for review what is not, and let a person approve it in the app.',
	);
}

const noStory = refusal(
	'no-story',
	'No story is approved yet, so there is nothing to build on.',
	'Write stories first, and let a person approve them in the app.',
);

function goesOn(session: string): Refusal {
	return refusal(
		'goes-on',
		`There is such a Session already: ${session}.`,
		`Go on with ${session}, or ask a person to cancel it in the app.`,
	);
}
