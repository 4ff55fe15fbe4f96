import type { AcceptanceCriterionId, StoryId } from '#shared/id.ts';

/** What is being chosen, and what for. */
export type StoryChoice =
	| { readonly of: 'filter' }
	| { readonly of: 'priority' | 'tag' | 'context'; readonly stories: readonly StoryId[] }
	| {
			readonly of: 'story';
			readonly from: StoryId;
			readonly criteria: readonly AcceptanceCriterionId[];
	  };
