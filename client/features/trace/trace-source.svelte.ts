import { untrack } from 'svelte';
import type { Chain, ChainRun, CriterionState } from '#client/features/trace/chain.ts';
import { createChains } from '#client/features/trace/chains.ts';
import { createCriterionStates } from '#client/features/trace/criterion-states.ts';
import type { TraceInput } from '#client/features/trace/trace-input.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';

const NO_RUN: ChainRun = { result: 'none', because: 'No test run of it is in the log.' };

/** The rows of a workspace as it reads now; what nothing changed for stays the same object. */
export class TraceSource {
	#workspace: Workspace;
	#read = createChains();
	#states = createCriterionStates();
	readonly chains: readonly Chain[] = $derived.by(() => this.#look());

	constructor(workspace: Workspace) {
		this.#workspace = workspace;
	}

	/** Whether all that the rows come from is here, so that their order means something. */
	get ready(): boolean {
		const { loaded, designs, artefacts } = this.#workspace;
		const written = designs.filter(({ hasText }) => hasText).length;
		return loaded && artefacts.designs.length >= written;
	}

	#look(): readonly Chain[] {
		const workspace = this.#workspace;
		const { practices, stories, contexts, designs, artefacts, observed, policy, traces } =
			workspace;
		const [{ known, loose }] = [traces];
		// All states change with the same documents and the same log: one is watched for all.
		const first = stories[0]?.id ?? designs[0]?.id ?? contexts[0]?.id;
		if (first !== undefined) workspace.view(first);
		return untrack(() => {
			const criteria = new Map(artefacts.designs.map((design) => [design.id, design.criteria]));
			const evidence = new Map((observed?.evidence ?? []).map((one) => [one.design, one]));
			const isOn = policy.evidence?.on === true && observed !== null;
			const inHand = (id: ComponentId) => this.#inHand(evidence.get(id) ?? null);
			const states = isOn ? this.#criteriaBy(evidence) : new Map<string, CriterionState>();
			const input: TraceInput = {
				...{ practices, stories, contexts, designs },
				criteriaOf: (id) => criteria.get(id) ?? [],
				stateOf: (id) => workspace.view(id),
				files: { known, loose, of: (id) => traces.of(id) },
				evidence: { on: isOn, of: inHand, criterion: (id) => states.get(id) ?? null },
			};
			return this.#read(input);
		});
	}

	/** What is typed here and not in the relay's files yet is not what the tests ran on. */
	#inHand(seen: SeenEvidence | null): ChainRun {
		if (seen === null) return NO_RUN;
		const backs = seen.result === 'verified' || seen.result === 'red';
		if (!backs || this.#reads(seen)) return seen;
		return { result: 'outdated', because: 'The design changed since its tests ran.' };
	}

	#reads({ design, revision }: SeenEvidence): boolean {
		return revision === (this.#workspace.canonical(design)?.revision ?? null);
	}

	#criteriaBy(
		evidence: ReadonlyMap<ArtefactId, SeenEvidence>,
	): ReadonlyMap<string, CriterionState> {
		const { artefacts, observed } = this.#workspace;
		return this.#states({
			artefacts,
			evidence: new Map([...evidence].filter(([, seen]) => this.#reads(seen) || !backs(seen))),
			implemented: new Set(observed?.implemented),
			isArchived: (id) => this.#workspace.view(id).phase === 'archived',
		});
	}
}

function backs({ result }: SeenEvidence): boolean {
	return result === 'verified' || result === 'red';
}
