/**
 * A world of Sessions in bad weather: two relays that sync now and then and die between two events,
 * Agents that crash, stall, hand in garbage, hand in twice and fight for leases, and people who come
 * and go. What a relay writes follows from its duties; time is what the test lets pass. One seed
 * decides everything.
 */
import { createLedger } from '#machines/lifecycle/ledger.ts';
import { type Duty, dutiesOf, type GateSeen, type Seen } from '#machines/session/duties.ts';
import { createSessionBook, type SessionBook } from '#machines/session/session-book.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { LEASE_MS } from '#shared/session/budget.ts';
import { SessionKind } from '#shared/session/session-kind.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';
import { blob, keyId, revision, STORY, signedBy } from '#test/fixtures/events.ts';
import { createRandom } from '#test/fixtures/random.ts';
import {
	ada,
	CONTEXT,
	createSessionWorld,
	type Signer,
	sessionId,
	textOf,
} from '#test/fixtures/session-world.ts';
import { agentDeed, GOOD, personDeed } from '#test/simulation/session-deeds.ts';

const COMPONENTS: readonly ComponentId[] = ['cp_0123456789', 'cp_1123456789', 'cp_2123456789'];
const DAY_MS = 24 * 60 * 60_000;

export interface SimulatedRelay {
	readonly key: string;
	readonly ledger: ReturnType<typeof createLedger>;
	readonly book: SessionBook;
	/** When it first saw each lease: what dies with it. */
	readonly seen: Map<EventId, number>;
}

export interface SessionWeather {
	/** Somebody does something. */
	step(): void;
	/** Everybody but the people goes on, for a while; says whether anything was written. */
	round(): boolean;
	readonly relays: readonly SimulatedRelay[];
	/** Verdicts by which a relay accepted work, as its own log said rightly. */
	readonly accepted: ReadonlySet<EventId>;
	/** All that anybody wrote, parents first. */
	readonly events: readonly VerifiedEvent[];
	readonly counts: { crashes: number; fights: number; garbage: number; lapses: number };
}

export function createSessionWeather(seed: number): SessionWeather {
	const random = createRandom(seed);
	const base = createSessionWorld().world;
	const events: VerifiedEvent[] = [...base.ledger.events()];
	const relays = ['relay', 'second'].map((key): SimulatedRelay => {
		const ledger = createLedger(base.root);
		ledger.add(events);
		return { key, ledger, book: createSessionBook(ledger, textOf), seen: new Map() };
	});
	const gates = new Map<ArtefactId, GateSeen>();
	const accepted = new Set<EventId>();
	const counts = { crashes: 0, fights: 0, garbage: 0, lapses: 0 };
	let now = 0;
	let named = 0;
	let peopleAreHere = true;

	const anyRelay = () => relays[random.below(relays.length)] ?? relays[0];

	function write(at: SimulatedRelay, { key, agent }: Signer, payload: EventPayload): VerifiedEvent {
		const time = new Date(Date.UTC(2026, 0, 1) + events.length * 1_000).toISOString();
		const saying = { at: time, ...(agent === undefined ? {} : { agent }) };
		const event = signedBy(key, payload, base.root, at.ledger.heads(), saying);
		events.push(event);
		at.ledger.add([event]);
		return event;
	}

	/** As a relay does for its Agents: what would not count is refused. */
	function tryTo(at: SimulatedRelay, who: Signer, payload: EventPayload): void {
		const event = write(createProbe(at), who, payload);
		events.pop();
		if (at.book.judge(event.event, 'device') !== null) return;
		const { id } = write(at, who, payload);
		if (payload.type === 'stepAccepted') accepted.add(id);
	}

	function createProbe(at: SimulatedRelay): SimulatedRelay {
		return { ...at, ledger: { ...at.ledger, add: () => ({ added: [], waiting: [] }) } };
	}

	function sync(): void {
		for (const { ledger } of relays) ledger.add(events);
	}

	function step(): void {
		const at = anyRelay();
		const dice = random.below(100);
		if (at === undefined) return;
		if (dice < 6) start(at);
		else if (dice < 55) for (const state of some(at)) agentActs(at, state);
		else if (dice < 75) doDuties(at, random.chance(0.3) ? random.below(3) : null);
		else if (dice < 88) for (const state of some(at)) personActs(at, state);
		else if (dice < 94) sync();
		else now += random.below(2 * LEASE_MS);
	}

	function round(): boolean {
		peopleAreHere = false;
		const before = events.length;
		sync();
		for (const at of relays) {
			for (const state of at.book.list()) agentActs(at, state);
			doDuties(at, random.chance(0.2) ? random.below(3) : null);
			sync();
		}
		for (const at of relays) doDuties(at, null);
		now += DAY_MS + 1;
		return events.length > before;
	}

	function some(at: SimulatedRelay): readonly SessionState[] {
		const all = at.book.list().filter(({ ended }) => ended === null);
		return all.slice(random.below(Math.max(1, all.length))).slice(0, 2);
	}

	function start(at: SimulatedRelay): void {
		const kind = SessionKind.options[random.below(SessionKind.options.length)] ?? 'story-review';
		const artefact = { story: STORY, context: CONTEXT, design: COMPONENTS[0] ?? null, any: STORY };
		const about = SESSION_TYPES[kind].about;
		const session = sessionId(`${seed}/${named++}`);
		const who = random.chance(0.5) ? ada : { key: at.key, agent: 'robin' };
		const told = { artefact: about === null ? null : artefact[about], kind, session };
		write(at, who, { type: 'sessionStarted', ...told });
	}

	function agentActs(at: SimulatedRelay, state: SessionState): void {
		const who = { key: at.key, agent: random.chance(0.5) ? 'robin' : 'kim' };
		const { as, payload, forced } = agentDeed(random, state);
		if (as === 'garbage' || as === 'fights') counts[as]++;
		if (payload !== null) tryTo(at, who, payload);
		if (forced !== undefined && peopleAreHere) write(at, who, forced);
	}

	function personActs(at: SimulatedRelay, state: SessionState): void {
		const payload = personDeed(random, state);
		if (payload !== null) tryTo(at, ada, payload);
		if (state.waiting?.for !== 'approval') return;
		for (const artefact of state.waiting.artefacts) gates.set(artefact, decide());
	}

	function decide(): GateSeen {
		const dice = random.below(20);
		if (dice === 0) return { gate: 'gone' };
		if (dice < 6) return { gate: 'returned', reason: blob('longer') };
		return { gate: 'open', revision: revision('text') };
	}

	/** Carries out what is due, and dies before the next event once `fuse` are written. */
	function doDuties(at: SimulatedRelay, fuse: number | null): void {
		let left = fuse ?? Number.POSITIVE_INFINITY;
		for (const { id } of at.book.list()) {
			const state = at.book.get(id);
			if (state === null) continue;
			for (const duty of dutiesOf(state, seenBy(at))) {
				if (left-- > 0) carryOut(at, state, duty);
			}
			if (left < 0) break;
		}
		if (left >= 0) return;
		counts.crashes++;
		at.seen.clear();
	}

	function carryOut(at: SimulatedRelay, state: SessionState, duty: Duty): void {
		if (duty.do === 'lapse') counts.lapses++;
		if (duty.do === 'sendBack') {
			for (const [artefact, { gate }] of gates) if (gate === 'returned') gates.delete(artefact);
		}
		tryTo(at, { key: at.key }, payloadOf(at, state.step ?? '', duty));
	}

	function payloadOf(at: SimulatedRelay, step: string, duty: Duty): EventPayload {
		if (duty.do === 'start') {
			const { do: _, ...told } = duty;
			const session = sessionId(`${seed}/${at.key}/${named++}`);
			return { type: 'sessionStarted', session, ...told };
		}
		const { session } = duty;
		const on = { session, step };
		switch (duty.do) {
			case 'end':
				return { type: 'sessionEnded', session, outcome: duty.outcome };
			case 'lapse':
				return { type: 'leaseLapsed', ...on };
			case 'accept':
				return { type: 'stepAccepted', ...on, content: duty.content };
			case 'sendBack':
				return { type: 'stepRejected', ...on, content: duty.content, reason: duty.reason };
			case 'check': {
				const { content } = duty.attempt;
				if (content === GOOD) return { type: 'stepAccepted', ...on, content };
				return { type: 'stepRejected', ...on, content, reason: blob('garbage') };
			}
		}
	}

	function seenBy(at: SimulatedRelay): Seen {
		return {
			key: keyId(at.key),
			stateOf: at.book.get,
			gateOf: (artefact) => gates.get(artefact) ?? { gate: 'shut' },
			// The first two wait for each other.
			componentsOf: () =>
				COMPONENTS.map((id, n) => ({ id, after: n === 2 ? [] : COMPONENTS.slice(1 - n, 2 - n) })),
			hasLapsed: ({ lease }) => {
				if (lease === null) return false;
				const since = at.seen.get(lease.event) ?? now;
				at.seen.set(lease.event, since);
				return now - since > (lease.key === keyId(at.key) ? LEASE_MS : DAY_MS);
			},
		};
	}

	return { step, round, relays, events, counts, accepted };
}
