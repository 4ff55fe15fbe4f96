import { untrack } from 'svelte';
import type { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Traces } from '#client/state/trace/traces.svelte.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import { createWorkList } from '#machines/work/create-work-list.ts';
import type { Work } from '#machines/work/work.ts';
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Observed } from '#shared/protocol/log.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { Trace } from '#shared/trace/tracing/trace.ts';

interface WorkDeps {
	readonly book: Pick<LogBook, 'state'>;
	readonly index: Pick<ArtefactIndex, 'all'>;
	readonly lifecycle: {
		view(id: ArtefactId): ArtefactView;
		findings(): readonly Finding[];
	};
	readonly traces: Pick<Traces, 'all'>;
	observed(): Observed | null;
	sessions(): readonly SessionState[];
}

/** What can be done next: the list that agents get, from what this device knows. */
export interface WorkPart {
	/** The same object while nothing is to be done otherwise. */
	readonly now: Work;
}

const NONE: readonly SeenEvidence[] = [];

export class WorkDesk implements WorkPart {
	#deps: WorkDeps;
	#list = createWorkList();
	#seen = setsOf(null);
	#tested = testedIn([]);

	constructor(deps: WorkDeps) {
		this.#deps = deps;
	}

	get now(): Work {
		const { book, index, lifecycle, traces } = this.#deps;
		const { state } = book;
		const observed = this.#deps.observed();
		const [all, known] = [traces.all, this.#tested];
		if (this.#seen.of !== observed) this.#seen = setsOf(observed);
		if (known.of !== all) this.#tested = testedIn(all);
		const { implemented, verified } = this.#seen;
		const input = {
			artefacts: index.all,
			...{ state, implemented, verified, tested: this.#tested.designs },
			evidence: state.policy.evidence?.on === true ? (observed?.evidence ?? NONE) : NONE,
			findings: lifecycle.findings(),
			sessions: this.#deps.sessions(),
			viewOf: (id: ArtefactId) => lifecycle.view(id),
		};
		// All that views change with was read above: thousands of subscriptions would say no more.
		return untrack(() => this.#list.look(input));
	}
}

function setsOf(of: Observed | null) {
	return {
		of,
		implemented: new Set<ArtefactId>(of?.implemented),
		verified: new Set<ArtefactId>(of?.verified),
	};
}

function testedIn(of: readonly Trace[]) {
	const there = of.filter(({ test }) => test?.state === 'there');
	return { of, designs: new Set<ArtefactId>(there.map(({ design }) => design)) };
}
