import { type Errors, NO_ERRORS } from '#machines/work/artefact-facts.ts';
import type { ArtefactId } from '#shared/id.ts';
import { keepsFromReview } from '#shared/imports/rules/in-code.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** Error Findings that keep an artefact from review, by artefact; the same object for one while nothing about it is another. */
export function errorsIn(
	findings: readonly Finding[],
	before: ReadonlyMap<ArtefactId, Errors>,
): ReadonlyMap<ArtefactId, Errors> {
	const found = new Map<ArtefactId, { count: number; first: string }>();
	for (const finding of findings) {
		const { artefact, message, fix } = finding;
		if (artefact === null || !keepsFromReview(finding)) continue;
		const known = found.get(artefact);
		if (known === undefined) found.set(artefact, { count: 1, first: `${message} ${fix}` });
		else known.count++;
	}
	return new Map([...found].map(([id, now]) => [id, sameOr(before.get(id) ?? NO_ERRORS, now)]));
}

/** The artefacts whose errors differ. */
export function otherErrors(
	before: ReadonlyMap<ArtefactId, Errors>,
	now: ReadonlyMap<ArtefactId, Errors>,
): readonly ArtefactId[] {
	return [...new Set([...before.keys(), ...now.keys()])].filter(
		(id) => before.get(id) !== now.get(id),
	);
}

function sameOr(before: Errors, now: Errors): Errors {
	return before.count === now.count && before.first === now.first ? before : now;
}
