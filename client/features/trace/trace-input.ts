import type {
	ChainFile,
	ChainRun,
	CriterionState,
	LooseFile,
} from '#client/features/trace/chain.ts';
import type { DesignEntry } from '#client/state/surface.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { AcceptanceCriterionId, ArtefactId, ComponentId } from '#shared/id.ts';
import type { PhaseAndStanding } from '#shared/lifecycle/phase.ts';
import type { Practices } from '#shared/trace/practices.ts';

/** The code and test file of a Design; null where no rule says which. */
interface SeenTrace {
	/** Where the Design's own file is; null while it has none. */
	readonly file: string | null;
	readonly code: ChainFile | null;
	readonly test: ChainFile | null;
	/** Where the code is now, as git tells of one that moved. */
	readonly moved: string | null;
}

/** What the trace view reads its rows from. */
export interface TraceInput {
	readonly practices: Practices;
	readonly stories: readonly Story[];
	readonly contexts: readonly Context[];
	/** Every Component, with a Design or without. */
	readonly designs: readonly DesignEntry[];
	/** Whether texts of Designs are on their way: what those serve is not known yet. */
	readonly reading: boolean;
	/** What a Design says it serves. */
	criteriaOf(design: ComponentId): readonly AcceptanceCriterionId[];
	stateOf(id: ArtefactId): PhaseAndStanding;
	readonly files: {
		/** False as long as the relay said nothing of them: then nothing is missing. */
		readonly known: boolean;
		of(design: ComponentId): SeenTrace | null;
		readonly loose: readonly LooseFile[];
	};
	readonly evidence: {
		/** Whether test runs are on, and known. */
		readonly on: boolean;
		of(design: ComponentId): ChainRun | null;
		criterion(id: AcceptanceCriterionId): CriterionState | null;
	};
}
