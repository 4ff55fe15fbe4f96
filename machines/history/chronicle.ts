/**
 * The state of everything at any moment of the log, replayed once and remembered by what changed.
 *
 *     event       1    2    3    4    5    6 …        at(4): of each artefact, the last change
 *     sign in     ○────◐─────────●─────────            up to there
 *     shelf                 ○─────────◐────
 *
 * Replaying can stop anywhere and go on later, so a page stays smooth while it happens; asking for
 * a moment that was reached costs next to nothing.
 */
import { pastStateOf } from '#machines/history/past-state.ts';
import { artefactOf } from '#machines/history/whose.ts';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import type { ArtefactState, WorkspaceState } from '#machines/lifecycle/state.ts';
import { isMembershipEvent } from '#machines/membership/records.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { PHASES, type PhaseAndStanding } from '#shared/lifecycle/phase.ts';

/** How many artefacts the log knew, by phase and standing. */
export type PastCounts = Readonly<Record<PhaseAndStanding['phase'] | 'suspect', number>>;

export interface Chronicle {
	/** In the log's order. */
	readonly events: readonly VerifiedEvent[];
	/** How many of them are replayed. */
	readonly taken: number;
	/** Replays until `pause` says to stop, asked after each small piece; true once all is done. */
	read(pause: () => boolean): boolean;
	/** Goes on with a longer log. False where its order differs: then another chronicle is due. */
	follow(events: readonly VerifiedEvent[]): boolean;
	counts(n: number): PastCounts;
	/** How an artefact stood after the first `n` events; null before the log knew it. */
	stateAt(artefact: ArtefactId, n: number): PhaseAndStanding | null;
	/** Every artefact the log knows by the end of what was replayed, in the order it met them. */
	readonly artefacts: readonly ArtefactId[];
}

interface Course {
	/** After how many events each state began. */
	readonly since: number[];
	readonly states: PhaseAndStanding[];
}

const COUNTED = [...PHASES, 'suspect'] as const;

export function createChronicle(root: EventId | null, log: readonly VerifiedEvent[]): Chronicle {
	const ledger = createLedger(root);
	const courses = new Map<ArtefactId, Course>();
	/** By artefact, those that rest on it. */
	const dependents = new Map<ArtefactId, Set<ArtefactId>>();
	/** A row of `COUNTED` after each event. */
	const rows: number[] = COUNTED.map(() => 0);
	const row = COUNTED.map(() => 0);
	let events = log;
	let taken = 0;
	let state: WorkspaceState = ledger.state();
	let work: Generator<undefined> | null = null;

	function read(pause: () => boolean): boolean {
		while (taken < events.length || work !== null) {
			work ??= takeNext();
			if (work.next().done) work = null;
			if (pause()) break;
		}
		return taken === events.length && work === null;
	}

	function* takeNext(): Generator<undefined> {
		const verified = events[taken];
		if (verified === undefined) return;
		ledger.add([verified]);
		const before = state;
		state = ledger.state();
		noteBasis(verified);
		const due = new Set(touchedBy(verified, before));
		// A set takes in what is added while it is walked: what rests on what changed is due too.
		for (const artefact of due) {
			if (!state.artefacts.has(artefact) && !courses.has(artefact)) continue;
			if (look(artefact, before)) {
				for (const dependent of dependents.get(artefact) ?? []) due.add(dependent);
			}
			yield;
		}
		taken++;
		for (const count of row) rows.push(count);
	}

	function noteBasis({ event }: VerifiedEvent): void {
		if (event.type !== 'submitted' && event.type !== 'reaffirmed') return;
		const artefact = artefactOf(ledger, event);
		if (artefact === null) return;
		for (const basis of event.basis) {
			const resting = dependents.get(basis.artefact) ?? new Set();
			dependents.set(basis.artefact, resting.add(artefact));
		}
	}

	/** Only people and policies reach beyond the artefact that an event is about. */
	function touchedBy(verified: VerifiedEvent, before: WorkspaceState): Iterable<ArtefactId> {
		const { event } = verified;
		if (isMembershipEvent(event) || event.type === 'policySet') {
			const all = new Set([...before.artefacts.keys(), ...state.artefacts.keys()]);
			if (state.policy !== before.policy) return all;
			return [...all].filter((id) => state.artefacts.get(id) !== before.artefacts.get(id));
		}
		const artefact = artefactOf(ledger, event);
		return artefact === null || !state.artefacts.has(artefact) ? [] : [artefact];
	}

	/** Looks at one artefact anew; tells whether what rests on it has to be looked at. */
	function look(artefact: ArtefactId, before: WorkspaceState): boolean {
		const course = courses.get(artefact) ?? { since: [], states: [] };
		courses.set(artefact, course);
		const last = course.states.at(-1);
		const now = pastStateOf(state, artefact);
		if (now !== last) {
			course.since.push(taken + 1);
			course.states.push(now);
			count(last, -1);
			count(now, 1);
		}
		const [one, other] = [before.artefacts.get(artefact), state.artefacts.get(artefact)];
		return now !== last || !sameGround(one, other);
	}

	function count(past: PhaseAndStanding | undefined, by: 1 | -1): void {
		if (past === undefined) return;
		const phase = PHASES.indexOf(past.phase);
		row[phase] = (row[phase] ?? 0) + by;
		const suspect = COUNTED.length - 1;
		if (past.standing === 'suspect') row[suspect] = (row[suspect] ?? 0) + by;
	}

	function stateAt(artefact: ArtefactId, n: number): PhaseAndStanding | null {
		const course = courses.get(artefact);
		if (course === undefined) return null;
		return course.states[lastUpTo(course.since, n)] ?? null;
	}

	function countsAt(n: number): PastCounts {
		const from = Math.min(n, taken) * COUNTED.length;
		const at = (name: (typeof COUNTED)[number]) => rows[from + COUNTED.indexOf(name)] ?? 0;
		return {
			...{ draft: at('draft'), review: at('review'), contested: at('contested') },
			...{ approved: at('approved'), implemented: at('implemented'), verified: at('verified') },
			...{ archived: at('archived'), suspect: at('suspect') },
		};
	}

	function follow(longer: readonly VerifiedEvent[]): boolean {
		const upTo = work === null ? taken : taken + 1;
		if (longer.length < upTo) return false;
		for (let n = 0; n < upTo; n++) if (longer[n]?.id !== events[n]?.id) return false;
		events = longer;
		return true;
	}

	return {
		get events() {
			return events;
		},
		get taken() {
			return taken;
		},
		get artefacts() {
			return [...courses.keys()];
		},
		...{ read, follow, stateAt, counts: countsAt },
	};
}

/** Whether what rests on an artefact finds the same under its feet. */
function sameGround(one: ArtefactState | undefined, other: ArtefactState | undefined): boolean {
	if (one === other) return true;
	if (one === undefined || other === undefined || one.archived !== other.archived) return false;
	return one.approvedRevisions.join() === other.approvedRevisions.join();
}

/** The place of the last number that is at most `n`; -1 where none is. */
function lastUpTo(numbers: readonly number[], n: number): number {
	let [low, high] = [0, numbers.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((numbers[middle] ?? 0) <= n) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
