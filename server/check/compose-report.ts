/** Puts what was found into the form that is printed. */

import type { Known } from '#server/adopt/known.ts';
import type { Judged } from '#server/check/judged.ts';
import { mechanicalFix } from '#server/check/mechanical-fix.ts';
import type { Said } from '#server/check/names.ts';
import { positionOf } from '#server/check/position.ts';
import type { ProvedLog } from '#server/check/prove-log.ts';
import type { ReadDrift } from '#server/check/read-drift.ts';
import type {
	CheckApproval,
	CheckArtefact,
	CheckFinding,
	CheckReport,
} from '#server/check/report.ts';
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import { wordsOf } from '#server/check/root.ts';
import { titleOf } from '#server/check/titles.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';

export function composeReport(deps: {
	readonly checkout: string | null;
	readonly base: { readonly ref: string; readonly commit: string } | null;
	readonly scope: CheckReport['scope'];
	readonly log: ProvedLog;
	readonly texts: RepositoryTexts;
	readonly judged: readonly Judged[];
	readonly conventions: Conventions;
	readonly findings: readonly Finding[];
	readonly said: Said;
	readonly drift: ReadDrift;
	/** Those that the team's baseline holds. */
	readonly known: Known;
}): CheckReport {
	const { log, texts, base, scope, said, conventions, drift } = deps;
	const { ledger, root } = log;
	const state = ledger.state();
	const failing = new Set(state.policy.failing);
	const piece = { artefacts: texts.artefacts, designText: texts.designText };
	const isFixable = (finding: Finding) => mechanicalFix(finding, piece, conventions) !== null;
	const findings = deps.findings.map((finding) =>
		findingIn(finding, texts, failing, isFixable, deps.known.findings.has(finding)),
	);
	const count = (severity: Finding['severity']) =>
		findings.filter((one) => one.severity === severity).length;
	return {
		version: 1,
		root: root.id === null ? null : { id: root.id, words: wordsOf(root.id), pinned: root.pinned },
		checkout: deps.checkout,
		base: base === null ? null : { ref: base.ref, commit: base.commit },
		scope,
		log: {
			segments: log.segments,
			events: log.signed,
			admitted: ledger.size,
			counted: ledger.size - state.notCounted.size,
		},
		imports: { how: drift.how, files: drift.files, unread: [...drift.unread] },
		gates: state.policy.gates,
		artefacts: deps.judged.map((one) => artefactIn(one, log, texts, said)),
		findings,
		summary: {
			...{ error: count('error'), warning: count('warning'), info: count('info') },
			failing: findings.filter((one) => one.failing).length,
			fixable: findings.filter((one) => one.fixable).length,
			known: findings.filter((one) => one.known).length,
		},
	};
}

function findingIn(
	finding: Finding,
	texts: RepositoryTexts,
	failing: ReadonlySet<string>,
	isFixable: (finding: Finding) => boolean,
	known: boolean,
): CheckFinding {
	const { rule, severity, message, fix, artefact, file } = finding;
	return {
		...{ rule, severity, failing: !known && (severity === 'error' || failing.has(rule)) },
		...{ message, fix, artefact, file },
		...positionOf(finding, texts),
		...columnOf(finding),
		fixable: isFixable(finding),
		known,
	};
}

/** Findings in code bring their column along: their file is none of the texts. */
function columnOf(finding: Finding): { readonly column: number } | null {
	return 'column' in finding && typeof finding.column === 'number'
		? { column: finding.column }
		: null;
}

function artefactIn(
	{ id, view, state, revision }: Judged,
	log: ProvedLog,
	texts: RepositoryTexts,
	said: Said,
): CheckArtefact {
	const place = texts.find(id) === null ? null : texts.placeOf(id);
	return {
		...{ id, kind: view.kind, title: titleOf(texts, id) },
		...{ file: place?.file ?? null, line: place?.line ?? null, state },
		...{ phase: view.phase, standing: view.standing, changed: view.changedSinceApproval },
		...{ bypassed: view.bypassed, revision, approvedRevision: view.approvedRevision },
		approvals: view.approvals.map((approval) => approvalIn(approval, log, said)),
	};
}

/** Without a pinned root anybody could have enrolled anybody: then no approver is named. */
function approvalIn(
	{ event, member, assurance, at }: Judged['view']['approvals'][number],
	{ root, ledger }: ProvedLog,
	said: Said,
): CheckApproval {
	if (!root.pinned) return { member: null, name: null, assurance, at, event };
	const { members, former } = ledger.state().membership;
	const known = members.get(member) ?? former.members.get(member);
	return { member, name: known === undefined ? null : said(known.name), assurance, at, event };
}
