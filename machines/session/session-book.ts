/**
 * Every Session of a workspace, read off its log as it grows. An event that comes last is folded on
 * top; one that belongs earlier in the order, or whose author is judged otherwise by now, folds that
 * Session anew and no other. The same set of events gives the same states, however it came.
 */
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import { isMembershipEvent } from '#machines/membership/records.ts';
import { readSession } from '#machines/session/read-session.ts';
import { SAYS } from '#machines/session/refusals.ts';
import { isSessionEvent } from '#machines/session/session-fact.ts';
import { createSessionLog, type SessionLog } from '#machines/session/session-log.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { SessionId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import { compareInOrder, isBefore, type PlacedEvent } from '#shared/lifecycle/order.ts';
import type { Assurance } from '#shared/lifecycle/policy.ts';
import type { Refusal } from '#shared/refusal.ts';

export interface SessionBook {
	/** The newest first; the same objects until something of theirs changes. */
	list(): readonly SessionState[];
	/** Null where no start of it counts. */
	get(session: SessionId): SessionState | null;
	/** Why events about Sessions don't count. */
	refusals(): ReadonlyMap<EventId, Refusal>;
	/** Why this event about a Session would not count if it joined as it is, or null. */
	judge(event: LifecycleEvent, assurance: Assurance): Refusal | null;
	/** Looks again at Sessions whose blobs were not here. */
	renew(): void;
}

/** `textOf` reads what was handed in, for the artefacts that a gate is about. */
export function createSessionBook(
	ledger: Ledger,
	textOf: (ref: BlobRef) => string | null = () => null,
): SessionBook {
	const logs = new Map<SessionId, SessionLog>();
	const states = new Map<SessionId, SessionState | null>();
	/** By a parent that starts name, the children. */
	const named = new Map<SessionId, Set<SessionId>>();
	/** What parents said of the starts of their children. */
	const verdicts = new Map<EventId, string | null>();
	/** Those whose blobs were not here. */
	const lacking = new Set<SessionId>();
	const changed = new Set<SessionId>();
	let seen = 0;
	let listed: readonly SessionState[] | null = null;
	let refused: ReadonlyMap<EventId, Refusal> | null = null;
	/** By id: every event that this has placed. */
	const places = new Map<EventId, PlacedEvent>();

	const deps = { judgementOf: ledger.judgementOf, placeOf, askParent };

	function catchUp(): void {
		const fresh = ledger.since(seen);
		if (fresh.length === 0) return;
		seen += fresh.length;
		let rules = false;
		for (const placed of fresh) {
			const { event } = placed;
			rules ||= isMembershipEvent(event);
			if (isSessionEvent(event)) take(placed);
		}
		if (rules) for (const log of logs.values()) if (log.rejudge()) changed.add(log.id);
		settle();
	}

	function take(placed: PlacedEvent): void {
		const { event } = placed;
		if (!isSessionEvent(event)) return;
		places.set(placed.id, placed);
		const log = logOf(event.session);
		const had = log.hasParent;
		log.insert(placed);
		changed.add(event.session);
		if (log.hasParent !== had) forgetChildren(event.session);
		if (event.type !== 'sessionStarted' || event.parent === undefined) return;
		const parent = event.parent;
		named.set(parent, (named.get(parent) ?? new Set()).add(event.session));
		if (parent === event.session) return;
		logOf(parent).insert(placed);
		changed.add(parent);
	}

	function forgetChildren(parent: SessionId): void {
		for (const child of named.get(parent) ?? []) {
			logs.get(child)?.reset();
			changed.add(child);
		}
	}

	/** Parents before children, because what starts a child is for the parent to say. */
	function settle(): void {
		if (changed.size === 0) return;
		const all = [...changed];
		changed.clear();
		const parents = all.filter((id) => logs.get(id)?.hasParent === false);
		for (const id of parents) foldParent(id);
		const children = new Set([...all, ...changed].filter((id) => !parents.includes(id)));
		changed.clear();
		for (const id of children) logs.get(id)?.fold();
		const above = new Set([...parents, ...[...children].flatMap(parentsOf)]);
		for (const id of [...children, ...above]) read(id);
		listed = null;
		refused = null;
	}

	/** A start that the parent refuses by now, or doesn't any more, begins its child anew. */
	function foldParent(id: SessionId): void {
		const log = logOf(id);
		log.fold();
		for (const child of named.get(id) ?? []) {
			for (const start of logs.get(child)?.starts ?? []) {
				if (start.event.parent !== id || child === id) continue;
				const verdict = log.childRefusals.get(start.id)?.guard ?? null;
				if (verdicts.get(start.id) === verdict) continue;
				verdicts.set(start.id, verdict);
				logs.get(child)?.reset();
				changed.add(child);
			}
		}
	}

	function parentsOf(id: SessionId): SessionId[] {
		return (logs.get(id)?.starts ?? []).flatMap(({ event }) => event.parent ?? []);
	}

	function read(id: SessionId): void {
		const log = logOf(id);
		let whole = true;
		const state = readSession(log, {
			stateOf: (child) => states.get(child) ?? null,
			textOf: (ref) => {
				const text = textOf(ref);
				whole &&= text !== null;
				return text;
			},
			knew: (later, earlier) => {
				const [after, before] = [placeOf(later), placeOf(earlier)];
				return after !== null && before !== null && isBefore(before, after);
			},
		});
		states.set(id, state);
		if (whole) lacking.delete(id);
		else lacking.add(id);
	}

	function askParent(parent: SessionId, start: PlacedEvent): Refusal | null {
		const log = logs.get(parent);
		const own = start.event.type === 'sessionStarted' && start.event.session === parent;
		if (log === undefined || log.hasParent || own) return SAYS.notAChild;
		log.fold();
		if (places.has(start.id)) return log.childRefusals.get(start.id) ?? null;
		return log.judge(start, ledger.preview(start.event, start.assurance).judgement);
	}

	function placeOf(id: EventId): PlacedEvent | null {
		return places.get(id) ?? null;
	}

	function logOf(id: SessionId): SessionLog {
		const there = logs.get(id);
		if (there !== undefined) return there;
		const log = createSessionLog(id, deps);
		logs.set(id, log);
		return log;
	}

	function list(): readonly SessionState[] {
		catchUp();
		listed ??= [...states.values()].filter((state) => state !== null).sort((a, b) => byStart(b, a));
		return listed;
	}

	function byStart(a: SessionState, b: SessionState): number {
		const [left, right] = [placeOf(a.started.event), placeOf(b.started.event)];
		return left === null || right === null ? 0 : compareInOrder(left, right);
	}

	function get(session: SessionId): SessionState | null {
		catchUp();
		return states.get(session) ?? null;
	}

	function refusals(): ReadonlyMap<EventId, Refusal> {
		catchUp();
		refused ??= new Map([...logs.values()].flatMap((log) => [...log.refusals]));
		return refused;
	}

	function judge(event: LifecycleEvent, assurance: Assurance): Refusal | null {
		catchUp();
		if (!isSessionEvent(event)) return null;
		const { placed, judgement } = ledger.preview(event, assurance);
		const known = places.get(placed.id);
		if (known !== undefined) return refusals().get(placed.id) ?? null;
		const log = logs.get(event.session) ?? createSessionLog(event.session, deps);
		return log.judge(placed, judgement);
	}

	function renew(): void {
		catchUp();
		if (lacking.size === 0) return;
		for (const id of [...lacking]) read(id);
		listed = null;
	}

	return { list, get, refusals, judge, renew };
}
