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
import type { Observed } from '#shared/protocol/log.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { downstreamOf, upstreamOf } from '#shared/trace/upstream.ts';

interface LifecycleDeps {
	readonly book: LogBook;
	readonly index: ArtefactIndex;
	readonly findings: Findings;
	/** What upstream edits change: the stories and the map. */
	readonly upstreamChanges: readonly Changes[];
	observed(): Observed | null;
	me(): Me | null;
}

interface SeenView {
	readonly state: WorkspaceState;
	readonly observed: Observed | null;
	readonly canonical: object | null;
	readonly upstream: string;
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

	view(id: ArtefactId): ArtefactView {
		const { book, index } = this.#deps;
		const [state, observed, canonical] = [book.state, this.#deps.observed(), index.canonical(id)];
		// A Story rests on nothing, so other texts leave it alone: typing in one observes one.
		const isStory = kindOf(id) === 'story';
		const upstream = isStory ? '' : this.#deps.upstreamChanges.map((one) => one.version).join();
		const seen = this.#seen.get(id);
		if (
			seen?.state === state &&
			seen.observed === observed &&
			seen.canonical === canonical &&
			seen.upstream === upstream
		) {
			return seen.view;
		}
		const view = observe(state, id, {
			revision: canonical?.revision ?? null,
			implemented: observed?.implemented.includes(id) ?? false,
			upstream: (other) => index.canonical(other)?.revision ?? null,
		});
		this.#seen.set(id, { state, observed, canonical, upstream, view });
		return view;
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
