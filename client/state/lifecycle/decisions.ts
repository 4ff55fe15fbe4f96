import type { ArtefactId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';

/** What signing comes to: it is on this device and will reach the relay, or it may not be. */
export type Decided = Promise<Result<void, Refusal>>;

/**
 * Every decision this member may sign. Each is checked by the same guards as everywhere, signed
 * with this device's key, stored with the outbox in one transaction, and shown at once as
 * provisional; the relay may still refuse it (`workspace.refusals`).
 */
export interface Decisions {
	/**
	 * Freezes the text in hand and asks for review, resting on the upstream approvals of now. Asked
	 * for again while it is being signed, it is signed once.
	 */
	submit(id: ArtefactId): Decided;
	/**
	 * Signs exactly the revision that is on the screen; refused when it no longer is the text. With
	 * a passkey where the policy demands presence or the person chose so: its person is asked then,
	 * and `no-passkey-here` refuses whoever has none at this address. Once `calledOff` aborts, the
	 * passkey is not asked any more and nothing is signed with it.
	 */
	approve(
		id: ArtefactId,
		onScreen: Revision,
		withPasskey?: boolean,
		calledOff?: AbortSignal,
	): Decided;
	requestChanges(id: ArtefactId, reason: string): Decided;
	withdraw(id: ArtefactId): Decided;
	reaffirm(id: ArtefactId): Decided;
	bypass(id: ArtefactId, reason: string): Decided;
	archive(id: ArtefactId): Decided;
	restore(id: ArtefactId): Decided;
	setPolicy(policy: Policy): Decided;
}
