/**
 * Every test run that counts, by Design.
 *
 * Of runs on the same hashes the ones that nothing descends from speak. Which runs a policy accepts
 * is asked later, so one that a weaker run replaced is kept until a run as strong as itself does:
 * then no policy can ask for it any more, and a thousand green runs of one commit are one.
 */
import { type Attestation, isAccepted, isReplaced } from '#machines/evidence/attestation.ts';
import type { Attester } from '#machines/lifecycle/judge.ts';
import type { ComponentId } from '#shared/id.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { Acceptance } from '#shared/lifecycle/evidence-rules.ts';
import { compareInOrder, isBefore, type PlacedEvent } from '#shared/lifecycle/order.ts';

export interface AttestationBook {
	/** Takes note of an event, or that it counts no more (`by` is null); other events are nothing to it. */
	take(placed: PlacedEvent, by: Attester | null): void;
	/** In the log's order; the same lists until something of theirs changes. */
	read(): ReadonlyMap<ComponentId, readonly Attestation[]>;
}

interface Run {
	readonly placed: PlacedEvent;
	readonly told: Attestation;
}

interface Entry {
	readonly counted: Map<EventId, Run>;
	/** By hashes: those that a policy could still ask for. */
	readonly live: Map<string, Run[]>;
	/** Some counts no more, or as another's: a removal may reach thousands at once. */
	stale: boolean;
}

export function createAttestationBook(): AttestationBook {
	const entries = new Map<ComponentId, Entry>();
	const changed = new Set<ComponentId>();
	let shown: ReadonlyMap<ComponentId, readonly Attestation[]> = new Map();

	function take(placed: PlacedEvent, by: Attester | null): void {
		const { event } = placed;
		if (event.type !== 'attested') return;
		const entry = entries.get(event.design) ?? {
			counted: new Map(),
			live: new Map(),
			stale: false,
		};
		entries.set(event.design, entry);
		const told = by === null ? null : attestationOf(placed, by);
		const before = entry.counted.get(placed.id);
		if (before === undefined && told === null) return;
		changed.add(event.design);
		if (told !== null && before === undefined) {
			const run = { placed, told };
			entry.counted.set(placed.id, run);
			join(entry, run);
			return;
		}
		if (told === null) entry.counted.delete(placed.id);
		else entry.counted.set(placed.id, { placed, told });
		entry.stale = true;
	}

	function read(): ReadonlyMap<ComponentId, readonly Attestation[]> {
		if (changed.size === 0) return shown;
		const next = new Map(shown);
		for (const design of changed) {
			const entry = entries.get(design);
			if (entry?.stale === true) joinAnew(entry);
			const runs = [...(entry?.live.values() ?? [])].flat();
			if (runs.length === 0) next.delete(design);
			else next.set(design, runs.map(({ told }) => told).sort(byOrder));
		}
		changed.clear();
		shown = next;
		return shown;
	}

	return { take, read };
}

function joinAnew(entry: Entry): void {
	entry.stale = false;
	entry.live.clear();
	for (const run of entry.counted.values()) join(entry, run);
}

/** Adds a run to those on the same hashes, whichever of them came first. */
function join(entry: Entry, run: Run): void {
	const key = hashesOf(run.told);
	let added = run;
	const kept: Run[] = [];
	for (const other of entry.live.get(key) ?? []) {
		if (isBefore(run.placed, other.placed)) added = replacedBy(added, other.told.as);
		const left = isBefore(other.placed, run.placed) ? replacedBy(other, run.told.as) : other;
		if (!isReplaced(left.told, left.told.as)) kept.push(left);
	}
	if (!isReplaced(added.told, added.told.as)) kept.push(added);
	entry.live.set(key, kept);
}

function replacedBy(run: Run, by: Acceptance): Run {
	const before = run.told.replacedBy;
	if (before !== null && isAccepted(before, by)) return run;
	return { ...run, told: { ...run.told, replacedBy: by } };
}

function hashesOf({ revision, code, test, policyTest }: Attestation): string {
	return `${revision} ${code} ${test} ${policyTest}`;
}

function attestationOf(placed: PlacedEvent, { relay, ci }: Attester): Attestation | null {
	const { event, id, depth } = placed;
	if (event.type !== 'attested') return null;
	const { v: _v, workspace: _w, parents: _p, by: _by, type: _type, from, ...told } = event;
	const handedIn = from === 'report' ? 'reports' : 'runs';
	return { ...told, event: id, depth, relay, as: ci ? 'ci' : handedIn, replacedBy: null };
}

function byOrder(a: Attestation, b: Attestation): number {
	return compareInOrder({ depth: a.depth, id: a.event }, { depth: b.depth, id: b.event });
}
