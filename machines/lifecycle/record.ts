/** How counted events become part of the machine's context. Each is told once, in any order. */
import {
	insertInOrder,
	type LifecycleContext,
	type Submission,
} from '#machines/lifecycle/context.ts';
import { demandsOn } from '#machines/lifecycle/demands.ts';
import { answeredBy, type Fact } from '#machines/lifecycle/fact.ts';
import {
	changedAt,
	knownIn,
	NONE_LATER,
	placesOf,
	puttingInto,
} from '#machines/lifecycle/foreknown.ts';
import { kindOf } from '#shared/id.ts';

export type Recorder = (context: LifecycleContext, fact: Fact) => LifecycleContext;

export const recorders = {
	recordSubmission(context, fact) {
		const { event, id, depth, by } = fact;
		if (event.type !== 'submitted') return context;
		const { revision, at, basis } = event;
		const { submissions } = context;
		const one: Submission = {
			...{ id, depth, revision, by, at, basis },
			parts: { criteria: event.criteria, prose: event.prose ?? null },
			context: event.context ?? null,
			verdicts: [],
			reaffirmations: [],
			supersededBy: NONE_LATER,
			resetBy: NONE_LATER,
		};
		const put = puttingInto(fact);
		const known = placesOf(submissions, fact.lastKnown());
		const earlier = changedAt(submissions, known, (other) => {
			const supersededBy = put(other.supersededBy);
			return supersededBy === other.supersededBy ? other : { ...other, supersededBy };
		});
		return { ...context, submissions: insertInOrder(earlier, one) };
	},

	recordVerdict(context, fact) {
		const { event, id, depth, by, assurance, policy } = fact;
		if (
			event.type !== 'approved' &&
			event.type !== 'changesRequested' &&
			event.type !== 'withdrawn'
		) {
			return context;
		}
		const { type, at } = event;
		const reason = event.type === 'changesRequested' ? event.reason : null;
		const quorum = policy.quorum[kindOf(context.artefact)];
		return withAnswered(context, fact, (submission) => {
			const demands = demandsOn(policy, context.artefact, submission.context);
			const { verdicts } = submission;
			const told = { id, depth, type, by, at, assurance, quorum, demands, reason };
			const one = { ...told, replacedBy: NONE_LATER };
			const put = puttingInto(fact);
			const known = placesOf(verdicts, fact.lastKnown());
			const earlier = changedAt(verdicts, known, (verdict) => {
				const replacedBy = put(verdict.replacedBy);
				return replacedBy === verdict.replacedBy ? verdict : { ...verdict, replacedBy };
			});
			return { ...submission, verdicts: insertInOrder(earlier, one) };
		});
	},

	recordReaffirmation(context, fact) {
		const { event, id, depth, by, policy } = fact;
		if (event.type !== 'reaffirmed') return context;
		const { basis } = event;
		const quorum = policy.quorum[kindOf(context.artefact)];
		return withAnswered(context, fact, (submission) => {
			const { reaffirmations } = submission;
			const demands = demandsOn(policy, context.artefact, submission.context);
			const one = { id, depth, by, quorum, demands, basis, knew: fact.sees };
			return { ...submission, reaffirmations: insertInOrder(reaffirmations, one) };
		});
	},

	recordBypass(context, { event, id, depth, by }) {
		if (event.type !== 'gateBypassed' || by.kind !== 'member') return context;
		const { at, revision, reason } = event;
		const one = { id, depth, by: by.member, at, revision, reason };
		return { ...context, bypasses: insertInOrder(context.bypasses, one) };
	},

	recordArchival(context, { event, id, depth, by }) {
		const one = { id, depth, by, at: event.at, liftedBy: NONE_LATER };
		return { ...context, archivals: insertInOrder(context.archivals, one) };
	},

	recordRestoration(context, fact) {
		const put = puttingInto(fact);
		const archivals = changedAt(context.archivals, knownIn(context.archivals, fact), (archival) => {
			const liftedBy = put(archival.liftedBy);
			return liftedBy === archival.liftedBy ? archival : { ...archival, liftedBy };
		});
		const known = knownIn(context.submissions, fact);
		const submissions = changedAt(context.submissions, known, (submission) => {
			const resetBy = put(submission.resetBy);
			return resetBy === submission.resetBy ? submission : { ...submission, resetBy };
		});
		return { ...context, archivals, submissions };
	},
} as const satisfies Record<string, Recorder>;

function withAnswered(
	context: LifecycleContext,
	fact: Fact,
	change: (submission: Submission) => Submission,
): LifecycleContext {
	const id = answeredBy(fact.event);
	const index = context.submissions.findLastIndex((submission) => submission.id === id);
	const submission = context.submissions[index];
	if (submission === undefined) return context;
	return { ...context, submissions: context.submissions.with(index, change(submission)) };
}
