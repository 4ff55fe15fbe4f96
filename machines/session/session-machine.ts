/**
 * A machine for each type of Session, made of the same few states for each kind of step:
 *
 *     work      ready ──leased──▶ leased ──submitted──▶ submitted ──accepted──▶ the next step
 *                 ▲ ▲               │ ▲ asked              │ rejected
 *        answered │ └── lapsed ─────┤ └────────────────────┘ (or used up)
 *               asking ◀────────────┘        usedUp ──reopened by a person──▶ ready
 *
 *     gate      waiting ──accepted: people approved──▶ the next step
 *                  └─────rejected, or reopened──▶ the work step it returns to
 *
 *     children  running ──accepted: all are done──▶ the next step
 *
 * A work step that another relay accepted by what it knew is done, whoever holds it here.
 * Any ──ended──▶ done, failed, cancelled. It takes a Session's facts in the log's order, and does
 * nothing else: no timers, no invokes, no actors. An event that its guard refuses changes nothing.
 */
import { assign, type SnapshotFrom, setup } from 'xstate';
import { guards, isAt } from '#machines/session/guards.ts';
import { record } from '#machines/session/record.ts';
import { emptyContext, recordOf, type SessionContext } from '#machines/session/session-context.ts';
import type { SessionFact } from '#machines/session/session-fact.ts';
import { MOST_LAPSES } from '#shared/session/budget.ts';
import { SessionKind } from '#shared/session/session-kind.ts';
import type { SessionType, StepSpec } from '#shared/session/session-type.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';

type GuardName = keyof typeof guards;

const machinery = setup({
	types: {
		context: {} as SessionContext,
		events: {} as SessionFact,
		input: {} as { isChild: boolean } | undefined,
	},
	guards: {
		mayLease: admits('mayLease'),
		mayHandIn: admits('mayHandIn'),
		mayLetLapse: admits('mayLetLapse'),
		mayJudge: admits('mayJudge'),
		maySee: admits('maySee'),
		mayAnswer: admits('mayAnswer'),
		mayReopen: admits('mayReopen'),
		mayStartChild: admits('mayStartChild'),
		mayCancel: admits('mayCancel'),
		mayFail: admits('mayFail'),
		mayFinish: admits('mayFinish'),
		isUsedUp: ({ context }) => isUsedUp(context),
	},
	actions: {
		record: assign(({ context, event }) => record(context, event)),
		arrive: assign((_, { step }: { readonly step: string | null }) => ({ at: step })),
	},
});

/** Where a Session stands, as its machine says. */
export type SessionSnapshot = SnapshotFrom<ReturnType<typeof makeMachine>>;

const MACHINES = new Map(
	SessionKind.options.map((kind) => [kind, makeMachine(SESSION_TYPES[kind])] as const),
);

export function sessionMachine(kind: SessionKind): ReturnType<typeof makeMachine> {
	const machine = MACHINES.get(kind);
	if (machine === undefined) throw new Error(`There is no machine for ${kind}.`);
	return machine;
}

function makeMachine(type: SessionType) {
	const { kind, steps } = type;
	const states = steps.map((step, n) => {
		const next = `#${steps[n + 1]?.name ?? 'finished'}`;
		return [step.name, statesOf(step, next)] as const;
	});
	return machinery.createMachine({
		id: kind,
		// XState makes an actor without input for every transition it works out, and drops its context.
		context: ({ input }) => emptyContext(kind, input?.isChild === true),
		initial: steps[0]?.name ?? 'finished',
		on: {
			sessionEnded: [
				{ guard: 'mayCancel', target: '.cancelled', actions: 'record' },
				{ guard: 'mayFail', target: '.failed', actions: 'record' },
				{ guard: 'mayFinish', target: '.done', actions: 'record' },
			],
		},
		states: {
			...Object.fromEntries(states),
			finished: { id: 'finished', entry: { type: 'arrive', params: { step: null } } },
			done: { type: 'final' },
			failed: { type: 'final' },
			cancelled: { type: 'final' },
		},
	});
}

function statesOf(step: StepSpec, next: string) {
	const here = {
		id: step.name,
		entry: { type: 'arrive', params: { step: step.name } },
	} as const;
	switch (step.kind) {
		case 'work':
			return { ...here, ...workStates(next) };
		case 'gate':
			return { ...here, ...gateStates(next, `#${step.returnsTo}`) };
		case 'children':
			return { ...here, ...childrenStates(next) };
	}
}

function workStates(next: string) {
	const givesUp = { guard: 'isUsedUp', target: 'usedUp' } as const;
	return machinery.createStateConfig({
		initial: 'ready',
		on: { acceptedApart: { target: next, actions: 'record' } },
		states: {
			ready: {
				always: givesUp,
				on: { stepLeased: { guard: 'mayLease', target: 'leased', actions: 'record' } },
			},
			leased: {
				always: givesUp,
				on: {
					stepSubmitted: { guard: 'mayHandIn', target: 'submitted', actions: 'record' },
					stepAsked: { guard: 'mayHandIn', target: 'asking', actions: 'record' },
					leaseLapsed: { guard: 'mayLetLapse', target: 'ready', actions: 'record' },
				},
			},
			submitted: {
				on: {
					stepAccepted: { guard: 'mayJudge', target: next, actions: 'record' },
					stepRejected: { guard: 'mayJudge', target: 'leased', actions: 'record' },
					leaseLapsed: { guard: 'mayLetLapse', target: 'ready', actions: 'record' },
				},
			},
			asking: {
				on: { stepAnswered: { guard: 'mayAnswer', target: 'ready', actions: 'record' } },
			},
			usedUp: {
				on: { stepReopened: { guard: 'mayReopen', target: 'ready', actions: 'record' } },
			},
		},
	});
}

function gateStates(next: string, back: string) {
	return machinery.createStateConfig({
		initial: 'waiting',
		states: {
			waiting: {
				on: {
					stepAccepted: { guard: 'maySee', target: next, actions: 'record' },
					stepRejected: { guard: 'maySee', target: back, actions: 'record' },
					stepReopened: { guard: 'mayReopen', target: back, actions: 'record' },
				},
			},
		},
	});
}

function childrenStates(next: string) {
	return machinery.createStateConfig({
		initial: 'running',
		states: {
			running: {
				on: {
					childStarted: { guard: 'mayStartChild', actions: 'record' },
					stepAccepted: { guard: 'maySee', target: next, actions: 'record' },
					stepReopened: { guard: 'mayReopen', actions: 'record' },
				},
			},
		},
	});
}

function admits(name: GuardName) {
	const guard = guards[name];
	return ({ context, event }: { context: SessionContext; event: SessionFact }) =>
		isAt(context, event) && guard(context, event) === null;
}

function isUsedUp(context: SessionContext): boolean {
	if (context.at === null) return false;
	const { attemptsLeft, lapses } = recordOf(context, context.at);
	return attemptsLeft <= 0 || lapses >= MOST_LAPSES;
}
