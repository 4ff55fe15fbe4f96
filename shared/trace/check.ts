/** Holds every artefact against every rule. */
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { Preset } from '#shared/trace/preset.ts';
import { toFinding } from '#shared/trace/rule.ts';
import { RULES } from '#shared/trace/rules/rules.ts';

/** All Findings, errors first. Without a preset, rules about component types hold their peace. */
export function check(artefacts: Artefacts, preset: Preset | null = null): Finding[] {
	const found = RULES.flatMap((rule) =>
		rule.check(artefacts, preset).map((one) => toFinding(rule, one)),
	);
	return found.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

/** The Findings of one artefact. */
export function checkArtefact(
	artefacts: Artefacts,
	id: ArtefactId,
	preset: Preset | null = null,
): Finding[] {
	return check(artefacts, preset).filter((finding) => finding.artefact === id);
}

const RANK = { error: 0, warning: 1, info: 2 } as const;
