import type { ComponentId } from '#shared/id.ts';
import type { Severity } from '#shared/trace/finding.ts';
import type { TraceLook } from '#shared/trace/tracing/look-at-trace.ts';

/** One Trace with what is known around it. */
export interface TraceSeen extends TraceLook {
	/** Whether its Design is approved as it reads here, or further. */
	readonly approved: boolean;
	/** Other Designs whose code, or whose test, is the same file. */
	readonly sameCode: readonly SharedFile[];
	readonly sameTest: readonly SharedFile[];
}

export interface SharedFile {
	readonly id: ComponentId;
	readonly name: string;
	/** Whether the map gives both their code: `code-path-twice` says so then. */
	readonly mapped: boolean;
}

/** What a rule says of a Trace. `file` is where to look; null for where the Design is. */
export interface TraceSaid {
	readonly message: string;
	readonly fix: string;
	readonly file?: string | null;
	/** Where it is less than the rule's own severity. */
	readonly severity?: Severity;
}

/** Holds one Trace against one thing that the 1:1:1 rule asks. */
export interface TraceRule {
	/** A lasting kebab-case name. */
	readonly id: string;
	readonly severity: Severity;
	/** One sentence: what it is there to find. */
	readonly says: string;
	check(seen: TraceSeen): readonly TraceSaid[];
}
