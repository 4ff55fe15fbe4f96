import { bySeverity, SEVERITY_LOOKS } from '#client/features/findings/severity-looks.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Finding, Severity } from '#shared/trace/finding.ts';

export type Grouping = 'severity' | 'rule' | 'artefact';

/** What the list shows, as the address says it. */
export interface FindingFilter {
	readonly by: Grouping;
	readonly query: string;
	readonly severity: Severity | null;
}

export interface FindingGroup {
	readonly key: string;
	readonly title: string;
	readonly artefact: ArtefactId | null;
	readonly findings: readonly Finding[];
}

export function filterIn(search: Pick<URLSearchParams, 'get'>): FindingFilter {
	const [by, severity] = [search.get('by'), search.get('severity')];
	return {
		by: by === 'rule' || by === 'artefact' ? by : 'severity',
		query: search.get('q') ?? '',
		severity:
			severity === 'error' || severity === 'warning' || severity === 'info' ? severity : null,
	};
}

/** The address's part; '' for the list as it opens. */
export function searchOf({ by, query, severity }: FindingFilter): string {
	const search = new URLSearchParams();
	if (by !== 'severity') search.set('by', by);
	if (severity !== null) search.set('severity', severity);
	if (query !== '') search.set('q', query);
	return search.size === 0 ? '' : `?${search}`;
}

export function filtered(
	findings: readonly Finding[],
	{ query, severity }: FindingFilter,
	titleOf: (id: ArtefactId) => string,
): readonly Finding[] {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	return findings.filter((finding) => {
		if (severity !== null && finding.severity !== severity) return false;
		if (words.length === 0) return true;
		const { rule, message, fix, file, artefact } = finding;
		const title = artefact === null ? '' : titleOf(artefact);
		const text = `${rule} ${message} ${fix} ${file ?? ''} ${title}`.toLowerCase();
		return words.every((word) => text.includes(word));
	});
}

/** Groups with the worst first, then the largest. */
export function grouped(
	findings: readonly Finding[],
	by: Grouping,
	titleOf: (id: ArtefactId) => string,
): readonly FindingGroup[] {
	const groups = Map.groupBy(bySeverity(findings), (finding) => keyOf(finding, by));
	const made = [...groups].map(([key, all]) => ({
		key,
		title: titleOfGroup(all[0], by, titleOf),
		artefact: by === 'artefact' ? (all[0]?.artefact ?? null) : null,
		findings: all,
	}));
	return made.sort(
		(a, b) => rankOf(a.findings) - rankOf(b.findings) || b.findings.length - a.findings.length,
	);
}

function keyOf({ severity, rule, artefact, file }: Finding, by: Grouping): string {
	if (by === 'severity') return severity;
	return by === 'rule' ? rule : (artefact ?? file ?? '');
}

function titleOfGroup(
	finding: Finding | undefined,
	by: Grouping,
	titleOf: (id: ArtefactId) => string,
): string {
	if (finding === undefined) return '';
	if (by === 'severity') {
		const { many } = SEVERITY_LOOKS[finding.severity];
		return many.charAt(0).toUpperCase() + many.slice(1);
	}
	if (by === 'rule') return finding.rule;
	return finding.artefact === null ? (finding.file ?? 'The repository') : titleOf(finding.artefact);
}

function rankOf(findings: readonly Finding[]): number {
	return ['error', 'warning', 'info'].indexOf(findings[0]?.severity ?? 'info');
}
