import type { BulkStoryEdits } from '#client/state/artefact/bulk-story-edits.ts';
import type { Component } from '#shared/artefact/component.ts';
import type { ContextType } from '#shared/artefact/context.ts';
import type { Anchor } from '#shared/doc/comment.ts';
import type {
	AcceptanceCriterionId,
	ArtefactId,
	CommentId,
	ComponentId,
	ContextId,
	StoryId,
} from '#shared/id.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';
import type { ExampleWorkspace } from '#shared/trace/example.ts';

export interface StoryText {
	readonly title: string;
	readonly narrative: string;
	readonly criteria: readonly string[];
	readonly notes?: string;
}

/** Every way to change text: each call is one transaction by this person, and one undoable step. */
export interface Edits extends BulkStoryEdits {
	/** Adds artefacts that bring their ids along; one that is here already stays as it is. */
	insert(artefacts: ExampleWorkspace): void;
	/** Adds a Story after another one, or at the end. Returns its id. */
	addStory(text?: Partial<StoryText>, after?: StoryId | null): StoryId;
	setTitle(story: StoryId, text: string): void;
	setNarrative(story: StoryId, text: string): void;
	setNotes(story: StoryId, text: string): void;
	/** Moves a Story behind another one, or to the front with null. */
	moveStory(story: StoryId, after: StoryId | null): void;
	/** Takes the Story out of the file. Refused once the log speaks of it: archive it instead. */
	removeStory(story: StoryId): Result<void, Refusal>;
	addCriterion(
		story: StoryId,
		text?: string,
		after?: AcceptanceCriterionId | null,
	): AcceptanceCriterionId;
	setCriterion(story: StoryId, criterion: AcceptanceCriterionId, text: string): void;
	/** Moves a criterion behind another one, or to the front with null. */
	moveCriterion(
		story: StoryId,
		criterion: AcceptanceCriterionId,
		after: AcceptanceCriterionId | null,
	): void;
	removeCriterion(story: StoryId, criterion: AcceptanceCriterionId): void;
	/** Takes away a criterion that nobody wrote: nothing that one would undo. */
	dropCriterion(story: StoryId, criterion: AcceptanceCriterionId): void;

	addContext(fields: {
		readonly name: string;
		readonly type?: ContextType;
		readonly entity?: string;
		readonly responsibilities?: string;
	}): ContextId;
	updateContext(
		context: ContextId,
		fields: {
			readonly name?: string;
			readonly type?: ContextType;
			readonly entity?: string;
			readonly responsibilities?: string;
			readonly notes?: string;
		},
	): void;
	/** Refused once the log speaks of it: archive it instead. */
	removeContext(context: ContextId): Result<void, Refusal>;
	/** Refused when it would close a cycle; the reason names the path. */
	addDependency(from: ContextId, to: ContextId): Result<void, Refusal>;
	removeDependency(from: ContextId, to: ContextId): void;
	linkStory(context: ContextId, story: StoryId): void;
	unlinkStory(context: ContextId, story: StoryId): void;
	addComponent(context: ContextId, fields: Omit<Component, 'id'>): ComponentId;
	updateComponent(
		context: ContextId,
		component: ComponentId,
		fields: Partial<Omit<Component, 'id'>>,
	): void;
	removeComponent(context: ContextId, component: ComponentId): void;
	/** To another Context, as one step; `from` null where no map lists it. */
	moveComponent(from: ContextId | null, to: ContextId, component: Component): void;

	/** Starts a Design of a Component that no map lists. */
	addDesign(write: (id: ComponentId) => string): ComponentId;
	/** Replaces a Design's Markdown by the least change; starts the document where there is none. */
	setDesign(design: ComponentId, markdown: string): void;

	/** Starts a thread on an artefact: on a passage of it, or on the whole. */
	addComment(artefact: ArtefactId, text: string, anchor?: Anchor | null): CommentId;
	reply(artefact: ArtefactId, thread: CommentId, text: string): CommentId;
	/** Another's comment stays as it is. */
	editComment(artefact: ArtefactId, comment: CommentId, text: string): void;
	deleteComment(artefact: ArtefactId, comment: CommentId): void;
	resolve(artefact: ArtefactId, thread: CommentId, resolved: boolean): void;
}
