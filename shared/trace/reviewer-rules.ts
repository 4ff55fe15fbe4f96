/** What the globs of reviewer rules mean, at the moment they are signed. */
import type { ArtefactId } from '#shared/id.ts';
import type { ReviewerRule } from '#shared/lifecycle/policy.ts';
import { matchesGlob } from '#shared/trace/glob.ts';

/** An artefact with everything a glob may know it by: its title, and a Component's code path. */
export interface NamedArtefact {
	readonly id: ArtefactId;
	readonly names: readonly string[];
}

/** `*` and `**` mean everything, also what comes later; any other glob means what it matches now. */
export function artefactsMeant(
	match: string,
	all: readonly NamedArtefact[],
): ReviewerRule['artefacts'] {
	if (match === '*' || match === '**') return 'all';
	const meant = all.filter(({ names }) => names.some((name) => matchesGlob(match, name)));
	return meant.map(({ id }) => id).sort();
}

/** Whether a signed rule's glob would mean something else today. */
export function meansOtherwise(rule: ReviewerRule, all: readonly NamedArtefact[]): boolean {
	return String(artefactsMeant(rule.match, all)) !== String(rule.artefacts);
}
