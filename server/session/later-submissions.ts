/**
 * What an Agent handed in that rests on something handed in with it: people approve that first. Once
 * they did, this is submitted for the Agent as well, as it read when it was handed in; what reads
 * otherwise by then is somebody's own edit, and left to them. Remembered while this process lives:
 * after a restart a person submits it.
 */
import type { SessionState } from '#machines/session/session-state.ts';
import { findArtefact } from '#server/artefact/find-artefact.ts';
import {
	type Submitter,
	submitArtefact,
	whyNotSubmitted,
} from '#server/artefact/submit-artefact.ts';
import { type AnyArtefact, idOf } from '#shared/artefact/any-artefact.ts';
import type { AgentId, ArtefactId, SessionId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';

export interface LaterSubmissions {
	remember(session: SessionId, agent: AgentId, artefact: AnyArtefact): void;
	/** Submits what can be by now. */
	submit(
		ground: Pick<Submitter, 'workspace' | 'now'>,
		stateOf: (session: SessionId) => SessionState | null,
	): Promise<void>;
}

interface Later {
	readonly session: SessionId;
	readonly agent: AgentId;
	readonly artefact: ArtefactId;
	readonly revision: Revision;
}

export function createLaterSubmissions(): LaterSubmissions {
	const waiting = new Map<ArtefactId, Later>();
	return {
		remember(session, agent, artefact) {
			const id = idOf(artefact);
			const revision = revisionOfArtefact(artefact);
			waiting.set(id, { session, agent, artefact: id, revision });
		},
		async submit({ workspace, now }, stateOf) {
			for (const { session, agent, artefact: id, revision } of [...waiting.values()]) {
				const found = findArtefact(workspace.artefacts(), id);
				const state = stateOf(session);
				const isMeant =
					found.ok &&
					state?.ended === null &&
					workspace.viewOf(id).phase === 'draft' &&
					revisionOfArtefact(found.value) === revision;
				const caller = { workspace, now, agent: { id: agent } };
				if (isMeant && whyNotSubmitted(caller, found.value) !== null) continue;
				waiting.delete(id);
				if (isMeant) await submitArtefact(caller, found.value);
			}
		},
	};
}
