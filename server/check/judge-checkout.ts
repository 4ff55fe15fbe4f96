/** What the words and files of a checkout come to under its log, once that is proved. */

import { isApproved } from '#machines/lifecycle/approval.ts';
import type { Baseline } from '#server/adopt/baseline.ts';
import { baselineSince } from '#server/adopt/baseline-since.ts';
import { createCameFrom } from '#server/adopt/came-from.ts';
import { fingerprintsIn, type Known, knownAmong, movedFinding } from '#server/adopt/known.ts';
import type { CheckPieces } from '#server/check/cache/pieces.ts';
import { codeFindings } from '#server/check/code-findings.ts';
import { type CodeGate, createCodeGate } from '#server/check/code-gate.ts';
import { composeReport } from '#server/check/compose-report.ts';
import { frozenFindings, readFrozen } from '#server/check/frozen-texts.ts';
import type { Base } from '#server/check/git-base.ts';
import { type Judged, judgeAll, seenRuns } from '#server/check/judged.ts';
import type { LooksAhead } from '#server/check/looking/looks-ahead.ts';
import { readSaid } from '#server/check/names.ts';
import type { ProvedLog } from '#server/check/prove-log.ts';
import { readDrift } from '#server/check/read-drift.ts';
import type { CheckReport } from '#server/check/report.ts';
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import type { Scope } from '#server/check/scope.ts';
import { settingsSince } from '#server/check/settings-since.ts';
import { stateFindings } from '#server/check/state-findings.ts';
import type { ReadBeside } from '#server/check/threads/jobs.ts';
import { untrueFindings } from '#server/check/untrue-submissions.ts';
import { CONFIG_FILE, policyIn } from '#server/files/config/config.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { existsInside } from '#server/files/disk/exists-inside.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { checkoutOf } from '#server/files/git/checkout.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { leftOutFinding } from '#server/files/git/sparse.ts';
import { seenAhead } from '#server/trace/files-ahead.ts';
import { traceRepository } from '#server/trace/trace-repository.ts';
import { evidenceFindings } from '#shared/evidence/evidence-findings.ts';
import type { LifecycleEvent, Revision } from '#shared/lifecycle/event.ts';
import { configUnsigned } from '#shared/trace/config-unsigned.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { type Practices, practicesOf, practised } from '#shared/trace/practices.ts';

export interface JudgeDeps {
	readonly disk: Disk;
	readonly run: Run;
	readonly grammars: readonly string[];
	readonly pieces: CheckPieces | undefined;
	readonly ahead: LooksAhead | undefined;
	readonly beside: ReadBeside | undefined;
}

/** What was read of it before its log was proved. */
interface Checkout {
	readonly folder: string;
	/** Where git is asked: elsewhere, where the folder is a copy of what git is about to keep. */
	readonly git: string;
	readonly texts: RepositoryTexts;
	readonly base: Base | null;
	readonly baseline: Baseline | null;
	readonly scope: Scope;
}

export interface Checked {
	readonly report: CheckReport;
	/** What it reports, where the rules have it: a report points at the very words. */
	readonly findings: readonly Finding[];
	/** Those among them that the team knows from before. */
	readonly known: Known;
	/** Whether a file of this checkout may be written. */
	readonly codeGate: CodeGate;
	/** By which the texts were looked at. */
	readonly conventions: Conventions;
	readonly practices: Practices;
	/** The text of a file of the repository; null where it can't be read as one. */
	sourceAt(path: string): string | null;
}

/** All that a log says of a checkout, put into a report. Signatures are not its matter. */
export async function judgeCheckout(
	{ disk, run, grammars, pieces, ahead, beside }: JudgeDeps,
	{ folder, git, texts, base, baseline, scope }: Checkout,
	log: ProvedLog,
	isPinned: boolean,
): Promise<Checked> {
	const { policy } = log.ledger.state();
	const practices = practicesOf(policy);
	const conventions = texts.conventions(policy.failing);
	// A copy of what git is about to keep holds no code: its Traces would be about nothing.
	const isWhole = git === folder;
	const ignored = log.root.id === null ? policyIn(texts.config)?.ignore : policy.ignore;
	const files = isWhole ? ((await beside?.files) ?? null) : null;
	const seenFiles = files === null ? null : seenAhead(files);
	const traces = traceRepository({ disk, root: folder, run, seen: seenFiles }, isWhole, {
		...{ ...texts.traceable, conventions, ignored: ignored ?? [] },
	});
	const seen = seenRuns(log.ledger, texts, practices, traces);
	const judged = judgeAll(log.ledger, texts, practices, seen);
	const codeGate = createCodeGate({ texts, judged, policy, conventions });
	const said = readSaid(disk, folder, eventsWithWords(log.ledger.events()));
	const exists = (path: string) => existsInside(disk, folder, path);
	const { contexts } = practised(texts.artefacts, practices);
	const drift = await readDrift(
		{ disk, grammars, pieces: pieces?.imports },
		folder,
		isWhole ? contexts : [],
		conventions,
		traces.paths,
	);
	const other =
		log.root.id === null ? null : configUnsigned(policy, policyIn(texts.config), CONFIG_FILE);
	const unsigned = other === null ? null : { ...other, fix: `${other.fix} ${ONCE_SAVED}` };
	if (ahead !== undefined) texts.lookedAt(await ahead.stop());
	const there = (await beside?.frozen) ?? readFrozen(disk, folder);
	const readNow = (path: string) => textOf(readText(disk, folder, path));
	const leftOut = isWhole
		? leftOutFinding({ disk, root: folder, run, config: texts.config })
		: null;
	const all: readonly Finding[] = [
		...(leftOut === null ? [] : [leftOut]),
		...log.findings,
		...(base === null ? [] : settingsSince({ disk, root: folder, git, run }, base)),
		...(base === null ? [] : baselineSince({ git, run }, base, baseline)),
		...frozenFindings(there, textsToHold(texts, judged)),
		...stateFindings(judged, texts, said),
		...untrueFindings(judged, texts, log.ledger),
		// Where nobody founded anything, nobody can approve.
		...(log.segments > 0 || isPinned ? codeFindings(texts, codeGate, exists) : []),
		...(unsigned === null ? [] : [unsigned]),
		...texts.findings(conventions, practices),
		...(practices.has('design') && isWhole
			? traces.findings(approvedIn(judged)).map(texts.locate)
			: []),
		...evidenceFindings({
			...{ rules: policy.evidence, artefacts: practised(texts.artefacts, practices), seen },
			testOf(design) {
				const path = traces.filesOf(design).test?.path;
				return path === undefined ? null : { design, path, text: readNow(path) ?? '' };
			},
			designFile: (id) => ({ file: texts.designPath(id) ?? '', markdown: texts.designText(id) }),
		}).map(texts.locate),
		...drift.findings.map((finding) => (finding.file === null ? texts.locate(finding) : finding)),
	];
	const sourceAt = (path: string) => texts.textAt(path) ?? readNow(path);
	const artefactOf = (submitted: string) => {
		const event = log.ledger.get(submitted)?.event;
		return event?.type === 'submitted' ? event.artefact : null;
	};
	const about = { texts, preset: conventions.preset, readNow, artefactOf };
	const told = scope.narrow(all, about);
	const known = knownAmong(told, {
		...{ baseline, failing: policy.failing, fingerprint: fingerprintsIn(sourceAt) },
		fileOf: ({ file }) => file,
		cameFrom: createCameFrom({ disk, run, folder, git }),
	});
	const findings = [...told, ...scope.narrow(movedFinding(known), about)];
	const report = composeReport({
		...{ checkout: checkoutOf(disk, folder), base, scope: scope.told },
		...{ log, texts, judged, conventions, findings, said },
		drift,
		known,
	});
	return { report, findings, known, codeGate, conventions, practices, sourceAt };
}
function textOf(read: ReturnType<typeof readText>): string | null {
	return read.kind === 'text' ? read.text : null;
}

function approvedIn(judged: readonly Judged[]): (id: string) => boolean {
	const approved = new Set<string>(judged.flatMap(({ id, view }) => (isApproved(view) ? id : [])));
	return (id) => approved.has(id);
}

function eventsWithWords(
	events: Iterable<{ readonly event: LifecycleEvent }>,
): readonly LifecycleEvent[] {
	return [...events].flatMap(({ event }) =>
		event.type === 'workspaceFounded' ||
		event.type === 'memberAdded' ||
		event.type === 'gateBypassed'
			? event
			: [],
	);
}

/** The approved texts of what is here, where the team keeps them in the repository. */
function textsToHold(
	{ config }: RepositoryTexts,
	judged: readonly Judged[],
): ReadonlySet<Revision> {
	if (!config.revisions) return new Set();
	return new Set(judged.flatMap(({ view }) => view.approvedRevision ?? []));
}

/** A check knows the log by its files. */
const ONCE_SAVED = 'What was signed in the app already counts here once it is saved: lintel save.';
