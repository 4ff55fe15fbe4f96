/**
 * What a relay has to write next about a Session: a pure function of where the Session stands and of
 * what is seen. The relay's engine carries these out and decides nothing itself; asked again after
 * they are in the log, this asks for what comes then, and in the end for nothing.
 */
import type { Attempt, SessionState } from '#machines/session/session-state.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { type Hash, hashOf } from '#shared/hash.ts';
import type { ArtefactId, ComponentId, ContextId, SessionId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { EventId, Revision } from '#shared/lifecycle/event.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import type { ChildrenStep } from '#shared/session/session-type.ts';
import { stepOf } from '#shared/session/session-types.ts';

export type Duty =
	/** What was handed in waits for its checks. */
	| { readonly do: 'check'; readonly session: SessionId; readonly attempt: Attempt }
	/** A gate is open, or every child is done. */
	| { readonly do: 'accept'; readonly session: SessionId; readonly content: Hash }
	/** People asked for changes. */
	| {
			readonly do: 'sendBack';
			readonly session: SessionId;
			readonly content: Hash;
			readonly reason: BlobRef;
	  }
	| {
			readonly do: 'start';
			readonly parent: SessionId;
			readonly kind: SessionKind;
			readonly artefact: ComponentId;
	  }
	| { readonly do: 'lapse'; readonly session: SessionId; readonly lease: EventId }
	| { readonly do: 'end'; readonly session: SessionId; readonly outcome: 'done' }
	/** Its parent has ended. */
	| { readonly do: 'end'; readonly session: SessionId; readonly outcome: 'cancelled' }
	/** What it is about is archived. */
	| { readonly do: 'end'; readonly session: SessionId; readonly outcome: 'failed' };

/** What is seen of an artefact's gate. `returned`: a change request holds. `gone`: archived. */
export type GateSeen =
	| { readonly gate: 'open'; readonly revision: Revision | null }
	| { readonly gate: 'shut' }
	| { readonly gate: 'returned'; readonly reason: BlobRef }
	| { readonly gate: 'gone' };

/** What a relay sees around its Sessions. */
export interface Seen {
	/** Its own key. */
	readonly key: KeyId;
	readonly stateOf: (session: SessionId) => SessionState | null;
	readonly gateOf: (artefact: ArtefactId) => GateSeen;
	/** The Components of a Context in the map's order, and after which others each comes. */
	readonly componentsOf: (context: ContextId) => readonly ComponentInLine[];
	/** Whether the time of a lease ran out, or its holder is here no more. */
	readonly hasLapsed: (state: SessionState) => boolean;
}

export interface ComponentInLine {
	readonly id: ComponentId;
	readonly after: readonly ComponentId[];
}

export function dutiesOf(state: SessionState, seen: Seen): readonly Duty[] {
	const session = state.id;
	if (state.ended !== null) return [];
	const parent = state.parent === null ? null : seen.stateOf(state.parent);
	if (parent?.ended) return [{ do: 'end', session, outcome: 'cancelled' }];
	if (state.artefact !== null && seen.gateOf(state.artefact).gate === 'gone') {
		return [{ do: 'end', session, outcome: 'failed' }];
	}
	if (state.step === null) return [{ do: 'end', session, outcome: 'done' }];
	const spec = stepOf(state.kind, state.step);
	switch (spec?.kind) {
		case 'work':
			return workDuties(state, seen);
		case 'gate':
			return gateDuties(state, seen);
		case 'children':
			return childrenDuties(state, spec, seen);
		default:
			return [];
	}
}

function workDuties(state: SessionState, seen: Seen): readonly Duty[] {
	const session = state.id;
	const { lease } = state;
	if (lease === null) return [];
	const step = state.steps.find(({ name }) => name === lease.step);
	const attempt = step?.attempts.at(-1);
	// Any relay checks what a person handed in; what an Agent did, the one that spoke for it.
	const ours = lease.by.kind === 'member' || lease.key === seen.key;
	if (step?.status === 'submitted' && attempt !== undefined && ours) {
		return [{ do: 'check', session, attempt }];
	}
	return seen.hasLapsed(state) ? [{ do: 'lapse', session, lease: lease.event }] : [];
}

function gateDuties(state: SessionState, { gateOf }: Seen): readonly Duty[] {
	const session = state.id;
	if (state.waiting?.for !== 'approval') return [];
	const all = state.waiting.artefacts.map((artefact) => ({ artefact, seen: gateOf(artefact) }));
	if (all.length === 0) return [];
	// Whatever people archived meanwhile is decided, and waited for no longer.
	const left = all.filter((one) => one.seen.gate !== 'gone');
	if (left.length === 0) return [{ do: 'end', session, outcome: 'failed' }];
	const content = hashOf(
		canonicalJson(
			left.map(({ artefact, seen }) => [artefact, seen.gate === 'open' ? seen.revision : null]),
		),
	);
	for (const { seen } of left) {
		if (seen.gate === 'returned') {
			return [{ do: 'sendBack', session, content, reason: seen.reason }];
		}
	}
	return left.every((one) => one.seen.gate === 'open') ? [{ do: 'accept', session, content }] : [];
}

function childrenDuties(state: SessionState, spec: ChildrenStep, seen: Seen): readonly Duty[] {
	const { artefact, id: session } = state;
	if (artefact === null || !isContext(artefact)) return [];
	const components = seen.componentsOf(artefact);
	const progress = new Map(components.map(({ id }) => [id, progressOf(state, spec, id)]));
	const isDone = (id: ComponentId) => (progress.get(id) ?? DONE).isDone;
	if (components.every(({ id }) => isDone(id))) {
		const done = state.children.filter(({ phase }) => phase === 'done').map((one) => one.session);
		return [{ do: 'accept', session, content: hashOf(canonicalJson(done)) }];
	}
	const next = components.flatMap(({ id, after }) => {
		const kind = progress.get(id)?.next ?? null;
		return kind === null ? [] : [{ id, kind, isFree: after.every(isDone) }];
	});
	const free = next.filter(({ isFree }) => isFree);
	const idle = [...progress.values()].every(({ isRunning }) => !isRunning);
	// Where dependencies form a circle, the map's order breaks it, one at a time.
	const chosen = free.length > 0 || !idle ? free : next.slice(0, 1);
	return chosen.map(({ id, kind }) => ({ do: 'start', parent: session, kind, artefact: id }));
}

interface Progress {
	readonly isDone: boolean;
	/** Something goes on, or waits for people. */
	readonly isRunning: boolean;
	/** What has to be started for it. */
	readonly next: SessionKind | null;
}

const DONE: Progress = { isDone: true, isRunning: false, next: null };

/** One kind after the other; what failed is started anew once people have reopened the step. */
function progressOf(state: SessionState, spec: ChildrenStep, component: ComponentId): Progress {
	const waitedFor = state.waiting?.for === 'children' ? state.waiting.sessions : [];
	for (const kind of spec.sessions) {
		const child = state.children.findLast((one) => one.kind === kind && one.artefact === component);
		if (child?.phase === 'done') continue;
		const ended = child?.phase === 'failed' || child?.phase === 'cancelled';
		const startable = child === undefined || (ended && !waitedFor.includes(child.session));
		return { isDone: false, isRunning: !startable, next: startable ? kind : null };
	}
	return DONE;
}

function isContext(artefact: ArtefactId): artefact is ContextId {
	return artefact.startsWith('cx_');
}
