import { untrack } from 'svelte';
import { type FrozenWords, frozenWords } from '#client/features/review/frozen-words.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { SeenSubmission } from '#machines/lifecycle/observe.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** What one submission says, what was approved before it, and what the rules say of it. */
export interface Frozen {
	readonly submission: SeenSubmission;
	readonly now: FrozenWords;
	/** The last approved text, where there is another one. */
	readonly before: FrozenWords | null;
	/** There is an approved text before it, and it is neither on this device nor on the relay now. */
	readonly lacksBefore: boolean;
	/** Null where the text could not be read back into an artefact. */
	readonly findings: readonly Finding[] | null;
}

/**
 * One submission as it is reviewed. What is on the screen stays there: another submission that
 * arrives meanwhile is told of, and shown when it is asked for.
 */
export class FrozenReview {
	readonly id: ArtefactId;
	frozen = $state.raw<Frozen | null>(null);
	/** Neither this device nor the relay has the text now. */
	missing = $state(false);
	/** The revision whose words are on the screen: nothing else can be approved. */
	onScreen = $state<Revision | null>(null);
	#workspace: Workspace;
	#asked: string | null = null;

	constructor(workspace: Workspace, id: ArtefactId) {
		this.#workspace = workspace;
		this.id = id;
	}

	/** What the log says waits for a verdict now. */
	get submission(): SeenSubmission | null {
		const view = this.#workspace.view(this.id);
		const waits = view.phase === 'review' || view.phase === 'contested';
		return waits ? view.submission : view.returned;
	}

	/** Another submission than the one on the screen; null while that is the one. */
	get newer(): SeenSubmission | null {
		const { submission, frozen } = this;
		return frozen === null || submission?.event === frozen.submission.event ? null : submission;
	}

	/** Why what is on the screen cannot be approved, or null. */
	get whyNot(): string | null {
		const { frozen, newer } = this;
		if (frozen === null) return 'The text must be on the screen first.';
		if (newer !== null) return 'Something newer is submitted. Read that first.';
		if (this.submission === null) return 'Nothing waits for review here any more.';
		const offer = this.#workspace.actions(this.id).find(({ action }) => action === 'approve');
		if (offer?.allowed === false) return `${offer.refusal.reason} ${offer.refusal.fix}`;
		if (offer === undefined) return 'Nothing waits for review here any more.';
		return this.onScreen === frozen.now.revision ? null : 'The text must be on the screen first.';
	}

	/** Why no changes can be asked for of what is on the screen, or null. */
	get whyNoRequest(): string | null {
		if (this.newer !== null) return 'Something newer is submitted. Read that first.';
		const offer = this.#workspace
			.actions(this.id)
			.find(({ action }) => action === 'requestChanges');
		if (offer?.allowed === false) return `${offer.refusal.reason} ${offer.refusal.fix}`;
		return offer === undefined ? 'Nothing waits for review here any more.' : null;
	}

	/** Puts what is submitted now on the screen, in place of whatever is there. */
	async read(): Promise<void> {
		const submission = untrack(() => this.submission);
		if (submission === null) return;
		this.#asked = submission.event;
		const frozen = await this.#freeze(submission);
		if (this.#asked !== submission.event) return;
		this.missing = frozen === null;
		if (frozen === null) return;
		if (frozen.now.revision !== this.frozen?.now.revision) this.onScreen = null;
		this.frozen = frozen;
	}

	/** Reads the very same text again, where the artefact that it is of had not arrived. */
	async reword(): Promise<void> {
		const frozen = untrack(() => this.frozen);
		if (frozen === null || frozen.now.thawed !== null) return;
		const now = frozenWords(this.#workspace, this.id, frozen.now);
		if (now.thawed === null) return;
		const before = frozen.before && frozenWords(this.#workspace, this.id, frozen.before);
		const findings = await this.#workspace.validation.frozen(now.thawed);
		if (untrack(() => this.frozen) === frozen) this.frozen = { ...frozen, now, before, findings };
	}

	async #freeze(submission: SeenSubmission): Promise<Frozen | null> {
		const workspace = this.#workspace;
		const approved = untrack(() => workspace.view(this.id).approvedRevision);
		const earlier = approved === submission.revision ? null : approved;
		const [text, before] = await Promise.all([
			workspace.frozenText(submission.revision),
			earlier === null ? null : workspace.frozenText(earlier),
		]);
		if (text === null) return null;
		const now = frozenWords(workspace, this.id, { revision: submission.revision, text });
		return {
			submission,
			now,
			before:
				earlier === null || before === null
					? null
					: frozenWords(workspace, this.id, { revision: earlier, text: before }),
			lacksBefore: earlier !== null && before === null,
			findings: now.thawed && (await workspace.validation.frozen(now.thawed)),
		};
	}
}
