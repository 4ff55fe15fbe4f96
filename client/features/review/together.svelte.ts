import { FrozenReview } from '#client/features/review/frozen-review.svelte.ts';
import { presenceAt } from '#client/features/review/presence.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { ArtefactId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/** More than these are no small thing any more. */
const MOST = 25;

export type Outcome =
	| { readonly kind: 'approved' }
	| { readonly kind: 'refused'; readonly refusal: Refusal };

/** Several submissions on one page: each is approved by a signature of its own, or left as it is. */
export class Together {
	readonly reviews: readonly FrozenReview[];
	/** How many were asked for and are not here. */
	readonly leftOut: number;
	outcomes = $state.raw<ReadonlyMap<ArtefactId, Outcome>>(new Map());
	/** Those the person took out of it. */
	without = $state.raw<ReadonlySet<ArtefactId>>(new Set());
	/** What the person is being asked about; null while nothing is. Nothing joins it meanwhile. */
	asked = $state.raw<ReadonlyMap<ArtefactId, Revision> | null>(null);
	signing = $state(false);
	#workspace: Workspace;

	constructor(workspace: Workspace, ids: readonly string[]) {
		const known = [...new Set(ids)].flatMap((id) => ArtefactId.safeParse(id).data ?? []);
		this.#workspace = workspace;
		this.reviews = known.slice(0, MOST).map((id) => new FrozenReview(workspace, id));
		this.leftOut = known.length - this.reviews.length;
	}

	/** What would be approved now: on the screen, wanted, and allowed. */
	get ready(): readonly FrozenReview[] {
		return this.reviews.filter((one) => this.isWanted(one) && this.whyNot(one) === null);
	}

	/** Why one can't be approved as it is shown, or null. */
	whyNot(review: FrozenReview): string | null {
		return review.whyNot ?? presenceAt(this.#workspace, review.id).lacks;
	}

	/** Whether nothing but a passkey is missing for one of them. */
	get lacksPasskey(): boolean {
		return this.reviews.some(
			(one) => one.whyNot === null && presenceAt(this.#workspace, one.id).lacks !== null,
		);
	}

	isWanted({ id }: FrozenReview): boolean {
		return !this.without.has(id) && this.outcomes.get(id)?.kind !== 'approved';
	}

	want(id: ArtefactId, on: boolean): void {
		const without = new Set(this.without);
		if (on) without.delete(id);
		else without.add(id);
		this.without = without;
	}

	/** Asks about what is ready now. */
	ask(): void {
		const ready = this.ready.flatMap(({ id, frozen }) =>
			frozen === null ? [] : [[id, frozen.now.revision] as const],
		);
		this.asked = ready.length === 0 ? null : new Map(ready);
	}

	/** Whether a passkey is asked for each of those that are asked about, and whether it may be. */
	get passkeys(): { readonly demanded: boolean; readonly offered: boolean } {
		const gates = [...(this.asked?.keys() ?? [])].map((id) => presenceAt(this.#workspace, id));
		const demanded = gates.some((gate) => gate.demanded);
		return { demanded, offered: gates.some((gate) => gate.has && !gate.demanded) };
	}

	/**
	 * Signs each by itself, exactly as it is shown, with a touch for each where a passkey signs. What
	 * one is refused stops none of the others.
	 */
	async approve(withPasskey = false): Promise<readonly Outcome[]> {
		const { asked } = this;
		if (this.signing || asked === null) return [];
		this.signing = true;
		const given: Outcome[] = [];
		for (const review of this.reviews) {
			const revision = asked.get(review.id);
			if (revision === undefined || review.frozen?.now.revision !== revision) continue;
			const outcome = await this.#approveOne(review, revision, withPasskey);
			given.push(outcome);
			this.outcomes = new Map([...this.outcomes, [review.id, outcome]]);
		}
		this.signing = false;
		this.asked = null;
		return given;
	}

	async #approveOne(
		review: FrozenReview,
		revision: Revision,
		withPasskey: boolean,
	): Promise<Outcome> {
		const why = this.whyNot(review);
		if (why !== null) return { kind: 'refused', refusal: refusal('not-now', why, LOOK_AGAIN) };
		const result = await this.#workspace.decide.approve(review.id, revision, withPasskey);
		return result.ok ? { kind: 'approved' } : { kind: 'refused', refusal: result.error };
	}
}

const LOOK_AGAIN = 'Look at it again, then decide.';
