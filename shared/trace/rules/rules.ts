import type { ContextRule, DesignRule, MapRule, Rule, StoryRule } from '#shared/trace/rule.ts';
import { codePathTwice } from '#shared/trace/rules/code-path-twice.ts';
import { codePathUnruled } from '#shared/trace/rules/code-path-unruled.ts';
import { componentDependency } from '#shared/trace/rules/component-dependency.ts';
import { componentTypeUnknown } from '#shared/trace/rules/component-type-unknown.ts';
import { contextCycle } from '#shared/trace/rules/context-cycle.ts';
import { contextFanOut } from '#shared/trace/rules/context-fan-out.ts';
import { contextNameTwice } from '#shared/trace/rules/context-name-twice.ts';
import { contextNested } from '#shared/trace/rules/context-nested.ts';
import { contextOrphan } from '#shared/trace/rules/context-orphan.ts';
import { contextSize } from '#shared/trace/rules/context-size.ts';
import { coordinationOwns } from '#shared/trace/rules/coordination-owns.ts';
import { criterionElsewhere } from '#shared/trace/rules/criterion-elsewhere.ts';
import { criterionEmpty } from '#shared/trace/rules/criterion-empty.ts';
import { criterionUnknown } from '#shared/trace/rules/criterion-unknown.ts';
import { dependencyOffMap } from '#shared/trace/rules/dependency-off-map.ts';
import { dependencyUnknown } from '#shared/trace/rules/dependency-unknown.ts';
import { designDisagrees } from '#shared/trace/rules/design-disagrees.ts';
import { designTitle } from '#shared/trace/rules/design-title.ts';
import { designWithoutComponent } from '#shared/trace/rules/design-without-component.ts';
import { domainDependency } from '#shared/trace/rules/domain-dependency.ts';
import { domainWithoutEntity } from '#shared/trace/rules/domain-without-entity.ts';
import { entityOwnedTwice } from '#shared/trace/rules/entity-owned-twice.ts';
import { entitySeveral } from '#shared/trace/rules/entity-several.ts';
import { functionUnsigned } from '#shared/trace/rules/function-unsigned.ts';
import { functionUntested } from '#shared/trace/rules/function-untested.ts';
import {
	hiddenInContext,
	hiddenInDesign,
	hiddenInStory,
} from '#shared/trace/rules/hidden-characters.ts';
import { hintLeft } from '#shared/trace/rules/hint-left.ts';
import { manyCriteria } from '#shared/trace/rules/many-criteria.ts';
import { nameUnresolved } from '#shared/trace/rules/name-unresolved.ts';
import { referenceUnresolved } from '#shared/trace/rules/reference-unresolved.ts';
import { sameCriterion } from '#shared/trace/rules/same-criterion.ts';
import { sectionContent } from '#shared/trace/rules/section-content.ts';
import { sectionEmpty } from '#shared/trace/rules/section-empty.ts';
import { sectionForbidden } from '#shared/trace/rules/section-forbidden.ts';
import { sectionMissing } from '#shared/trace/rules/section-missing.ts';
import { sectionRepeated } from '#shared/trace/rules/section-repeated.ts';
import { storyForm } from '#shared/trace/rules/story-form.ts';
import { storyMappedTwice } from '#shared/trace/rules/story-mapped-twice.ts';
import { storyUnmapped } from '#shared/trace/rules/story-unmapped.ts';
import { storyWithoutCriteria } from '#shared/trace/rules/story-without-criteria.ts';
import { testWithoutFunction } from '#shared/trace/rules/test-without-function.ts';
import { contextNameMissing, storyTitleMissing } from '#shared/trace/rules/title-missing.ts';
import { titleUsedTwice } from '#shared/trace/rules/title-used-twice.ts';
import { untestableWords } from '#shared/trace/rules/untestable-words.ts';

export const STORY_RULES: readonly StoryRule[] = [
	...[storyTitleMissing, storyWithoutCriteria, criterionEmpty, untestableWords, sameCriterion],
	...[storyForm, manyCriteria, hiddenInStory],
];

export const CONTEXT_RULES: readonly ContextRule[] = [
	...[contextNameMissing, coordinationOwns, domainWithoutEntity, entitySeveral, contextFanOut],
	...[contextSize, componentTypeUnknown, codePathUnruled, hiddenInContext],
];

export const DESIGN_RULES: readonly DesignRule[] = [
	...[designTitle, sectionMissing, sectionForbidden, sectionEmpty, sectionContent],
	...[sectionRepeated, hintLeft, functionUnsigned, functionUntested, testWithoutFunction],
	hiddenInDesign,
];

export const MAP_RULES: readonly MapRule[] = [
	...[titleUsedTwice, contextNameTwice, contextNested, entityOwnedTwice, contextCycle],
	...[domainDependency, storyUnmapped, storyMappedTwice, contextOrphan, nameUnresolved],
	...[codePathTwice, designWithoutComponent, designDisagrees, criterionUnknown],
	...[criterionElsewhere, dependencyUnknown, dependencyOffMap, componentDependency],
	referenceUnresolved,
];

/** Every rule, in the order people meet what they speak of. */
export const RULES: readonly Rule[] = [
	...STORY_RULES,
	...CONTEXT_RULES,
	...DESIGN_RULES,
	...MAP_RULES,
];
