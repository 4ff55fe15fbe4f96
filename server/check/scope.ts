/** Which Findings are told: those of some rules, or of what changed and what that affects. */
import { type Affected, affectedBy } from '#server/check/affected.ts';
import { type ChangedSince, changedSince } from '#server/check/changed-files.ts';
import type { CheckReport } from '#server/check/report.ts';
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import { knownRules, RULE_CATALOGUE } from '#server/check/rule-catalogue.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { Preset } from '#shared/trace/preset.ts';

export interface ScopeAsked {
	/** Rule ids; none means all of them. */
	readonly rules: readonly string[];
	/** A git ref; null leaves nothing out. */
	readonly changed: string | null;
}

export interface Scope {
	readonly told: CheckReport['scope'];
	/** What is left of the Findings, in their order. */
	narrow(
		findings: readonly Finding[],
		seen: {
			readonly texts: RepositoryTexts;
			readonly preset: Preset | null;
			readonly readNow: (path: string) => string | null;
			readonly artefactOf: (submitted: string) => ArtefactId | null;
		},
	): readonly Finding[];
}

export const EVERYTHING: ScopeAsked = { rules: [], changed: null };

/** Refuses a rule that there is none of, and a ref that git doesn't know. */
export function readScope(
	disk: Disk,
	run: Run,
	folder: string,
	{ rules, changed: ref }: ScopeAsked,
): Result<Scope, Refusal> {
	const known = knownRules(rules);
	if (!known.ok) return known;
	const asked = ref === null ? ok(null) : changedSince(disk, run, folder, ref);
	if (!asked.ok) return asked;
	const changed = asked.value;
	return ok({
		told: {
			rules: rules.length === 0 ? null : [...known.value],
			changed: changed === null ? null : { ref: changed.ref, files: [...changed.files] },
		},
		narrow(findings, seen) {
			const ruled =
				rules.length === 0 ? findings : findings.filter(({ rule }) => known.value.has(rule));
			return changed === null
				? ruled
				: within(ruled, changed, affectedBy(changed, seen), seen.texts);
		},
	});
}

/** What is wrong with the log is wrong with every approval, whatever else changed. */
function within(
	findings: readonly Finding[],
	{ files }: ChangedSince,
	affected: Affected,
	{ config: { paths } }: RepositoryTexts,
): readonly Finding[] {
	const changed = new Set([...files, ...affected.files]);
	const shared: readonly string[] = [paths.stories, paths.contexts];
	return findings.filter(({ rule, severity, file, artefact }) => {
		if (artefact !== null && affected.has(artefact)) return true;
		if (affected.rules.has(rule)) return true;
		if (severity === 'error' && RULE_CATALOGUE.get(rule)?.about === 'log') return true;
		// Of a file that many artefacts share, only what is about one that changed.
		return file !== null && changed.has(file) && (artefact === null || !shared.includes(file));
	});
}
