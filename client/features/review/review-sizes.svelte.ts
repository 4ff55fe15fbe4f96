import type { ReviewEntry } from '#client/features/review/review-queue.ts';
import { type ReviewSize, sizeOf } from '#client/features/review/review-size.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { EventId } from '#shared/lifecycle/event.ts';

/** Texts that are compared before anything else has its turn. */
const AT_ONCE = 15;

/** How much there is to read in each submission, worked out once, a few at a time. */
export class ReviewSizes {
	#workspace: Workspace;
	#known = $state.raw<ReadonlyMap<EventId, ReviewSize>>(new Map());
	#asked = new Set<EventId>();

	constructor(workspace: Workspace) {
		this.#workspace = workspace;
	}

	/** Null while it is not known: its text is not on this device. */
	of({ submission }: ReviewEntry): ReviewSize | null {
		return this.#known.get(submission.event) ?? null;
	}

	/** Reads what has not been read yet. */
	async look(entries: readonly ReviewEntry[]): Promise<void> {
		const fresh = entries.filter(({ submission }) => !this.#asked.has(submission.event));
		for (const { submission } of fresh) this.#asked.add(submission.event);
		for (let from = 0; from < fresh.length; from += AT_ONCE) {
			const portion = fresh.slice(from, from + AT_ONCE);
			const found = await Promise.all(portion.map((entry) => this.#measure(entry)));
			const sizes = found.filter((one) => one !== null);
			if (sizes.length > 0) this.#known = new Map([...this.#known, ...sizes]);
			// A page that is being opened goes first.
			if (from + AT_ONCE < fresh.length) await new Promise((resolve) => setTimeout(resolve));
		}
	}

	async #measure(entry: ReviewEntry): Promise<readonly [EventId, ReviewSize] | null> {
		const { submission, view } = entry;
		const approved = view.approvedRevision === submission.revision ? null : view.approvedRevision;
		const [now, before] = await Promise.all([
			this.#workspace.frozenText(submission.revision),
			approved === null ? null : this.#workspace.frozenText(approved),
		]);
		if (now === null || (approved !== null && before === null)) {
			this.#asked.delete(submission.event);
			return null;
		}
		return [submission.event, sizeOf(before, now)];
	}
}
