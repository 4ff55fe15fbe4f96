import type { SessionKind } from '#shared/session/session-kind.ts';
import type { SessionType, StepSpec } from '#shared/session/session-type.ts';
import { change } from '#shared/session/types/change.ts';
import { componentCode } from '#shared/session/types/component-code.ts';
import { componentDesign } from '#shared/session/types/component-design.ts';
import { componentTests } from '#shared/session/types/component-tests.ts';
import { contextCode } from '#shared/session/types/context-code.ts';
import { contextDesign } from '#shared/session/types/context-design.ts';
import { contextMapping } from '#shared/session/types/context-mapping.ts';
import { integration } from '#shared/session/types/integration.ts';
import { storyInterview } from '#shared/session/types/story-interview.ts';
import { storyReview } from '#shared/session/types/story-review.ts';

export const SESSION_TYPES: Readonly<Record<SessionKind, SessionType>> = {
	'story-interview': storyInterview,
	'story-review': storyReview,
	'context-mapping': contextMapping,
	'context-design': contextDesign,
	'component-design': componentDesign,
	'component-tests': componentTests,
	'component-code': componentCode,
	'context-code': contextCode,
	integration,
	change,
};

export function stepOf(kind: SessionKind, name: string): StepSpec | null {
	return SESSION_TYPES[kind].steps.find((step) => step.name === name) ?? null;
}
