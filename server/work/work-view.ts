/** What is next in a workspace: kept from one question to the next, at the price of what changed. */
import type { SessionState } from '#machines/session/session-state.ts';
import { createWorkList, type WorkInput } from '#machines/work/create-work-list.ts';
import type { Work } from '#machines/work/work.ts';
import type { Journal } from '#server/log/journal.ts';
import type { View } from '#server/view.ts';
import { createTestBook } from '#server/work/test-book.ts';
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Observed } from '#shared/protocol/log.ts';
import { practicesOf } from '#shared/trace/practices.ts';

const NONE: readonly SeenEvidence[] = [];

/** What the relay's last look at its checkout says of artefacts. */
type Seen = Pick<WorkInput, 'implemented' | 'verified'> & { readonly of: Observed };

export function createWorkView(
	deps: Pick<View, 'artefacts' | 'viewOf' | 'ruleFindings' | 'observed' | 'traces' | 'onTraces'> & {
		readonly journal: Pick<Journal, 'ledger'>;
		/** The same list while no Session is another. */
		readonly sessions: () => readonly SessionState[];
	},
): () => Work {
	const list = createWorkList();
	const tests = createTestBook(deps);
	let seen: Seen | null = null;
	let said: { readonly of: readonly unknown[]; readonly findings: WorkInput['findings'] } | null =
		null;
	let last: { readonly of: readonly unknown[]; readonly work: Work } | null = null;

	function seenNow(): Seen {
		const of = deps.observed();
		if (seen?.of !== of) {
			const { implemented, verified = [] } = of;
			seen = { of, implemented: setOf(implemented), verified: setOf(verified) };
		}
		return seen;
	}

	/** Of the files what the last look said: looking again asks the disk for all of them. */
	function findingsNow(observed: Observed, ofTraces: WorkInput['findings']) {
		const of = [deps.ruleFindings(), observed, ofTraces];
		if (said === null || !isSame(said.of, of)) {
			said = { of, findings: [...deps.ruleFindings(), ...observed.findings, ...ofTraces] };
		}
		return said.findings;
	}

	return () => {
		const state = deps.journal.ledger.state();
		const artefacts = deps.artefacts();
		const { of: observed, implemented, verified } = seenNow();
		const files = tests.look(practicesOf(state.policy).has('design'));
		const sessions = deps.sessions();
		const findings = findingsNow(observed, files.findings);
		const of = [state, artefacts, observed, files, sessions, findings];
		if (last !== null && isSame(last.of, of)) return last.work;
		const work = list.look({
			...{ artefacts, state, findings, sessions, implemented, verified },
			viewOf: deps.viewOf,
			evidence: state.policy.evidence?.on === true ? (observed.evidence ?? NONE) : NONE,
			tested: files.tested,
		});
		last = { of, work };
		return work;
	};
}

function setOf(ids: readonly ArtefactId[]): ReadonlySet<ArtefactId> {
	return new Set(ids);
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
	return one.length === other.length && one.every((part, n) => part === other[n]);
}
