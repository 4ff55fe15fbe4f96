import { untrack } from 'svelte';
import type { Chain, CriterionState } from '#client/features/trace/chain.ts';
import { createChains } from '#client/features/trace/chains.ts';
import { createCriterionStates } from '#client/features/trace/criterion-states.ts';
import { fitsHere, heldAgainst, runsAreOn } from '#client/features/trace/run-in-hand.ts';
import type { TraceInput } from '#client/features/trace/trace-input.ts';
import type { DesignEntry } from '#client/state/surface.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import type { AcceptanceCriterionId, ArtefactId } from '#shared/id.ts';
import type { Observed } from '#shared/protocol/log.ts';

type Runs = ReadonlyMap<ArtefactId, SeenEvidence>;

/** As long as one comes in after the other, more are waited for. */
const STALLS_MS = 8_000;
const NONE: readonly never[] = [];
const NO_STATES: ReadonlyMap<string, CriterionState> = new Map();

/** The rows of a workspace as it reads now; what nothing changed for stays the same object. */
export class TraceSource {
	#workspace: Workspace;
	#read = createChains();
	#states = createCriterionStates();
	/** What the relay saw, by Design. */
	#runs: { readonly of: Observed | null; readonly runs: Runs } | null = null;
	/** Nothing came in for a while: what is not here is not waited for. */
	#stalled = $state(false);
	readonly chains: readonly Chain[] = $derived.by(() => this.#look());

	/** While a component is made. */
	constructor(workspace: Workspace) {
		this.#workspace = workspace;
		$effect(() => {
			void this.#come;
			this.#stalled = false;
			const timer = setTimeout(() => {
				this.#stalled = true;
			}, STALLS_MS);
			return () => clearTimeout(timer);
		});
	}

	/** Whether all that the rows come from is here, so that their order means something. */
	get ready(): boolean {
		return this.#workspace.loaded && this.reading === null;
	}

	/** How many of the written Designs came in; null once all did, or no more come. */
	get reading(): { readonly done: number; readonly all: number } | null {
		const { designs, traces } = this.#workspace;
		const isWritten = ({ id, hasText }: DesignEntry) => hasText || traces.of(id)?.file != null;
		const all = designs.filter(isWritten).length;
		return this.#stalled || this.#come >= all ? null : { done: this.#come, all };
	}

	get #come(): number {
		return this.#workspace.artefacts.designs.length;
	}

	#look(): readonly Chain[] {
		const workspace = this.#workspace;
		const { practices, stories, contexts, designs, artefacts, observed, traces } = workspace;
		const { known, loose } = traces;
		const isOn = runsAreOn(workspace);
		const reading = this.reading !== null;
		// All states change with the same documents and the same log: one is watched for all.
		const first = stories[0]?.id ?? designs[0]?.id ?? contexts[0]?.id;
		if (first !== undefined) workspace.view(first);
		return untrack(() => {
			const criteria = new Map<ArtefactId, readonly AcceptanceCriterionId[]>();
			for (const design of artefacts.designs) {
				if (design.criteria.length > 0) criteria.set(design.id, design.criteria);
			}
			const evidence = this.#evidenceOf(observed);
			const inHand = (id: ArtefactId) => heldAgainst(workspace, evidence.get(id));
			const states = isOn ? this.#criteriaBy(evidence) : NO_STATES;
			const input: TraceInput = {
				...{ practices, stories, contexts, designs, reading },
				criteriaOf: (id) => criteria.get(id) ?? NONE,
				stateOf: (id) => workspace.view(id),
				files: { known, loose, of: (id) => traces.of(id) },
				evidence: { on: isOn, of: inHand, criterion: (id) => states.get(id) ?? null },
			};
			return this.#read(input);
		});
	}

	#evidenceOf(observed: Observed | null): Runs {
		if (this.#runs?.of !== observed) {
			const runs: Runs = new Map((observed?.evidence ?? []).map((one) => [one.design, one]));
			this.#runs = { of: observed, runs };
		}
		return this.#runs.runs;
	}

	#criteriaBy(evidence: Runs): ReadonlyMap<string, CriterionState> {
		const { artefacts, observed } = this.#workspace;
		return this.#states({
			artefacts,
			evidence: new Map([...evidence].filter(([, seen]) => fitsHere(this.#workspace, seen))),
			implemented: new Set(observed?.implemented),
			isArchived: (id) => this.#workspace.view(id).phase === 'archived',
		});
	}
}
