/** What documents, log and files add up to: states, Findings, status, and what is observed here. */

import type { SeenRuns } from '#machines/evidence/look-at.ts';
import { isApproved as hasApproval } from '#machines/lifecycle/approval.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { ArtefactReader } from '#server/artefact-reader.ts';
import { createRunFindings } from '#server/evidence/run-findings.ts';
import { NOTHING_SEEN, seeRuns } from '#server/evidence/seen-runs.ts';
import { CONFIG_FILE } from '#server/files/config/config.ts';
import type { SettingsSource } from '#server/files/config/settings-source.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { WatchMode } from '#server/files/disk/watch.ts';
import type { Files } from '#server/files/files.ts';
import { checkoutOf } from '#server/files/git/checkout.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { LogFiles } from '#server/files/log/log-files.ts';
import { createGatheredLooks } from '#server/gathered-looks.ts';
import { createLiveDrift } from '#server/imports/live-drift.ts';
import type { Journal } from '#server/log/journal.ts';
import type { Timer } from '#server/timer.ts';
import { createFileLines } from '#server/trace/file-lines.ts';
import { createTraceView } from '#server/trace/trace-view.ts';
import { createValidation } from '#server/validation.ts';
import { createViewCache } from '#server/view-cache.ts';
import type { Workspace } from '#server/workspace.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { FileLines } from '#shared/protocol/file-lines.ts';
import type { Observed } from '#shared/protocol/log.ts';
import type { Traces } from '#shared/protocol/traces.ts';
import { configUnsigned } from '#shared/trace/config-unsigned.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { type Practices, practicesOf, practised } from '#shared/trace/practices.ts';
import { quickFixesFor } from '#shared/trace/quick-fixes.ts';
import { type Status, statusOf } from '#shared/trace/status.ts';

export interface View {
	/** What the team practises of what the documents say. */
	artefacts(): Artefacts;
	viewOf(id: ArtefactId): ArtefactView;
	findings(): readonly Finding[];
	/** What the rules alone say of the artefacts; the same list while they say the same. */
	ruleFindings(): readonly Finding[];
	quickFixesFor: Workspace['quickFixesFor'];
	status(): Status;
	observed(): Observed;
	onObserved(listener: (observed: Observed) => void): () => void;
	/** Every Trace of the checkout, in pages, and what changes from then on. */
	traces(): readonly Traces[];
	onTraces(listener: (traces: Traces) => void): () => void;
	/** Where to look in the files of a Design. */
	linesOf(design: ComponentId): FileLines;
	/** Resolves when `findings` knows the imports of the code as it is; false where that takes too long. */
	importsRead(): Promise<boolean>;
	/** Looks at these files of the checkout now, and at all that follows from them. */
	lookAt(paths: readonly string[]): void;
	/** Looks at the checkout again, and tells if it looks different. */
	look(): void;
	stop(): void;
}

export function createView(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly now: () => Date;
	readonly timer: Timer;
	readonly journal: Journal;
	readonly files: Files;
	readonly logFiles: LogFiles;
	readonly reader: ArtefactReader;
	readonly settings: Pick<SettingsSource, 'current' | 'proposedPolicy'>;
	readonly run: Run;
	/** Whether a Design said at the start where its files are. */
	readonly namesPaths: boolean;
	/** Where the parsers of code lie; without any, imports are not read. */
	readonly grammars?: readonly string[];
	/** The tests that are being run here. */
	readonly running: () => Observed['running'];
	/** How changes of code and tests are noticed. */
	readonly mode: WatchMode | 'off';
	readonly onError: (error: unknown) => void;
}): View {
	const { disk, root, journal, files, logFiles, reader, settings } = deps;
	const { ledger } = journal;
	const validation = createValidation({ journal, files, reader, settings });
	const listeners = new Set<(observed: Observed) => void>();
	let kept: { readonly of: Artefacts; readonly by: Practices; readonly seen: Artefacts } | null =
		null;
	/** Null until somebody asks: a start has better things to do. */
	let seen: Observed | null = null;
	let runs: SeenRuns = NOTHING_SEEN;
	let ofRuns: readonly Finding[] = [];
	const runFindings = createRunFindings({ disk, root, files });
	const viewFrom = createViewCache();
	const looks = createGatheredLooks({ timer: deps.timer, look });
	const drift = createLiveDrift({ ...deps, onChanged: looks.soon });
	const traces = createTraceView({
		...{ ...deps, onChanged: looks.soon },
		onFiles: (paths) => drift.forget(paths) && looks.soon(),
	});

	const leaving = [
		files.onChange(looks.changed),
		journal.subscribe(journal.position(), looks.soon),
	];

	function ofFiles(): readonly Finding[] {
		const { root: founded, policy } = ledger.state();
		const proposed = founded === null ? null : settings.proposedPolicy();
		const unsigned = configUnsigned(policy, proposed, CONFIG_FILE);
		return [...files.findings(), ...(unsigned === null ? [] : [unsigned])];
	}

	function seeNow(): Observed {
		const proposed = settings.proposedPolicy();
		const traced = traces.look(validation.conventions());
		const { implemented } = traced;
		const state = ledger.state();
		runs = seeRuns({ state, reader, traces, implemented, artefacts });
		ofRuns = runFindings(state.policy.evidence, artefacts, runs, traced);
		lookAtImports();
		return {
			type: 'observed',
			checkout: checkoutOf(disk, root),
			at: deps.now().toISOString(),
			preset: settings.current().preset,
			settings: settings.current(),
			...(proposed === null ? {} : { policy: proposed }),
			implemented: [...new Set([...implemented, ...runs.implemented])],
			verified: [...runs.verified],
			evidence: [...runs.evidence.values()],
			findings: [...ofFiles(), ...validation.ofFiles(), ...ofRuns, ...drift.findings()],
			questions: [...files.questions()],
			unsaved: logFiles.unsaved(),
			running: deps.running(),
		};
	}

	/** Held against the map as it reads now, once somebody wants to know more than states. */
	function lookAtImports(): void {
		const paths = traces.paths();
		if (paths === null) return;
		drift.look({ contexts: artefacts().contexts, conventions: validation.conventions(), paths });
	}

	function look(): void {
		looks.looked();
		const before = seen;
		const now = seeNow();
		seen = now;
		traces.tell(isApproved);
		if (JSON.stringify({ ...before, at: '' }) === JSON.stringify({ ...now, at: '' })) return;
		for (const listener of listeners) listener(now);
	}

	function lookAt(paths: readonly string[]): void {
		traces.follow(paths);
		look();
	}

	function observed(): Observed {
		// Whoever asks is told of everything that changed, at rest or not.
		if (looks.isStale) look();
		seen ??= seeNow();
		return seen;
	}

	function seenRuns(): SeenRuns {
		observed();
		return runs;
	}

	/** A Design that reads otherwise than when its runs were looked at is no longer what they fit. */
	function isVerified(id: ArtefactId): boolean {
		if (!seenRuns().verified.has(id)) return false;
		const evidence = runs.evidence.get(id);
		return evidence === undefined || evidence.revision === reader.revisionOf(id);
	}

	function isApproved(id: ArtefactId): boolean {
		return hasApproval(viewOf(id));
	}

	function viewOf(id: ArtefactId): ArtefactView {
		return viewFrom(ledger.state(), id, {
			revision: () => reader.revisionOf(id),
			implemented: seenRuns().implemented.has(id),
			verified: isVerified(id),
			upstream: reader.revisionOf,
			parts: reader.partsOf,
		});
	}

	function artefacts(): Artefacts {
		const [of, by] = [reader.artefacts(), practicesOf(ledger.state().policy)];
		if (kept?.of !== of || kept.by !== by) kept = { of, by, seen: practised(of, by) };
		return kept.seen;
	}

	function findings(): readonly Finding[] {
		observed();
		const ofTraces = traces.findings(isApproved);
		return [
			...ruleFindings(),
			...validation.ofFiles(),
			...ofFiles(),
			...ofRuns,
			...drift.findings(),
			...ofTraces,
		];
	}

	const ruleFindings = () => validation.findings(artefacts());

	const quickFixes: Workspace['quickFixesFor'] = (finding) => {
		const piece = { artefacts: artefacts(), designText: files.designText };
		return quickFixesFor(finding, piece, validation.conventions());
	};

	function status(): Status {
		return statusOf(artefacts(), viewOf, findings(), { events: ledger.size });
	}

	function onObserved(listener: (observed: Observed) => void): () => void {
		listeners.add(listener);
		return () => listeners.delete(listener);
	}

	/** The first question wakes the traces, and with them what reads imports. */
	function importsRead(): Promise<boolean> {
		traces.findings(isApproved);
		lookAtImports();
		return drift.settled();
	}

	function stop(): void {
		looks.stop();
		drift.stop();
		traces.stop();
		for (const leave of leaving) leave();
	}

	return {
		...{ artefacts, viewOf, findings, ruleFindings, quickFixesFor: quickFixes },
		...{ status, observed, onObserved, importsRead, look, lookAt, stop },
		linesOf: createFileLines({ disk, root, artefacts, pathsOf: traces.pathsOf }),
		traces: () => traces.pages(isApproved),
		onTraces: traces.listen,
	};
}
