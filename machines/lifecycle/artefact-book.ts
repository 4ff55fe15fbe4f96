import {
	authorKey,
	emptyContext,
	findSubmission,
	isApproved,
	isArchived,
	type LifecycleContext,
	statusOf,
} from '#machines/lifecycle/context.ts';
import { answeredBy, type Fact, isArtefactEvent } from '#machines/lifecycle/fact.ts';
import type { Standing } from '#machines/lifecycle/judge.ts';
import { readArtefact } from '#machines/lifecycle/read-artefact.ts';
import type { ArtefactState, Author } from '#machines/lifecycle/state.ts';
import { createStrands, type Strands } from '#machines/lifecycle/strands.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Basis, EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import {
	type EventGraph,
	isBefore,
	type PlacedEvent,
	placeInOrder,
} from '#shared/lifecycle/order.ts';

/** Every artefact's events and what they fold to so far. */
export interface ArtefactBook {
	/** The artefact an event is about, or null where it is about none. */
	artefactOf(placed: PlacedEvent): ArtefactId | null;
	/** What its artefact came to so far; null for an event about none. */
	contextOf(placed: PlacedEvent): LifecycleContext | null;
	/** The event as the machine takes it, or null where it is no decision on an artefact. */
	factOf(placed: PlacedEvent, standing: Standing): Fact | null;
	/** Remembers that an event is about its artefact, whether or not it will count. */
	note(placed: PlacedEvent): void;
	record(placed: PlacedEvent, by: Author, context: LifecycleContext): void;
	/** Forgets what these and all that rest on them came to; returns their events, oldest first. */
	reset(artefacts: ReadonlySet<ArtefactId>): readonly PlacedEvent[];
	read(): ReadonlyMap<ArtefactId, ArtefactState>;
}

interface Entry {
	context: LifecycleContext;
	/** Everything about it that was delivered, in that order. */
	readonly events: PlacedEvent[];
	/** Those that count, in the log's order. Grows at its end only: another order is another list. */
	counted: PlacedEvent[];
	/** Of those, what later ones of the same kind speak against. */
	readonly strands: Map<string, Strands>;
	/** Artefacts with a basis here. */
	readonly dependents: Set<ArtefactId>;
	state: ArtefactState | null;
}

export function createArtefactBook(graph: EventGraph): ArtefactBook {
	const entries = new Map<ArtefactId, Entry>();
	const changed = new Set<ArtefactId>();
	let shown: ReadonlyMap<ArtefactId, ArtefactState> = new Map();

	function artefactOf(placed: PlacedEvent): ArtefactId | null {
		return artefactIn(graph, placed);
	}

	function contextOf(placed: PlacedEvent): LifecycleContext | null {
		const artefact = artefactOf(placed);
		if (artefact === null) return null;
		return entries.get(artefact)?.context ?? emptyContext(artefact);
	}

	function factOf(placed: PlacedEvent, standing: Standing): Fact | null {
		const { event, id, depth, assurance } = placed;
		const { by, role, policy } = standing;
		if (!isArtefactEvent(event) || by === null) return null;
		const sees = (other: EventId) => {
			const earlier = graph.get(other);
			return earlier !== null && isBefore(earlier, placed);
		};
		const wasApproved = (basis: Basis) => isBasisApproved(entries, basis, sees);
		const lastKnown = () => strandsFor(placed, by)?.lastBefore(placed) ?? [];
		const past = { sees, lastKnown, wasApproved };
		return { type: event.type, event, id, depth, by, role, assurance, policy, ...past };
	}

	function strandsFor(placed: PlacedEvent, by: Author): Strands | null {
		const artefact = artefactOf(placed);
		const key = strandKey(placed.event, by);
		if (artefact === null || key === null) return null;
		const { strands } = entryOf(artefact);
		const found = strands.get(key) ?? createStrands();
		strands.set(key, found);
		return found;
	}

	function note(placed: PlacedEvent): void {
		const artefact = artefactOf(placed);
		if (artefact === null) return;
		entryOf(artefact).events.push(placed);
		for (const basis of basisIn(placed.event)) entryOf(basis.artefact).dependents.add(artefact);
	}

	function record(placed: PlacedEvent, by: Author, context: LifecycleContext): void {
		const entry = entryOf(context.artefact);
		entry.context = context;
		const place = placeInOrder(entry.counted, placed, (one) => one);
		if (place === entry.counted.length) entry.counted.push(placed);
		else entry.counted = entry.counted.toSpliced(place, 0, placed);
		strandsFor(placed, by)?.add(placed);
		entry.state = null;
		changed.add(context.artefact);
	}

	function reset(artefacts: ReadonlySet<ArtefactId>): readonly PlacedEvent[] {
		const all = new Set(artefacts);
		const events: PlacedEvent[] = [];
		// A set takes in what is added while it is walked: this reaches everything downstream.
		for (const artefact of all) {
			const entry = entryOf(artefact);
			for (const dependent of entry.dependents) all.add(dependent);
			// One at a time: a spread of a long list overflows the stack.
			for (const placed of entry.events) events.push(placed);
			entry.events.length = 0;
			entry.counted = [];
			entry.strands.clear();
			entry.context = emptyContext(artefact);
			entry.state = null;
			changed.add(artefact);
		}
		return events.sort((a, b) => a.index - b.index);
	}

	function read(): ReadonlyMap<ArtefactId, ArtefactState> {
		if (changed.size === 0) return shown;
		const next = new Map(shown);
		for (const artefact of changed) {
			const entry = entryOf(artefact);
			if (entry.counted.length === 0) {
				next.delete(artefact);
				continue;
			}
			const { counted } = entry;
			const { length } = counted;
			const history = () => counted.slice(0, length).map(({ id }) => id);
			entry.state ??= readArtefact(entry.context, history);
			next.set(artefact, entry.state);
		}
		changed.clear();
		shown = next;
		return shown;
	}

	function entryOf(artefact: ArtefactId): Entry {
		let entry = entries.get(artefact);
		if (entry === undefined) {
			const context = emptyContext(artefact);
			const lists = {
				events: [],
				counted: [],
				strands: new Map(),
				dependents: new Set<ArtefactId>(),
			};
			entry = { context, ...lists, state: null };
			entries.set(artefact, entry);
		}
		return entry;
	}

	return { artefactOf, contextOf, factOf, note, record, reset, read };
}

/** A verdict is about the artefact of the submission it answers, if its author had seen that. */
function artefactIn(graph: EventGraph, placed: PlacedEvent): ArtefactId | null {
	const { event } = placed;
	if (!isArtefactEvent(event)) return null;
	if ('artefact' in event) return event.artefact;
	const answers = answeredBy(event);
	const submitted = answers === null ? null : graph.get(answers);
	if (submitted?.event.type !== 'submitted' || !isBefore(submitted, placed)) return null;
	return submitted.event.artefact;
}

/** A submission supersedes anyone's; a verdict replaces its author's own. */
function strandKey(event: LifecycleEvent, by: Author): string | null {
	switch (event.type) {
		case 'submitted':
			return event.type;
		case 'approved':
		case 'changesRequested':
		case 'withdrawn':
			return `${event.answers} ${authorKey(by)}`;
		default:
			return null;
	}
}

function isBasisApproved(
	entries: ReadonlyMap<ArtefactId, Entry>,
	basis: Basis,
	sees: (id: EventId) => boolean,
): boolean {
	const context = entries.get(basis.artefact)?.context;
	const submission = context === undefined ? null : findSubmission(context, basis.submitted);
	if (context === undefined || submission?.revision !== basis.revision) return false;
	const { criteria } = submission.parts;
	if (basis.criteria?.some((one) => criteria[one] === undefined) === true) return false;
	// Another submission of the same text may say other criteria: that one is no ground to rest on.
	const approved = !submission.resetBy.some(sees) && statusOf(submission, sees) === 'approved';
	return approved && !isArchived(context, sees) && isApproved(context, basis.revision, sees);
}

function basisIn(event: LifecycleEvent): readonly Basis[] {
	return event.type === 'submitted' || event.type === 'reaffirmed' ? event.basis : [];
}
