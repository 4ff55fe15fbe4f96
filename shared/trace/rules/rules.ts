import type { Rule } from '#shared/trace/rule.ts';
import { componentTypeUnknown } from '#shared/trace/rules/component-type-unknown.ts';
import { contextCycle } from '#shared/trace/rules/context-cycle.ts';
import { contextFanOut } from '#shared/trace/rules/context-fan-out.ts';
import { contextOrphan } from '#shared/trace/rules/context-orphan.ts';
import { contextSize } from '#shared/trace/rules/context-size.ts';
import { coordinationOwns } from '#shared/trace/rules/coordination-owns.ts';
import { criterionUnknown } from '#shared/trace/rules/criterion-unknown.ts';
import { designSections } from '#shared/trace/rules/design-sections.ts';
import { designWithoutComponent } from '#shared/trace/rules/design-without-component.ts';
import { domainDependency } from '#shared/trace/rules/domain-dependency.ts';
import { domainWithoutEntity } from '#shared/trace/rules/domain-without-entity.ts';
import { entityOwnedTwice } from '#shared/trace/rules/entity-owned-twice.ts';
import { hiddenCharacters } from '#shared/trace/rules/hidden-characters.ts';
import { manyCriteria } from '#shared/trace/rules/many-criteria.ts';
import { nameUnresolved } from '#shared/trace/rules/name-unresolved.ts';
import { sameCriterion } from '#shared/trace/rules/same-criterion.ts';
import { storyForm } from '#shared/trace/rules/story-form.ts';
import { storyMappedTwice } from '#shared/trace/rules/story-mapped-twice.ts';
import { storyUnmapped } from '#shared/trace/rules/story-unmapped.ts';
import { storyWithoutCriteria } from '#shared/trace/rules/story-without-criteria.ts';
import { titleMissing } from '#shared/trace/rules/title-missing.ts';
import { titleUsedTwice } from '#shared/trace/rules/title-used-twice.ts';
import { untestableWords } from '#shared/trace/rules/untestable-words.ts';

/** Every rule, in the order people meet what they speak of. */
export const RULES: readonly Rule[] = [
	titleMissing,
	titleUsedTwice,
	storyWithoutCriteria,
	untestableWords,
	sameCriterion,
	storyForm,
	manyCriteria,
	hiddenCharacters,
	entityOwnedTwice,
	contextCycle,
	coordinationOwns,
	domainWithoutEntity,
	domainDependency,
	storyUnmapped,
	storyMappedTwice,
	contextOrphan,
	contextFanOut,
	contextSize,
	nameUnresolved,
	componentTypeUnknown,
	designWithoutComponent,
	designSections,
	criterionUnknown,
];
