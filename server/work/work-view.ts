/** What is next in a workspace: kept from one question to the next, at the price of what changed. */
import type { SessionState } from '#machines/session/session-state.ts';
import { createWorkList } from '#machines/work/create-work-list.ts';
import type { Work } from '#machines/work/work.ts';
import type { Journal } from '#server/log/journal.ts';
import type { View } from '#server/view.ts';
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Observed } from '#shared/protocol/log.ts';
import type { Traces } from '#shared/protocol/traces.ts';
import { practicesOf } from '#shared/trace/practices.ts';

interface Seen {
	readonly of: Observed;
	readonly implemented: ReadonlySet<ArtefactId>;
	readonly verified: ReadonlySet<ArtefactId>;
}

const NONE: readonly SeenEvidence[] = [];

export function createWorkView(
	deps: Pick<View, 'artefacts' | 'viewOf' | 'findings' | 'observed' | 'traces' | 'onTraces'> & {
		readonly journal: Pick<Journal, 'ledger'>;
		readonly sessions: () => readonly SessionState[];
	},
): () => Work {
	const list = createWorkList();
	let seen: Seen | null = null;
	/** Null until somebody asks: following files has its price. */
	let tested: Set<ArtefactId> | null = null;

	function seenNow(): Seen {
		const of = deps.observed();
		if (seen?.of !== of) {
			seen = { of, implemented: new Set(of.implemented), verified: new Set(of.verified) };
		}
		return seen;
	}

	function testedNow(isPractised: boolean): ReadonlySet<ArtefactId> {
		if (tested === null && isPractised) {
			tested = new Set();
			for (const page of deps.traces()) take(page);
			deps.onTraces(take);
		}
		return tested ?? new Set();
	}

	/** Another set for another answer: what did not change is told by being the same. */
	function take({ whole, traces, gone }: Traces): void {
		const next = new Set(whole ? [] : tested);
		for (const id of gone) next.delete(id);
		for (const { design, test } of traces) {
			if (test?.state === 'there') next.add(design);
			else next.delete(design);
		}
		tested = next;
	}

	return () => {
		const state = deps.journal.ledger.state();
		const findings = deps.findings();
		const { of, implemented, verified } = seenNow();
		return list.look({
			artefacts: deps.artefacts(),
			...{ state, findings, implemented, verified, viewOf: deps.viewOf },
			evidence: state.policy.evidence?.on === true ? (of.evidence ?? NONE) : NONE,
			tested: testedNow(practicesOf(state.policy).has('design')),
			sessions: deps.sessions(),
		});
	};
}
