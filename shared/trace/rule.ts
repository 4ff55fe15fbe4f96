import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Finding, Severity } from '#shared/trace/finding.ts';
import type { Preset } from '#shared/trace/preset.ts';

/** One thing that every artefact is held against. Pure: it looks, and says what it found. */
export interface Rule {
	/** A lasting kebab-case name, which policies and people refer to. */
	readonly id: string;
	readonly severity: Severity;
	check(artefacts: Artefacts, preset: Preset | null): readonly RuleFinding[];
}

/** What a rule says; `check` adds the rule's own name and severity. */
export interface RuleFinding {
	readonly artefact: ArtefactId;
	readonly field: string | null;
	readonly message: string;
	readonly fix: string;
	/** The line, from 1, in a Design's body; absent for what has no line. */
	readonly line?: number;
}

export function toFinding(rule: Rule, found: RuleFinding): Finding {
	const { artefact, field, message, fix, line } = found;
	const { id, severity } = rule;
	return { rule: id, severity, message, fix, artefact, field, file: null, line: line ?? null };
}
