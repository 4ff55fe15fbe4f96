/**
 * Names an artefact's exact content: SHA-256 of `lintel/<kind>/<canon version>\0` and its
 * canonical text. An older version stays computable for ever: a log may rest on it.
 */
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import type { Story } from '#shared/artefact/story.ts';
import { type Hash, hashOf } from '#shared/hash.ts';
import type { AcceptanceCriterionId, ArtefactKind } from '#shared/id.ts';
import { canonicalCriterion, canonicalTextOf } from '#shared/lifecycle/canonical-text.ts';
import type { Revision } from '#shared/lifecycle/event.ts';

export {
	canonicalContext,
	canonicalDesign,
	canonicalStory,
	canonicalTextOf,
} from '#shared/lifecycle/canonical-text.ts';

/** The version that texts are printed in. Raise it with any change to what canonical text is. */
export const CANON_VERSION = 1;

/** The revision of a canonical text, whichever version it was printed in. */
export function revisionOf(
	kind: ArtefactKind,
	canonicalText: string,
	version = CANON_VERSION,
): Revision {
	return hashOf(`lintel/${kind}/${version}\0${canonicalText}`);
}

/** The revision of an artefact as it reads. */
export function revisionOfArtefact(artefact: AnyArtefact): Revision {
	return revisionOf(artefact.kind, canonicalTextOf(artefact));
}

/** Criterion id → the hash of its text: what a `submitted` of a Story names. */
export function criterionHashes(story: Story): Record<AcceptanceCriterionId, Hash> {
	return Object.fromEntries(story.criteria.map(({ id, text }) => [id, criterionHashOf(text)]));
}

export function criterionHashOf(text: string): Hash {
	return hashOf(`lintel/criterion/${CANON_VERSION}\0${canonicalCriterion(text)}`);
}
