import { isSettled } from '#machines/lifecycle/approval.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import { isThrough } from '#machines/session/seen-session.ts';
import { type ArtefactFacts, type Errors, NO_ERRORS } from '#machines/work/artefact-facts.ts';
import type { OpenSessions } from '#machines/work/session-book.ts';
import type { WorkLinks } from '#machines/work/work-links.ts';
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import { type ArtefactId, kindOf, type SessionId, type StoryId } from '#shared/id.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import type { Practices } from '#shared/trace/practices.ts';

/** What facts are gathered from, as it is at one moment. */
export interface Surroundings {
	readonly byId: ReadonlyMap<ArtefactId, AnyArtefact>;
	readonly links: WorkLinks;
	readonly errors: ReadonlyMap<ArtefactId, Errors>;
	readonly evidence: ReadonlyMap<ArtefactId, SeenEvidence>;
	readonly sessions: OpenSessions;
	readonly practices: Practices;
	readonly policy: Pick<Policy, 'gates'>;
	viewOf(id: ArtefactId): ArtefactView;
	readonly tested: ReadonlySet<ArtefactId>;
}

export function gatherFacts(
	around: Surroundings,
	id: ArtefactId,
	artefact: AnyArtefact,
): ArtefactFacts {
	const { links, errors, evidence, practices, policy, viewOf } = around;
	const view = viewOf(id);
	const above = [...links.aboveOf(id)];
	const seen = evidence.get(id);
	return {
		artefact,
		view,
		errors: errors.get(id) ?? NO_ERRORS,
		open: above.filter((one) => !isThrough(policy, kindOf(one), viewOf(one))),
		gated: policy.gates[artefact.kind] === 'required',
		founded: above.length > 0 && above.every((one) => isSettled(viewOf(one))),
		...storyFacts(around, artefact),
		missing: missingIn(around, artefact),
		evidence: seen === undefined ? null : { result: seen.result, because: seen.because },
		tested: around.tested.has(id),
		session: sessionOn(around, id, view),
		practices,
	};
}

function storyFacts(around: Surroundings, artefact: AnyArtefact) {
	if (artefact.kind !== 'story') return { mapped: false, served: false };
	const { id } = artefact.story;
	const below = [...around.links.belowOf(id)].flatMap((one) => around.byId.get(one) ?? []);
	return { mapped: below.some((one) => satisfies(one, id)), served: isServed(around, id, below) };
}

function satisfies(artefact: AnyArtefact, story: StoryId): boolean {
	return artefact.kind === 'context' && artefact.context.stories.includes(story);
}

/** Whether some Designs serve it, and every one of them is verified. */
function isServed({ links, viewOf }: Surroundings, story: StoryId, below: readonly AnyArtefact[]) {
	const serving = below.flatMap((one) =>
		one.kind === 'design' && links.aboveOf(one.design.id).includes(story) ? one.design.id : [],
	);
	return serving.length > 0 && serving.every((id) => viewOf(id).phase === 'verified');
}

/** A design that was archived may have no text left here: nobody waits for it. */
function missingIn(
	{ byId, viewOf }: Surroundings,
	artefact: AnyArtefact,
): ArtefactFacts['missing'] {
	if (artefact.kind !== 'context') return [];
	return artefact.context.components.flatMap(({ id, name }) =>
		byId.has(id) || viewOf(id).phase === 'archived' ? [] : { id, name },
	);
}

function sessionOn(
	{ sessions }: Surroundings,
	id: ArtefactId,
	view: ArtefactView,
): SessionId | null {
	const own = sessions.on.get(id);
	if (own !== undefined) return own;
	const shaken = view.suspectBecause.find(({ artefact }) => sessions.following.has(artefact));
	if (shaken !== undefined) return sessions.following.get(shaken.artefact) ?? null;
	const drawsMap = view.kind === 'story' && isSettled(view);
	return (drawsMap ? sessions.everywhere.get('context-mapping') : undefined) ?? null;
}

/** Whether nothing that items are made from is another. */
export function sameFacts(one: ArtefactFacts, other: ArtefactFacts): boolean {
	return (
		one.artefact === other.artefact &&
		one.view === other.view &&
		one.errors === other.errors &&
		one.open.length === other.open.length &&
		one.open.every((id, n) => id === other.open[n]) &&
		one.gated === other.gated &&
		one.founded === other.founded &&
		one.mapped === other.mapped &&
		one.served === other.served &&
		one.missing.length === other.missing.length &&
		one.missing.every(({ id, name }, n) => {
			return id === other.missing[n]?.id && name === other.missing[n]?.name;
		}) &&
		one.evidence?.result === other.evidence?.result &&
		one.evidence?.because === other.evidence?.because &&
		one.tested === other.tested &&
		one.session === other.session &&
		one.practices === other.practices
	);
}
