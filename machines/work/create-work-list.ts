/**
 * What to do next in a workspace, kept as it changes: what one artefact's change can touch is worked
 * out again, the rest stands. What comes out is what a first look at everything would say.
 *
 *   what differs (text, decision, files, Findings, Session)
 *       └─▶ those linked to it: above, below ─▶ where one stands otherwise now: those linked to that
 */

import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { ArtefactFacts, Errors } from '#machines/work/artefact-facts.ts';
import { artefactWork } from '#machines/work/artefact-work.ts';
import { errorsIn, otherErrors } from '#machines/work/errors-in.ts';
import { gatherFacts, type Surroundings, sameFacts } from '#machines/work/gather-facts.ts';
import { indexArtefacts } from '#machines/work/index-artefacts.ts';
import { type OpenSessions, openSessions, regrouped } from '#machines/work/session-book.ts';
import { sessionWork } from '#machines/work/session-work.ts';
import { type Work, workFrom } from '#machines/work/work.ts';
import type { WorkItem } from '#machines/work/work-item.ts';
import { createWorkLinks } from '#machines/work/work-links.ts';
import { type AnyArtefact, idOf, titleOf } from '#shared/artefact/any-artefact.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { practicesOf } from '#shared/trace/practices.ts';

/** Everything that work hangs on. Each part is the same object while nothing of it changed. */
export interface WorkInput {
	/** What the team practises of what the documents say. */
	readonly artefacts: Artefacts;
	readonly state: WorkspaceState;
	/** Seen in the checkout. */
	readonly implemented: ReadonlySet<ArtefactId>;
	readonly verified: ReadonlySet<ArtefactId>;
	/** Designs whose test file is there. */
	readonly tested: ReadonlySet<ArtefactId>;
	/** None while evidence is off. */
	readonly evidence: readonly SeenEvidence[];
	readonly findings: readonly Finding[];
	readonly sessions: readonly SessionState[];
	viewOf(id: ArtefactId): ArtefactView;
}

interface Entry {
	readonly facts: ArtefactFacts;
	readonly items: readonly WorkItem[];
}

export interface WorkList {
	/** The same object while nothing is to be done otherwise. */
	look(input: WorkInput): Work;
}

/** `onLook` hears of every artefact that is looked at: tests and benches count. */
export function createWorkList(onLook: (id: ArtefactId) => void = () => {}): WorkList {
	const links = createWorkLinks();
	const entries = new Map<ArtefactId, Entry>();
	let before: WorkInput | null = null;
	let byId: ReadonlyMap<ArtefactId, AnyArtefact> = new Map();
	let errors: ReadonlyMap<ArtefactId, Errors> = new Map();
	let evidence: ReadonlyMap<ArtefactId, SeenEvidence> = new Map();
	let sessions: OpenSessions = openSessions([]);
	let work: Work | null = null;
	/** Artefacts or Sessions came, went or moved since the list was put together. */
	let isReordered = false;

	function look(input: WorkInput): Work {
		const differ = whatDiffers(input);
		links.under(input.artefacts, input.state);
		const changed = update(input, differ);
		if (work === null || changed || isReordered) work = workOf(input);
		isReordered = false;
		before = input;
		return work;
	}

	/** The artefacts of which anything is another than at the last look. */
	function whatDiffers(input: WorkInput): ReadonlySet<ArtefactId> {
		const differ = new Set<ArtefactId>();
		const [formerById, formerErrors, formerEvidence, former] = [byId, errors, evidence, sessions];
		const isSameTeam =
			before?.state.policy === input.state.policy &&
			before.state.membership === input.state.membership;
		let all = !isSameTeam;
		if (before?.artefacts !== input.artefacts) {
			const indexed = indexArtefacts(input.artefacts, formerById);
			byId = indexed.byId;
			isReordered ||= indexed.isOtherShape;
			all ||= indexed.isOtherShape;
			for (const id of indexed.differ) differ.add(id);
		}
		if (before?.findings !== input.findings) {
			errors = errorsIn(input.findings, formerErrors);
			for (const id of otherErrors(formerErrors, errors)) differ.add(id);
		}
		if (before?.evidence !== input.evidence) {
			evidence = new Map(input.evidence.map((one) => [one.design, one]));
			for (const [id, one] of evidence) if (!isSame(formerEvidence.get(id), one)) differ.add(id);
			for (const id of formerEvidence.keys()) if (!evidence.has(id)) differ.add(id);
		}
		if (before === null || !sameList(before.sessions, input.sessions)) {
			isReordered = true;
			sessions = openSessions(input.sessions);
			const moved = regrouped(former, sessions);
			all ||= moved === null;
			for (const id of moved ?? []) differ.add(id);
		}
		if (all || before === null) return new Set(byId.keys());
		for (const [id, one] of byId)
			for (const each of [id, ...withoutDesign(one)])
				if (isSeenOtherwise(before, input, each)) differ.add(id);
		return differ;
	}

	/** The Components of a Context that no Design is here for. */
	function withoutDesign(artefact: AnyArtefact): readonly ArtefactId[] {
		if (artefact.kind !== 'context') return [];
		return artefact.context.components.flatMap(({ id }) => (byId.has(id) ? [] : id));
	}

	/** Looks at what differs and at what is linked to it. Answers whether any items are others. */
	function update(input: WorkInput, differ: ReadonlySet<ArtefactId>): boolean {
		const around: Surroundings = {
			...{ byId, links, errors, evidence, sessions },
			practices: practicesOf(input.state.policy),
			policy: input.state.policy,
			viewOf: input.viewOf,
			tested: input.tested,
		};
		let changed = false;
		for (const id of entries.keys()) {
			if (byId.has(id)) continue;
			entries.delete(id);
			links.link(id, null);
			changed = true;
		}
		const linked = [...differ].flatMap((id) => links.link(id, byId.get(id) ?? null));
		// A set takes in what is added while it is walked.
		const wanted = new Set<ArtefactId>([...differ, ...linked]);
		for (const id of wanted) {
			const artefact = byId.get(id);
			if (artefact === undefined) continue;
			onLook(id);
			const known = entries.get(id);
			const facts = gatherFacts(around, id, artefact);
			if (known !== undefined && !standsAlike(known.facts.view, facts.view)) {
				for (const one of [...links.aboveOf(id), ...links.belowOf(id)]) wanted.add(one);
			}
			if (known !== undefined && sameFacts(known.facts, facts)) continue;
			const items = artefactWork(facts);
			const isSameWork = JSON.stringify(known?.items) === JSON.stringify(items);
			entries.set(id, { facts, items: isSameWork && known !== undefined ? known.items : items });
			changed ||= !isSameWork;
		}
		return changed;
	}

	function workOf({ artefacts, state }: WorkInput): Work {
		const inSessions = sessions.all.flatMap((session) => {
			const artefact = session.artefact === null ? undefined : byId.get(session.artefact);
			return sessionWork(session, artefact === undefined ? '' : titleOf(artefact)) ?? [];
		});
		const own = [...byId.values()].map((artefact) => {
			const id = idOf(artefact);
			return { id, items: entries.get(id)?.items ?? [] };
		});
		const first =
			practicesOf(state.policy).has('story') &&
			artefacts.stories.length === 0 &&
			!sessions.everywhere.has('story-interview');
		return workFrom(first, inSessions, own);
	}

	return { look };
}

/** What is decided, or seen in the checkout. */
function isSeenOtherwise(before: WorkInput, now: WorkInput, id: ArtefactId): boolean {
	return (
		before.state.artefacts.get(id) !== now.state.artefacts.get(id) ||
		before.implemented.has(id) !== now.implemented.has(id) ||
		before.verified.has(id) !== now.verified.has(id) ||
		before.tested.has(id) !== now.tested.has(id)
	);
}

function isSame(one: SeenEvidence | undefined, other: SeenEvidence): boolean {
	return one?.result === other.result && one.because === other.because;
}

function sameList<T>(one: readonly T[], other: readonly T[]): boolean {
	return one.length === other.length && one.every((part, n) => part === other[n]);
}

function standsAlike(one: ArtefactView, other: ArtefactView): boolean {
	return one.phase === other.phase && one.standing === other.standing;
}
