/** What the trace view shows: one row for each way from a criterion to the code and the test. */

import type { Gap } from '#client/features/trace/gaps.ts';
import type { AcceptanceCriterionId, ComponentId, ContextId, StoryId } from '#shared/id.ts';
import type { PhaseAndStanding } from '#shared/lifecycle/phase.ts';

/** `empty` is a file of nothing, or of nothing but white space. `unknown`: the relay said nothing yet. */
export type FileLook = 'missing' | 'empty' | 'there' | 'unknown';

/** A file as the relay's checkout has it. */
export interface ChainFile {
	readonly path: string;
	readonly state: FileLook;
}

export interface LooseFile {
	readonly path: string;
	readonly kind: 'code' | 'test';
}

/** What the test runs say of exactly the files in hand. `none`: no run counts. */
export type RunResult = 'verified' | 'red' | 'outdated' | 'none';

export interface ChainRun {
	readonly result: RunResult;
	/** Why, as a sentence. */
	readonly because: string;
}

/** How the tests of a criterion came out, on exactly what is in hand. */
export type CriterionState = 'verified' | 'red' | 'skipped' | 'outdated' | 'uncovered';

/** An artefact as a cell shows it. */
export interface Named<Id> {
	readonly id: Id;
	readonly name: string;
	readonly state: PhaseAndStanding;
}

export interface ChainCriterion {
	readonly id: AcceptanceCriterionId;
	readonly text: string;
	/** Its place in the Story, from 1. */
	readonly number: number;
	/** Null where test runs are off. */
	readonly state: CriterionState | null;
}

export interface ChainDesign extends Named<ComponentId> {
	readonly written: boolean;
	/** Null where the team has no map, or nothing says whose it is. */
	readonly context: Named<ContextId> | null;
	readonly code: ChainFile | null;
	readonly test: ChainFile | null;
	/** Where its code is now, as git tells of one that moved. */
	readonly moved: string | null;
	/** Null where test runs are off. */
	readonly run: ChainRun | null;
	/** What is missing of the Design itself, the worst first. */
	readonly gaps: readonly Gap[];
}

/** A row of the matrix. Null is where the chain has not come to, or begins later. */
export interface Chain {
	/** Lasting while its ends are: rows keep their place by it. */
	readonly key: string;
	readonly story: Named<StoryId> | null;
	readonly criterion: ChainCriterion | null;
	/** Whose Design it is; where no Design serves the criterion, those that satisfy the Story. */
	readonly contexts: readonly Named<ContextId>[];
	readonly design: ChainDesign | null;
	/** A code or test file that no Design has. */
	readonly loose: LooseFile | null;
	/** Everything that is missing in it, the worst first. */
	readonly gaps: readonly Gap[];
}
