import type { ArtefactIndex } from '#client/state/artefact-index.svelte.ts';
import type { Changes } from '#client/state/changes.svelte.ts';
import type { Findings } from '#client/state/findings.svelte.ts';
import type { LogBook } from '#client/state/log-book.svelte.ts';
import type { Me } from '#client/state/surface.ts';
import { type ActionOffer, actionsFor } from '#machines/lifecycle/actions.ts';
import { type ArtefactView, observe } from '#machines/lifecycle/observe.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import type { AnyArtefact } from '#shared/lifecycle/revision.ts';
import { storyParts } from '#shared/lifecycle/story-parts.ts';
import type { Observed } from '#shared/protocol/log.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { type Practices, practicesOf } from '#shared/trace/practices.ts';
import { downstreamOf, upstreamOf } from '#shared/trace/upstream.ts';

interface LifecycleDeps {
	readonly book: LogBook;
	readonly index: ArtefactIndex;
	readonly findings: Findings;
	/** Where upstream texts change: the stories and the map. */
	readonly upstreamChanges: readonly Changes[];
	observed(): Observed | null;
	me(): Me | null;
}

interface SeenView {
	readonly state: WorkspaceState;
	readonly observed: Observed | null;
	readonly canonical: object | null;
	/** What it was asked to rest on, as it read then. */
	readonly upstream: ReadonlyMap<ArtefactId, AnyArtefact | null>;
	readonly view: ArtefactView;
}

/** Where each artefact stands: the log's decisions, and the text and files in hand. */
export class Lifecycle {
	#deps: LifecycleDeps;
	#seen = new Map<ArtefactId, SeenView>();

	constructor(deps: LifecycleDeps) {
		this.#deps = deps;
	}

	get policy(): Policy {
		return this.#deps.book.state.policy;
	}

	get practices(): Practices {
		return practicesOf(this.policy);
	}

	view(id: ArtefactId): ArtefactView {
		const { book, index } = this.#deps;
		const [state, observed, canonical] = [book.state, this.#deps.observed(), index.canonical(id)];
		// Readers of one look again when any upstream text changes: another may rest on that one.
		if (kindOf(id) !== 'story') for (const one of this.#deps.upstreamChanges) one.version;
		const seen = this.#seen.get(id);
		if (
			seen?.state === state &&
			seen.observed === observed &&
			seen.canonical === canonical &&
			this.#stands(seen.upstream)
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
			implemented: observed?.implemented.includes(id) ?? false,
			upstream: (other) => read(other)?.revision ?? null,
			parts: (other) => {
				const above = read(other)?.of;
				return above?.kind === 'story' ? storyParts(above.story) : null;
			},
		});
		this.#seen.set(id, { state, observed, canonical, upstream, view });
		return view;
	}

	/** Whether what a view rests on reads as it did: few artefacts rest on any. */
	#stands(upstream: ReadonlyMap<ArtefactId, AnyArtefact | null>): boolean {
		const { index } = this.#deps;
		return [...upstream].every(([id, above]) => (index.canonical(id)?.of ?? null) === above);
	}

	actions(id: ArtefactId): readonly ActionOffer[] {
		const me = this.#deps.me();
		if (me === null) return [];
		const errors = this.findings(id).filter((finding) => finding.severity === 'error');
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
			approved: ['approved', 'implemented', 'verified'].includes(this.view(above).phase),
		}));
	}

	downstreamOf(id: ArtefactId): readonly ArtefactId[] {
		return downstreamOf(this.#deps.index.all, id);
	}

	findings(id?: ArtefactId): readonly Finding[] {
		const fromFiles = (this.#deps.observed()?.findings ?? []).filter(
			(finding) => id === undefined || finding.artefact === id,
		);
		return [...this.#deps.findings.of(id), ...fromFiles];
	}
}
