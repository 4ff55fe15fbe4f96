/** Changes a machine can make for a Finding, by its rule. */
import type { Conventions } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';
import {
	chooseType,
	drawDependency,
	ownOrOrchestrate,
	removeDependency,
	takeEntityOut,
} from '#shared/trace/fixes/context-fixes.ts';
import {
	alignWithMap,
	correctName,
	dropCriterion,
	nameTitle,
	numberSteps,
	removeMarked,
	removeSection,
} from '#shared/trace/fixes/design-fixes.ts';
import type { Fixer, QuickFix, Workpiece } from '#shared/trace/fixes/fixer.ts';
import { deleteHidden } from '#shared/trace/fixes/hidden-fixes.ts';
import { addSection } from '#shared/trace/fixes/missing-section.ts';
import {
	dropName,
	linkToContext,
	removeCriterion,
	unlinkFromContext,
} from '#shared/trace/fixes/story-fixes.ts';

const FIXES: ReadonlyMap<string, Fixer> = new Map([
	['same-criterion', removeCriterion],
	['criterion-empty', removeCriterion],
	['hidden-characters', deleteHidden],
	['story-unmapped', linkToContext],
	['story-mapped-twice', unlinkFromContext],
	['name-unresolved', dropName],
	['coordination-owns', ownOrOrchestrate],
	['domain-without-entity', ownOrOrchestrate],
	['entity-owned-twice', takeEntityOut],
	['domain-dependency', removeDependency],
	['context-cycle', removeDependency],
	['dependency-unused', removeDependency],
	['component-type-unknown', chooseType],
	['section-missing', addSection],
	['section-forbidden', removeSection],
	['section-empty', removeSection],
	['section-repeated', removeSection],
	['section-content', numberSteps],
	['hint-left', removeMarked],
	['design-title', nameTitle],
	['design-disagrees', alignWithMap],
	['criterion-unknown', dropCriterion],
	['criterion-elsewhere', dropCriterion],
	['dependency-unknown', correctName],
	['dependency-off-map', drawDependency],
]);

/** The changes that would settle the Finding; none where only a person knows. */
export function quickFixesFor(
	finding: Finding,
	piece: Workpiece,
	conventions: Conventions,
): readonly QuickFix[] {
	if (finding.artefact === null) return [];
	return FIXES.get(finding.rule)?.(finding, piece, conventions) ?? [];
}
