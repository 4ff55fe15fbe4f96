/**
 * A type of Session as data: its goal, what it is about, and its steps in order. The machine, the
 * bridge, the runner and the app all read these.
 *
 * A type's steps are part of what recorded sessions mean: changing their names or order asks for a
 * new SessionKind.
 */
import type { ArtefactKind } from '#shared/id.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import type { OutputName } from '#shared/session/step-output.ts';

export interface SessionType {
	readonly kind: SessionKind;
	/** For people: "Write a component's tests". */
	readonly title: string;
	/** One sentence: what is true once it is done. */
	readonly goal: string;
	/** What it is about; null where it is about the whole workspace, `any` for whatever is suspect. */
	readonly about: ArtefactKind | 'any' | null;
	/**
	 * What has to be approved before it can start: the artefact itself, what it is derived from, any
	 * Story at all, or nothing. A gate that is advisory or off asks for nothing.
	 */
	readonly requires: 'artefact' | 'upstream' | 'a-story' | null;
	readonly steps: readonly StepSpec[];
}

export type StepSpec = WorkStep | GateStep | ChildrenStep;

interface StepBase {
	/** Unique in its type; kebab-case. It stands in the log. */
	readonly name: string;
	/** For people: "Write the test file". */
	readonly title: string;
}

/** Somebody works: an Agent, the built-in runner, or a person. */
export interface WorkStep extends StepBase {
	readonly kind: 'work';
	/** To whoever works, in the second person; never with words from a document. */
	readonly instruction: string;
	readonly output: OutputName;
	/** In this order; the first that objects sends the step back. */
	readonly checks: readonly StepCheck[];
	/** What may be written while it is worked on. */
	readonly writes: readonly Writable[];
	/** What its context pack holds, the most lasting first. */
	readonly inputs: readonly PackInput[];
}

/** The artefact gate: it opens when people approved what the step names. */
export interface GateStep extends StepBase {
	readonly kind: 'gate';
	/** The Session's own artefact, or those of the step before that says what was written. */
	readonly of: 'artefact' | 'written';
	/** The work step that people's change requests send it back to. */
	readonly returnsTo: string;
}

/** One Session of each kind for every Component of the Context, dependencies first. */
export interface ChildrenStep extends StepBase {
	readonly kind: 'children';
	readonly sessions: readonly SessionKind[];
}

export type Writable = 'story' | 'context' | 'design' | 'test' | 'code' | 'comment';

/**
 * - `artefacts-clean`: what it names exists, is of the kind the step writes, and has no error Finding.
 * - `artefacts-submitted`: and is in review, or approved as it reads.
 * - `stories-covered`: every approved Story is satisfied by some Context.
 * - `designs-remarked`: remarks are about artefacts of this Session.
 * - `suspects-answered`: every suspect artefact below has a verdict.
 * - `test-file`, `code-file`: the file of the Trace exists and is not empty.
 * - `only-its-files`: nothing else was written (asked in a worktree of the Session's own alone).
 * - `tests-fail`, `tests-pass`: as the policy's test command says; where evidence is off it is said, not asked.
 * - `criteria-pass`: a passing test covers every criterion.
 */
export type StepCheck =
	| 'artefacts-clean'
	| 'artefacts-submitted'
	| 'stories-covered'
	| 'designs-remarked'
	| 'suspects-answered'
	| 'test-file'
	| 'code-file'
	| 'only-its-files'
	| 'tests-fail'
	| 'tests-pass'
	| 'criteria-pass';

/** What a context pack may hold; see context-pack.ts. */
export type PackInput =
	| 'rules'
	| 'template'
	| 'map'
	| 'context'
	| 'stories'
	| 'neighbours'
	| 'designs'
	| 'artefact'
	| 'files'
	| 'changes'
	| 'earlier'
	| 'findings';
