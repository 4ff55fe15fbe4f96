import type { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import type { Findings } from '#client/state/findings/findings.svelte.ts';
import type { Decided, Decisions } from '#client/state/lifecycle/decisions.ts';
import type { Lifecycle } from '#client/state/lifecycle/lifecycle.svelte.ts';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Attached, Signing } from '#client/state/lifecycle/signing.ts';
import type { SecondSigner } from '#client/state/member/second-signer.ts';
import type { Action } from '#machines/lifecycle/actions.ts';
import { basisOf } from '#machines/lifecycle/basis.ts';
import { judgeBasis } from '#machines/lifecycle/basis-truth.ts';
import { judgeTruth } from '#machines/lifecycle/submitted-truth.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import type { Basis, EventId, Revision } from '#shared/lifecycle/event.ts';
import { submittedParts } from '#shared/lifecycle/submitted-parts.ts';
import { restsOn } from '#shared/lifecycle/upstream.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok } from '#shared/result.ts';

export interface DecisionDeps {
	readonly index: ArtefactIndex;
	readonly lifecycle: Lifecycle;
	readonly findings: Findings;
	readonly book: LogBook;
	readonly signing: Signing;
	readonly second: Pick<SecondSigner, 'passkey'>;
}

export function createDecisions(deps: DecisionDeps): Decisions {
	const { index, lifecycle, findings, book, signing } = deps;
	const submitting = new Map<ArtefactId, Decided>();

	return {
		submit(id) {
			const going = submitting.get(id);
			if (going !== undefined) return going;
			const turn = submit(id).finally(() => submitting.delete(id));
			submitting.set(id, turn);
			return turn;
		},

		async approve(id, onScreen, withPasskey = false, calledOff) {
			const { submission } = lifecycle.view(id);
			const no = whyNot(id, 'approve');
			if (no !== null) return err(no);
			if (submission === null) return err(notInReview);
			if (submission.revision !== onScreen) return err(anotherText);
			const untrue = whyUntrue(id, submission.event);
			if (untrue !== null) return err(untrue);
			const payload = { answers: submission.event, revision: onScreen };
			return present(id, { type: 'approved', ...payload }, withPasskey, calledOff);
		},

		requestChanges: (id, reason) =>
			answering(id, 'requestChanges', (answers) => {
				const blob = signing.blobOf(reason);
				return sign(
					{ type: 'changesRequested', answers, reason: blobRefOf(blob) },
					{ blobs: [blob] },
				);
			}),

		withdraw: (id) => answering(id, 'withdraw', (answers) => sign({ type: 'withdrawn', answers })),

		reaffirm: (id) =>
			answering(id, 'reaffirm', async (answers) =>
				present(id, { type: 'reaffirmed', answers, basis: basis(id) }),
			),

		async bypass(id, reason) {
			const no = whyNot(id, 'bypass');
			const canonical = index.canonical(id);
			if (no !== null) return err(no);
			if (canonical === null) return err(noText);
			const blob = signing.blobOf(reason);
			const { text, revision } = canonical;
			const payload = { artefact: id, revision, reason: blobRefOf(blob) };
			const texts = [{ revision, text }];
			return sign({ type: 'gateBypassed', ...payload }, { texts, blobs: [blob] });
		},

		archive: (id) => deciding(id, 'archive', { type: 'archived', artefact: id }),
		restore: (id) => deciding(id, 'restore', { type: 'restored', artefact: id }),
		setPolicy: (policy) => sign({ type: 'policySet', policy }),
	};

	async function submit(id: ArtefactId): Decided {
		await findings.now(id);
		const no = whyNot(id, 'submit');
		const canonical = index.canonical(id);
		if (no !== null) return err(no);
		if (canonical === null) return err(noText);
		const { text, revision } = canonical;
		const parts = submittedParts(canonical.of);
		const payload = { artefact: id, revision, ...parts, basis: basis(id) };
		return sign({ type: 'submitted', ...payload }, { texts: [{ revision, text }] });
	}

	/** Where the same guards already said no for the buttons, the answer is theirs. */
	function whyNot(id: ArtefactId, action: Action): Refusal | null {
		const offer = lifecycle.actions(id).find((one) => one.action === action);
		return offer === undefined || offer.allowed ? null : offer.refusal;
	}

	/** What a submission says of its parts decides what becomes suspect later, and who is asked. */
	function whyUntrue(id: ArtefactId, submitted: EventId): Refusal | null {
		const { artefacts, policy } = book.state;
		const submission = artefacts.get(id)?.submissions.find(({ event }) => event === submitted);
		const text = index.canonical(id);
		if (submission === undefined || text === null) return null;
		const asksForReviewers = (policy.reviewers ?? []).length > 0;
		return (
			judgeTruth(submission, text.of, asksForReviewers) ??
			judgeBasis(book.state, submission, restsOn(index.all, id), inHand)
		);
	}

	async function sign(payload: EventPayload, attached?: Attached): Decided {
		const signed = await signing.sign(payload, attached);
		return signed.ok ? ok(undefined) : signed;
	}

	async function deciding(id: ArtefactId, action: Action, payload: EventPayload): Decided {
		const no = whyNot(id, action);
		return no === null ? sign(payload) : err(no);
	}

	async function answering(
		id: ArtefactId,
		action: Action,
		answer: (submitted: EventId) => Decided,
	): Decided {
		const no = whyNot(id, action);
		const { submission } = lifecycle.view(id);
		if (no !== null) return err(no);
		return submission === null ? err(notInReview) : answer(submission.event);
	}

	function inHand(above: ArtefactId): Revision | null {
		return index.canonical(above)?.revision ?? null;
	}

	function basis(id: ArtefactId): Basis[] {
		return basisOf(book.state, restsOn(index.all, id), inHand);
	}

	/** Where the policy asks for a person's presence, or they choose so, their passkey signs. */
	async function present(
		id: ArtefactId,
		payload: EventPayload,
		chosen = false,
		calledOff?: AbortSignal,
	): Decided {
		const asked = lifecycle.policy.assurance[kindOf(id)] === 'presence';
		if (!asked && !chosen) return sign(payload);
		const signer = await deps.second.passkey(undefined, calledOff);
		return signer.ok ? sign(payload, { signer: signer.value }) : signer;
	}
}

const noText = refusal(
	'no-text',
	'There is no text here to decide on.',
	'Write it first; then submit it for review.',
);

const notInReview = refusal(
	'not-in-review',
	'Nothing of this artefact waits for a verdict.',
	'Submit it for review first.',
);

const anotherText = refusal(
	'another-text',
	'What is submitted is no longer the text on the screen.',
	'Read the text that is submitted now, then decide.',
);
