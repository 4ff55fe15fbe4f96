import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { AgentId, ArtefactId, MemberId } from '#shared/id.ts';
import type { Refusal } from '#shared/refusal.ts';

export type Action =
	| 'submit'
	| 'approve'
	| 'requestChanges'
	| 'withdraw'
	| 'reaffirm'
	| 'archive'
	| 'restore'
	| 'bypass';

export type ActionOffer =
	| { readonly action: Action; readonly allowed: true }
	| { readonly action: Action; readonly allowed: false; readonly refusal: Refusal };

export type Actor = { readonly member: MemberId } | { readonly agent: AgentId };

/** What the state alone cannot know: the error Findings on the text, and the upstream artefacts. */
export interface ActionHand {
	readonly errorFindings: number;
	readonly upstream: readonly { readonly id: ArtefactId; readonly approved: boolean }[];
}

/** Every action that makes sense in this phase, with the reason where this actor may not take it. */
export function actionsFor(
	_state: WorkspaceState,
	_view: ArtefactView,
	_actor: Actor,
	_hand: ActionHand,
): readonly ActionOffer[] {
	return [];
}
