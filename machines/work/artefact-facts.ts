/** All that one artefact's work hangs on, and nothing else: the same facts give the same items. */

import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import type { EvidenceResult } from '#shared/evidence/seen-evidence.ts';
import type { ArtefactId, ComponentId, SessionId } from '#shared/id.ts';
import type { Practices } from '#shared/trace/practices.ts';

/** Its error Findings. */
export interface Errors {
	readonly count: number;
	/** The first one's message and fix. */
	readonly first: string;
}

export const NO_ERRORS: Errors = { count: 0, first: '' };

export interface ArtefactFacts {
	readonly artefact: AnyArtefact;
	readonly view: ArtefactView;
	readonly errors: Errors;
	/** What it rests on that has not passed its gate: not approved and current, where that is asked for. */
	readonly open: readonly ArtefactId[];
	/** Whether its own gate binds. */
	readonly gated: boolean;
	/** Whether it rests on anything, and all of that is approved and current. */
	readonly founded: boolean;
	/** A Story: whether some Context satisfies it. */
	readonly mapped: boolean;
	/** A Story: whether Designs serve it, and every one of them is verified. */
	readonly served: boolean;
	/** A Context: its Components that have no Design. */
	readonly missing: readonly { readonly id: ComponentId; readonly name: string }[];
	/** A Design: what its test runs say; null while evidence is off. */
	readonly evidence: { readonly result: EvidenceResult; readonly because: string } | null;
	/** A Design: whether its test file is there. */
	readonly tested: boolean;
	/** An open Session that works on it. */
	readonly session: SessionId | null;
	readonly practices: Practices;
}
