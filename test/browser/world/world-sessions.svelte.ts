/** Sessions that a test makes by hand, with the real deeds: what would be signed is written down. */
import { createSessionDeeds } from '#client/state/session/create-session-deeds.ts';
import type { Asked, Runner, SessionDeeds, Sessions } from '#client/state/session/sessions.ts';
import type { Me } from '#client/state/surface.ts';
import type { SessionState, StepState } from '#machines/session/session-state.ts';
import { AgentId, SessionId } from '#shared/id.ts';
import type { Blob } from '#shared/lifecycle/blob.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { SessionChanges, SessionPack } from '#shared/protocol/sessions.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { ok } from '#shared/result.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';
import type { TranscriptBody, TranscriptEntry } from '#shared/session/transcript.ts';
import { ADA, HASH } from '#test/browser/world/ui-team.ts';

export const CLAUDE = AgentId.parse('ag_0000000001');

export class SessionWorld implements Sessions {
	all = $state.raw<readonly SessionState[]>([]);
	entries = $state.raw<readonly TranscriptEntry[]>([]);
	away = $state.raw<Refusal | null>(null);
	pack: SessionPack = { step: null, pack: null };
	changes: SessionChanges = { changes: [], branch: null, left: 0 };
	runnerWhyNot = $state.raw<Refusal | null>(
		refusal('no-key', 'The runner has no key.', 'Set ANTHROPIC_API_KEY, and start Lintel again.'),
	);
	/** What the built-in runner works on. */
	runs = $state.raw<readonly SessionId[]>([]);
	heard = $state<string | null>(null);
	saying = $state('');
	/** What was signed, in order, and the texts that went with it. */
	readonly signed: EventPayload[] = [];
	readonly blobs: Blob[] = [];
	readonly deeds: SessionDeeds;

	constructor(me: () => Me | null, whyNotStart: SessionDeeds['whyNotStart']) {
		this.deeds = createSessionDeeds({
			...{ me, whyNotStart, of: (id) => this.of(id) },
			random: (count) => crypto.getRandomValues(new Uint8Array(count)),
			signing: {
				blobOf: (text) => ({ salt: 'AAAA', text }),
				sign: async (payload, attached) => {
					this.signed.push(payload);
					this.blobs.push(...(attached?.blobs ?? []));
					return ok(HASH);
				},
			},
		});
	}

	of(id: SessionId): SessionState | null {
		return this.all.find((session) => session.id === id) ?? null;
	}

	readonly uncounted = new Map<EventId, Refusal>();

	isProvisional(): boolean {
		return false;
	}

	readonly record = {
		transcript: () => ({ entries: this.entries, known: true, refusal: this.away }),
		saying: () => this.saying,
		heardOf: () => this.heard,
		follow: () => () => {},
		pack: async (): Promise<Asked<SessionPack>> => ({ value: this.pack, refusal: this.away }),
		changes: async (): Promise<Asked<SessionChanges>> => ({
			value: this.changes,
			refusal: this.away,
		}),
	};

	/** A getter of a class field would be read before it changes. */
	get runner(): Runner {
		return {
			whyNot: this.runnerWhyNot,
			known: true,
			look: async () => {},
			follow: () => () => {},
			isRunning: (id) => this.runs.includes(id),
			run: async (id) => this.#runs([...this.runs, id]),
			pause: async (id) => this.#runs(this.runs.filter((one) => one !== id)),
		};
	}

	#runs(next: readonly SessionId[]) {
		this.runs = next;
		return ok(undefined);
	}

	/** Says one more thing in the transcript of a Session. */
	say(session: SessionState, who: string, body: TranscriptBody): void {
		const entry: TranscriptEntry = {
			...{ session: session.id, n: this.entries.length + 1, step: session.step },
			...{ at: '2026-11-22T12:00:00.000Z', who, body },
		};
		this.entries = [...this.entries, entry];
	}
}

let made = 0;

/** A Session that was just started, unless told otherwise. */
export function sessionOf(kind: SessionKind, given: Partial<SessionState> = {}): SessionState {
	made += 1;
	const names = SESSION_TYPES[kind].steps.map(({ name }) => name);
	const id = SessionId.parse(`se_${`${made}`.padStart(10, '0')}`);
	return {
		...{ id, kind, artefact: null, parent: null, goal: null },
		started: {
			...{ event: HASH, by: { kind: 'member', member: ADA }, key: HASH },
			at: '2026-11-22T11:00:00.000Z',
		},
		...{ phase: 'preparing', step: names[0] ?? null },
		steps: names.map((name, n) => stepState(name, { status: n === 0 ? 'ready' : 'pending' })),
		...{ waiting: null, lease: null, children: [], ended: null },
		...{ notCounted: new Map(), history: [HASH] },
		...given,
	};
}

export function stepState(name: string, given: Partial<StepState> = {}): StepState {
	return {
		...{ name, status: 'pending', attempts: [], attemptsLeft: 5, notes: [], questions: [] },
		...given,
	};
}

/** Held by an agent since an hour ago. */
export function leaseOf(step: string, at = '2026-11-22T11:30:00.000Z') {
	const by = { kind: 'agent', agent: CLAUDE, responsible: ADA } as const;
	return { event: HASH, step, by, key: HASH, at };
}
