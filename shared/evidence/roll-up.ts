/**
 * What Contexts and Stories follow from what they contain: seen in a checkout, never logged. The one
 * function behind the relay's answer, `lintel check` and the app, so that they can't disagree.
 *
 *     Context   its Components, each with a Design
 *     Story     its criteria, each served by a Design, and covered by a test that passed there
 */
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import type { AcceptanceCriterionId, ArtefactId, ComponentId } from '#shared/id.ts';
import { storyParts } from '#shared/lifecycle/story-parts.ts';

export interface SeenFiles {
	/** What the team practises. */
	readonly artefacts: Artefacts;
	/** Designs whose code and test files are there. */
	readonly implemented: ReadonlySet<ArtefactId>;
	/** Of Designs with test runs; the others have none. */
	readonly evidence: ReadonlyMap<ArtefactId, SeenEvidence>;
	/** Whether a Design has passed its gate as it reads here; an archived one is no part of anything. */
	readonly standing: (design: ComponentId) => 'passed' | 'not' | 'archived';
}

/** `verified`: a test of it passed on what is in hand, and nothing speaks against it. */
export type CriterionState = 'verified' | 'red' | 'skipped' | 'outdated' | 'uncovered';

export interface SeenCriterion {
	readonly id: AcceptanceCriterionId;
	readonly state: CriterionState;
	/** The Designs that name it, and those whose tests cover it. */
	readonly designs: readonly ComponentId[];
}

export interface RollUp {
	readonly implemented: ReadonlySet<ArtefactId>;
	readonly verified: ReadonlySet<ArtefactId>;
	readonly criteria: ReadonlyMap<AcceptanceCriterionId, SeenCriterion>;
	/** Why a Design, Context or Story is not verified, as a sentence; null where it is. */
	because(id: ArtefactId): string | null;
}

export function rollUp(seen: SeenFiles): RollUp {
	const { artefacts, evidence } = seen;
	const designs = artefacts.designs.filter(({ id }) => seen.standing(id) !== 'archived');
	const byId = new Map<ArtefactId, Design>(designs.map((design) => [design.id, design]));
	const implemented = new Set<ArtefactId>(designs.map(({ id }) => id).filter(isThere));
	const verified = new Set<ArtefactId>(designs.map(({ id }) => id).filter(isVerified));
	const reasons = new Map<ArtefactId, string>();
	const criteria = new Map<AcceptanceCriterionId, SeenCriterion>();
	const servers = serversOf(designs, evidence);

	for (const [context, contained] of containedIn(artefacts.contexts, designs)) {
		follow(context, contained, null);
	}
	for (const story of artefacts.stories) {
		const all = story.criteria.map(({ id }) => criterionOf(story, id));
		for (const one of all) criteria.set(one.id, one);
		const contained = [...new Set(all.flatMap((one) => one.designs))];
		const open = all.find(({ state }) => state !== 'verified');
		const unserved = all.find((one) => one.designs.length === 0);
		follow(story.id, unserved === undefined ? contained : [], open ?? null);
		if (open !== undefined) reasons.set(story.id, criterionReason(story, open));
	}

	function isThere(id: ComponentId): boolean {
		return seen.implemented.has(id);
	}

	function isVerified(id: ComponentId): boolean {
		return isThere(id) && evidence.get(id)?.result === 'verified';
	}

	function follow(
		id: ArtefactId,
		contained: readonly ComponentId[],
		open: SeenCriterion | null,
	): void {
		const passed = contained.filter((one) => byId.has(one) && seen.standing(one) === 'passed');
		const whole = contained.length > 0 && passed.length === contained.length;
		if (whole && passed.every(isThere)) implemented.add(id);
		if (whole && passed.every(isVerified) && open === null) verified.add(id);
		else reasons.set(id, containedReason(contained));
	}

	function criterionOf(story: Story, id: AcceptanceCriterionId): SeenCriterion {
		const named = [...(servers.get(id) ?? [])];
		const textOf = (criterion: AcceptanceCriterionId) => storyParts(story).criteria[criterion];
		const told = named.flatMap((design) => {
			const one = evidence.get(design);
			// Most Designs have no runs: then nobody needs the hash of the criterion's text.
			const fits = one?.criteria.find((result) => result.id === id && result.text === textOf(id));
			if (fits === undefined) return one?.result === 'outdated' ? 'outdated' : [];
			if (fits.result !== 'green' || isVerified(design)) return fits.result;
			return one?.result === 'red' ? 'red' : 'outdated';
		});
		return { id, designs: named, state: stateOf(told) };
	}

	function containedReason(contained: readonly ComponentId[]): string {
		if (contained.length === 0) return 'It contains no Design.';
		const first = contained.find((id) => !isVerified(id) || seen.standing(id) !== 'passed');
		const design = first === undefined ? undefined : byId.get(first);
		if (first === undefined || design === undefined) {
			return 'A Component of it has no Design.';
		}
		return `${design.component}: ${designReason(first)}`;
	}

	function designReason(id: ComponentId): string {
		if (seen.standing(id) !== 'passed') return 'The Design is not approved as it reads here.';
		if (!isThere(id)) return 'Its code or its test is not there.';
		return evidence.get(id)?.because ?? 'No test run of it is in the log.';
	}

	function criterionReason(story: Story, { id, state, designs: by }: SeenCriterion): string {
		const text = story.criteria.find((one) => one.id === id)?.text ?? '';
		const said = `“${text.length > 80 ? `${text.slice(0, 79)}…` : text}” ${CRITERION[state]}`;
		const cause = by.find((one) => !isVerified(one));
		const design = cause === undefined ? undefined : byId.get(cause);
		if (cause === undefined || design === undefined) return said;
		return `${said} ${design.component}: ${designReason(cause)}`;
	}

	return {
		implemented,
		verified,
		criteria,
		because(id) {
			if (verified.has(id)) return null;
			const design = byId.get(id);
			return design === undefined ? (reasons.get(id) ?? null) : designReason(design.id);
		},
	};
}

const CRITERION: Readonly<Record<CriterionState, string>> = {
	verified: 'is covered by a test that passed.',
	red: 'rests on a run that failed.',
	skipped: 'has tests that were skipped.',
	outdated: 'has no test run that fits what is here.',
	uncovered: 'is covered by no test.',
};

/** The worst that is said of it. */
function stateOf(told: readonly (CriterionState | 'green')[]): CriterionState {
	if (told.includes('red')) return 'red';
	if (told.includes('outdated')) return 'outdated';
	if (told.includes('green')) return 'verified';
	return told.includes('skipped') ? 'skipped' : 'uncovered';
}

function serversOf(
	designs: readonly Design[],
	evidence: SeenFiles['evidence'],
): Map<AcceptanceCriterionId, Set<ComponentId>> {
	const servers = new Map<AcceptanceCriterionId, Set<ComponentId>>();
	for (const { id, criteria } of designs) {
		const covered = evidence.get(id)?.criteria.map((one) => one.id) ?? [];
		for (const criterion of [...criteria, ...covered]) {
			const known = servers.get(criterion);
			if (known === undefined) servers.set(criterion, new Set([id]));
			else known.add(id);
		}
	}
	return servers;
}

/** What the map lists, and the Designs that say they belong there. */
function containedIn(
	contexts: readonly Context[],
	designs: readonly Design[],
): Map<ArtefactId, readonly ComponentId[]> {
	const contained = new Map<ArtefactId, Set<ComponentId>>(
		contexts.map(({ id, components }) => [id, new Set(components.map((one) => one.id))]),
	);
	for (const { id, context } of designs) if (context !== null) contained.get(context)?.add(id);
	return new Map([...contained].map(([id, of]) => [id, [...of]]));
}
