/**
 * The lifecycle of one artefact: the definition that everything else follows.
 *
 *     draft ──submitted──▶ review ──approved (quorum)──▶ approved ──▶ implemented ──▶ verified
 *       ▲                   │  ╲ changesRequested ∥ approved  (seen: files)  (seen: tests)
 *       │ returned, or the  │   ╲
 *       └ text moved on ────┘   contested            any ──▶ archived ──▶ draft
 *
 *     standing, in parallel:  current ◀──▶ suspect
 *
 * It takes the artefact's LifecycleEvents and one unlogged `observed`, and does nothing else: no
 * timers, no invokes, no actors. An event that its guard refuses changes nothing. What concurrent
 * events do doesn't depend on their order, so the arrows between phases ask what the context
 * amounts to, and an event's own arrow records it.
 */
import { assign, setup } from 'xstate';
import { brokenBasis } from '#machines/lifecycle/broken-basis.ts';
import { emptyContext, type LifecycleContext } from '#machines/lifecycle/context.ts';
import type { Fact, Observation } from '#machines/lifecycle/fact.ts';
import { type Guard, guards } from '#machines/lifecycle/guards.ts';
import { decisionOn } from '#machines/lifecycle/reading.ts';
import { type Recorder, recorders } from '#machines/lifecycle/record.ts';
import type { ArtefactId } from '#shared/id.ts';

type Event = Fact | Observation;

const lifecycle = setup({
	types: {
		context: {} as LifecycleContext,
		events: {} as Event,
		input: {} as { artefact: ArtefactId } | undefined,
	},
	guards: {
		maySubmit: admits(guards.maySubmit),
		mayApprove: admits(guards.mayApprove),
		mayRequestChanges: admits(guards.mayRequestChanges),
		mayWithdraw: admits(guards.mayWithdraw),
		mayReaffirm: admits(guards.mayReaffirm),
		mayBypass: admits(guards.mayBypass),
		mayArchive: admits(guards.mayArchive),
		mayRestore: admits(guards.mayRestore),
		isDraft: ({ context }) => decisionOn(context) === 'draft',
		inReview: ({ context }) => decisionOn(context) === 'review',
		isContested: ({ context }) => decisionOn(context) === 'contested',
		isArchived: ({ context }) => decisionOn(context) === 'archived',
		isApproved: ({ context }) => decisionOn(context) === 'approved',
		filesExist: ({ context }) => hasFiles(context),
		filesLack: ({ context }) => decisionOn(context) === 'approved' && !hasFiles(context),
		testsFit: ({ context }) => hasFiles(context) && context.seen?.verified === true,
		testsLack: ({ context }) => hasFiles(context) && context.seen?.verified !== true,
		basisBroken: ({ context }) => brokenBasis(context).length > 0,
		basisHolds: ({ context }) => brokenBasis(context).length === 0,
	},
	actions: {
		recordSubmission: assign((told) => tell(recorders.recordSubmission, told)),
		recordVerdict: assign((told) => tell(recorders.recordVerdict, told)),
		recordReaffirmation: assign((told) => tell(recorders.recordReaffirmation, told)),
		recordBypass: assign((told) => tell(recorders.recordBypass, told)),
		recordArchival: assign((told) => tell(recorders.recordArchival, told)),
		recordRestoration: assign((told) => tell(recorders.recordRestoration, told)),
		see: assign(({ event }) => (event.type === 'observed' ? { seen: event } : {})),
	},
});

const toDraft = { guard: 'isDraft', target: 'draft' } as const;
const toReview = { guard: 'inReview', target: 'review' } as const;
const toContested = { guard: 'isContested', target: 'contested' } as const;
const toApproved = { guard: 'isApproved', target: 'approved' } as const;
const toArchived = { guard: 'isArchived', target: 'archived' } as const;

export const artefactMachine = lifecycle.createMachine({
	id: 'artefact',
	// XState makes an actor without input for every transition it works out, and drops its context.
	context: ({ input }) => emptyContext(input?.artefact ?? 'st_0000000000'),
	type: 'parallel',
	on: {
		submitted: { guard: 'maySubmit', actions: 'recordSubmission' },
		approved: { guard: 'mayApprove', actions: 'recordVerdict' },
		changesRequested: { guard: 'mayRequestChanges', actions: 'recordVerdict' },
		withdrawn: { guard: 'mayWithdraw', actions: 'recordVerdict' },
		reaffirmed: { guard: 'mayReaffirm', actions: 'recordReaffirmation' },
		gateBypassed: { guard: 'mayBypass', actions: 'recordBypass' },
		archived: { guard: 'mayArchive', actions: 'recordArchival' },
		restored: { guard: 'mayRestore', actions: 'recordRestoration' },
		observed: { actions: 'see' },
	},
	states: {
		phase: {
			initial: 'draft',
			states: {
				draft: { always: [toReview, toContested, toApproved, toArchived] },
				review: { always: [toDraft, toContested, toApproved, toArchived] },
				contested: { always: [toDraft, toReview, toApproved, toArchived] },
				approved: {
					always: [
						{ guard: 'filesExist', target: 'implemented' },
						toDraft,
						toReview,
						toContested,
						toArchived,
					],
				},
				implemented: {
					always: [
						{ guard: 'testsFit', target: 'verified' },
						{ guard: 'filesLack', target: 'approved' },
						toDraft,
						toReview,
						toContested,
						toArchived,
					],
				},
				verified: {
					always: [
						{ guard: 'testsLack', target: 'implemented' },
						{ guard: 'filesLack', target: 'approved' },
						toDraft,
						toReview,
						toContested,
						toArchived,
					],
				},
				archived: { always: [toDraft, toReview, toContested, toApproved] },
			},
		},
		standing: {
			initial: 'current',
			states: {
				current: { always: { guard: 'basisBroken', target: 'suspect' } },
				suspect: { always: { guard: 'basisHolds', target: 'current' } },
			},
		},
	},
});

function admits(guard: Guard) {
	return ({ context, event }: { context: LifecycleContext; event: Event }) =>
		event.type !== 'observed' && guard(context, event) === null;
}

function tell(recorder: Recorder, { context, event }: { context: LifecycleContext; event: Event }) {
	return event.type === 'observed' ? {} : recorder(context, event);
}

function hasFiles(context: LifecycleContext): boolean {
	return decisionOn(context) === 'approved' && context.seen?.implemented === true;
}
