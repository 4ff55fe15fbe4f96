import type { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import { DraftViews } from '#client/state/artefact/draft-views.ts';
import type { Changes } from '#client/state/changes.svelte.ts';
import type { Findings } from '#client/state/findings/findings.svelte.ts';
import { KnownFindings } from '#client/state/findings/known-findings.ts';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Me } from '#client/state/surface.ts';
import type { Traces } from '#client/state/trace/traces.svelte.ts';
import { type ActionOffer, actionsFor } from '#machines/lifecycle/actions.ts';
import { isApproved } from '#machines/lifecycle/approval.ts';
import { basesIn } from '#machines/lifecycle/bases-in.ts';
import { type ArtefactView, observe } from '#machines/lifecycle/observe.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';
import { keepsFromReview } from '#shared/imports/rules/in-code.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import { storyParts } from '#shared/lifecycle/story-parts.ts';
import { downstreamOf, upstreamOf } from '#shared/lifecycle/upstream.ts';
import type { Observed } from '#shared/protocol/log.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { type Practices, practicesOf } from '#shared/trace/practices.ts';

interface LifecycleDeps {
	readonly book: LogBook;
	readonly index: ArtefactIndex;
	readonly findings: Findings;
	readonly traces: Pick<Traces, 'findings'>;
	/** Where upstream texts change: the stories and the map. */
	readonly upstreamChanges: readonly Changes[];
	observed(): Observed | null;
	me(): Me | null;
}

interface SeenView {
	readonly state: WorkspaceState;
	readonly implemented: boolean;
	readonly verified: boolean;
	readonly canonical: object | null;
	/** Everything that it ever rested on. */
	readonly above: readonly ArtefactId[];
	/** What it was asked to rest on, as it read then. */
	readonly upstream: ReadonlyMap<ArtefactId, AnyArtefact | null>;
	readonly view: ArtefactView;
}

/** What the relay saw in its checkout. */
interface SeenFiles {
	readonly of: Observed | null;
	readonly implemented: ReadonlySet<ArtefactId>;
	readonly verified: ReadonlySet<ArtefactId>;
	/** By Design, the revision that its test runs were held against. */
	readonly revisions: ReadonlyMap<ArtefactId, Revision | null>;
}

const NONE: readonly Finding[] = [];

/** Where each artefact stands: the log's decisions, and the text and files in hand. */
export class Lifecycle {
	#deps: LifecycleDeps;
	#seen = new Map<ArtefactId, SeenView>();
	#drafts = new DraftViews();
	#files: SeenFiles | null = null;
	#known: KnownFindings;

	constructor(deps: LifecycleDeps) {
		this.#deps = deps;
		const { index, findings, traces, observed } = deps;
		this.#known = new KnownFindings({
			...{ index, observed },
			lists: () => [findings.of(), observed()?.findings ?? NONE, traces.findings()],
		});
	}

	get policy(): Policy {
		return this.#deps.book.state.policy;
	}

	get practices(): Practices {
		return practicesOf(this.policy);
	}

	/** Whether some decision that counts names it: what none does is a draft and nothing else. */
	isDecidedOn(id: ArtefactId): boolean {
		return this.#deps.book.state.artefacts.has(id);
	}

	view(id: ArtefactId): ArtefactView {
		const { book, index } = this.#deps;
		const { state } = book;
		const implemented = this.#observed.implemented.has(id);
		const isSeen = implemented || this.#observed.verified.has(id);
		if (!isSeen && !state.artefacts.has(id)) return this.#drafts.view(state, id);
		const canonical = index.canonical(id);
		const verified = this.#isVerified(id, canonical?.revision ?? null);
		// Readers of one look again when any upstream text changes: another may rest on that one.
		if (kindOf(id) !== 'story') for (const one of this.#deps.upstreamChanges) one.version;
		const seen = this.#seen.get(id);
		if (
			seen?.implemented === implemented &&
			seen.verified === verified &&
			seen.canonical === canonical &&
			this.#isDecidedAlike(id, seen, state) &&
			this.#readsAlike(seen)
		) {
			return seen.view;
		}
		const upstream = new Map<ArtefactId, AnyArtefact | null>();
		const read = (other: ArtefactId) => {
			const above = index.canonical(other);
			upstream.set(other, above?.of ?? null);
			return above;
		};
		const view = observe(state, id, {
			revision: canonical?.revision ?? null,
			...{ implemented, verified },
			upstream: (other) => read(other)?.revision ?? null,
			parts: (other) => {
				const above = read(other)?.of;
				return above?.kind === 'story' ? storyParts(above.story) : null;
			},
		});
		const above = [...new Set(basesIn(state.artefacts.get(id)).map(({ artefact }) => artefact))];
		const looked = { state, implemented, verified, canonical };
		this.#seen.set(id, { ...looked, above, upstream, view });
		return view;
	}

	/** Folded states are the same objects until something of theirs changes. */
	#isDecidedAlike(id: ArtefactId, { state: before, above }: SeenView, now: WorkspaceState) {
		if (before === now) return true;
		if (before.policy !== now.policy || before.membership !== now.membership) return false;
		const same = (one: ArtefactId) => before.artefacts.get(one) === now.artefacts.get(one);
		return same(id) && above.every(same);
	}

	/** Whether what a view rests on reads as it did: few artefacts rest on any. */
	#readsAlike({ upstream }: SeenView): boolean {
		const { index } = this.#deps;
		return [...upstream].every(([id, above]) => (index.canonical(id)?.of ?? null) === above);
	}

	/** A Design that reads otherwise here than where its runs were looked at is not what they fit. */
	#isVerified(id: ArtefactId, revision: Revision | null): boolean {
		const { verified, revisions } = this.#observed;
		return verified.has(id) && (!revisions.has(id) || revisions.get(id) === revision);
	}

	get #observed(): SeenFiles {
		const observed = this.#deps.observed();
		if (this.#files?.of === observed) return this.#files;
		const runs = (observed?.evidence ?? []).map((one) => [one.design, one.revision] as const);
		this.#files = {
			of: observed,
			implemented: new Set(observed?.implemented),
			verified: new Set(observed?.verified),
			revisions: new Map<ArtefactId, Revision | null>(runs),
		};
		return this.#files;
	}

	actions(id: ArtefactId): readonly ActionOffer[] {
		const me = this.#deps.me();
		if (me === null) return [];
		const errors = this.findings(id).filter(keepsFromReview);
		const hand = {
			written: this.#deps.index.isWritten(id),
			errorFindings: errors.length,
			upstream: this.upstream(id),
		};
		return actionsFor(this.#deps.book.state, this.view(id), { member: me.member }, hand);
	}

	/** What this artefact rests on, and whether each is approved as it reads now. */
	upstream(id: ArtefactId): readonly { readonly id: ArtefactId; readonly approved: boolean }[] {
		return upstreamOf(this.#deps.index.all, id).map((above) => ({
			id: above,
			approved: isApproved(this.view(above)),
		}));
	}

	downstreamOf(id: ArtefactId): readonly ArtefactId[] {
		return downstreamOf(this.#deps.index.all, id);
	}

	findings(id?: ArtefactId): readonly Finding[] {
		const fromFiles = (this.#deps.observed()?.findings ?? []).filter(
			(finding) => id === undefined || finding.artefact === id,
		);
		return [...this.#deps.findings.of(id), ...fromFiles, ...this.#deps.traces.findings(id)];
	}

	/** Whether it was there before Lintel came, and fails no check. */
	isKnown(finding: Finding): boolean {
		return this.#known.has(finding);
	}
}
