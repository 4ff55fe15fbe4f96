/** The person who decides: what a Session waits for, by events as the app signs them. */

import { isSettled } from '#machines/lifecycle/approval.ts';
import { basisOf } from '#machines/lifecycle/basis.ts';
import { revisionInHand } from '#server/artefact/revision-in-hand.ts';
import { type ArtefactId, SessionId } from '#shared/id.ts';
import { type Blob, blobRefOf } from '#shared/lifecycle/blob.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import { restsOn } from '#shared/lifecycle/upstream.ts';
import { tokenFor } from '#test/e2e/world/agent.ts';
import { blobOf, createPerson } from '#test/e2e/world/person.ts';
import { foundBy, type Served, signedBy } from '#test/e2e/world/served.ts';

export interface SessionPerson {
	say(payload: EventPayload, ...blobs: readonly Blob[]): Promise<void>;
	/** The token of an Agent that an owner admitted. */
	admit(name: string): Promise<string>;
	/** Opens every gate below a Session, and answers what it asks. */
	decide(session: string): Promise<void>;
	approve(artefact: ArtefactId): Promise<void>;
	askForChanges(artefact: ArtefactId, words: string): Promise<void>;
}

export async function createSessionPerson(served: Served): Promise<SessionPerson> {
	const { workspace } = served;
	const ada = await createPerson('Ada');
	await foundBy(served, ada);

	const say: SessionPerson['say'] = async (payload, ...blobs) => {
		const envelope = await signedBy(served, ada, payload);
		const result = await workspace.journal.append([envelope], [], blobs);
		if (!result.ok) throw new Error(JSON.stringify(result));
	};

	function submissionOf(artefact: ArtefactId) {
		const { submission } = workspace.viewOf(artefact);
		if (submission === null) throw new Error(`${artefact} is not in review.`);
		return { answers: submission.event, revision: submission.revision };
	}

	const approve = (artefact: ArtefactId) => say({ type: 'approved', ...submissionOf(artefact) });

	async function open(artefact: ArtefactId): Promise<void> {
		const view = workspace.viewOf(artefact);
		if (isSettled(view)) return;
		if (view.submission === null) return;
		if (view.phase === 'review') return approve(artefact);
		const above = restsOn(workspace.artefacts(), artefact);
		const basis = basisOf(workspace.journal.ledger.state(), above, revisionInHand({ workspace }));
		await say({ type: 'reaffirmed', answers: submissionOf(artefact).answers, basis });
	}

	const decide: SessionPerson['decide'] = async (id) => {
		const session = SessionId.parse(id);
		const state = workspace.sessions.get(session);
		for (const child of state?.children ?? []) await decide(child.session);
		if (state?.waiting?.for === 'approval') {
			for (const artefact of state.waiting.artefacts) await open(artefact);
		}
		if (state?.waiting?.for === 'answer') {
			const answer = blobOf('Anybody at the door.');
			const { question: asked } = state.waiting;
			const said = { session, step: state.step ?? '', asked, answer: blobRefOf(answer) };
			await say({ type: 'stepAnswered', ...said }, answer);
		}
	};

	return {
		...{ say, approve, decide },
		async admit(name) {
			const { id, token } = tokenFor(served, name);
			const words = blobOf(name);
			const agent = { agent: id, responsible: ada.id, name: blobRefOf(words) };
			await say({ type: 'agentAdded', ...agent }, words);
			return token;
		},
		async askForChanges(artefact, words) {
			const reason = blobOf(words);
			const { answers } = submissionOf(artefact);
			await say({ type: 'changesRequested', answers, reason: blobRefOf(reason) }, reason);
		},
	};
}
