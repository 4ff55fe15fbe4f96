import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import { stepOf } from '#shared/session/session-types.ts';

/** What the log tells of a Session besides what the relay wrote down: what people decided. */
export interface ToldDeed {
	readonly event: EventId;
	/** ISO 8601. */
	readonly at: string;
	readonly step: string | null;
	readonly who: string;
	/** “answered”, “took the step” */
	readonly did: string;
	/** In their own words; null where they said nothing, or it was erased. */
	readonly words: string | null;
	/** What they handed in, as canonical JSON. */
	readonly output: string | null;
}

type Reads = Pick<Workspace, 'timeline' | 'reasonText' | 'nameOf' | 'me'>;

/** In the log's order. Readable without the relay, and for as long as the log is. */
export function toldDeeds(
	workspace: Reads,
	{ kind, history }: Pick<SessionState, 'kind' | 'history'>,
): readonly ToldDeed[] {
	return history.flatMap((id) => {
		const row = workspace.timeline.row(id);
		if (row === null) return [];
		const { event } = row.verified;
		const step = 'step' in event ? event.step : null;
		const gate = step !== null && stepOf(kind, step)?.kind === 'gate';
		const told = { event: id, at: event.at, step, output: null };
		if (event.type === 'stepAccepted' && gate)
			return [{ ...told, who: 'People', did: 'approved it: the session goes on', words: null }];
		if (row.actor.kind !== 'person') return [];
		const did = didWords(event);
		if (did === null) return [];
		const who = nameOf(workspace, row.actor.id);
		const output = event.type === 'stepSubmitted' ? textOf(workspace, event.content) : null;
		return [{ ...told, who, did, words: saidIn(workspace, event), output }];
	});
}

function didWords(event: LifecycleEvent): string | null {
	switch (event.type) {
		case 'sessionStarted':
			return 'started the session';
		case 'stepLeased':
			return 'took the step';
		case 'stepSubmitted':
			return 'handed in';
		case 'stepAnswered':
			return 'answered';
		case 'stepReopened':
			return 'opened the step again';
		case 'leaseLapsed':
			// Whoever takes it away takes it; that is told.
			return event.why === 'released' ? 'gave the step back' : null;
		case 'sessionEnded':
			return 'cancelled the session';
		default:
			return null;
	}
}

function saidIn(workspace: Reads, event: LifecycleEvent): string | null {
	switch (event.type) {
		case 'stepAnswered':
			return textOf(workspace, event.answer);
		case 'stepReopened':
			return textOf(workspace, event.note);
		case 'sessionEnded':
			return textOf(workspace, event.reason);
		default:
			return null;
	}
}

function textOf(workspace: Reads, ref: BlobRef | undefined): string | null {
	return ref === undefined ? null : workspace.reasonText(ref);
}

function nameOf(workspace: Reads, id: string): string {
	return id === workspace.me?.member ? 'You' : workspace.nameOf(id);
}
