import type { ArtefactId } from '#shared/id.ts';
import type { Drift } from '#shared/imports/drift.ts';
import type { Severity } from '#shared/trace/finding.ts';

/** What real imports are held against. Pure, as every rule. */
export interface DriftRule {
	/** A lasting kebab-case name, which configs, policies and people refer to. */
	readonly id: string;
	readonly severity: Severity;
	/** One sentence: what it is there to find. */
	readonly says: string;
	check(drift: Drift): readonly DriftRuleFinding[];
}

/** What it says; file, line and column are null where the map is what to look at. */
export interface DriftRuleFinding {
	readonly artefact: ArtefactId;
	readonly field: string | null;
	readonly message: string;
	readonly fix: string;
	readonly file: string | null;
	readonly line: number | null;
	readonly column: number | null;
}
