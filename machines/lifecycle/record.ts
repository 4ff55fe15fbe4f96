/** How counted events become part of the machine's context. Each is told once, in any order. */
import {
	authorKey,
	insertInOrder,
	type LifecycleContext,
	type Recorded,
	type RecordedVerdict,
	type Submission,
} from '#machines/lifecycle/context.ts';
import { demandsOn } from '#machines/lifecycle/demands.ts';
import { answeredBy, type Fact } from '#machines/lifecycle/fact.ts';
import { kindOf } from '#shared/id.ts';

export type Recorder = (context: LifecycleContext, fact: Fact) => LifecycleContext;

export const recorders = {
	recordSubmission(context, fact) {
		const { event, id, depth, by } = fact;
		if (event.type !== 'submitted') return context;
		const { revision, at, basis } = event;
		const { submissions } = context;
		const last = submissions.at(-1);
		// The usual one descends from the last, and the last from all others.
		const follows =
			last !== undefined && last.knew === submissions.length - 1 && fact.sees(last.id);
		const known = new Set(follows ? [last] : submissions.filter((other) => knows(fact, other)));
		const knew = follows ? submissions.length : known.size;
		const one: Submission = {
			...{ id, depth, revision, by, at, basis, knew },
			parts: { criteria: event.criteria, prose: event.prose ?? null },
			context: event.context ?? null,
			verdicts: [],
			reaffirmations: [],
			supersededBy: [],
			resetBy: [],
		};
		const earlier = submissions.map((other) =>
			known.has(other) && !other.supersededBy.some(fact.sees)
				? { ...other, supersededBy: [...other.supersededBy, id] }
				: other,
		);
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
		const isReplaced = ({ replacedBy }: RecordedVerdict, knowsAll: boolean) =>
			knowsAll ? replacedBy.length > 0 : replacedBy.some(fact.sees);
		return withAnswered(context, fact, (submission) => {
			const demands = demandsOn(policy, context.artefact, submission.context);
			const { verdicts } = submission;
			const last = verdicts.at(-1);
			// The usual one descends from the last, and the last from all others.
			const follows = last?.knew === verdicts.length - 1 && fact.sees(last.id);
			const known = (other: RecordedVerdict) => follows || knows(fact, other);
			const knew = follows ? verdicts.length : verdicts.filter(known).length;
			const told = { id, depth, type, by, at, assurance, quorum, demands, reason, knew };
			const one = { ...told, replacedBy: [] };
			const author = authorKey(by);
			const earlier = verdicts.map((verdict) =>
				authorKey(verdict.by) === author && known(verdict) && !isReplaced(verdict, follows)
					? { ...verdict, replacedBy: [...verdict.replacedBy, id] }
					: verdict,
			);
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
		const one = { id, depth, by, at: event.at, liftedBy: [] };
		return { ...context, archivals: insertInOrder(context.archivals, one) };
	},

	recordRestoration(context, fact) {
		const { id, sees } = fact;
		const archivals = context.archivals.map((archival) =>
			knows(fact, archival) && !archival.liftedBy.some(sees)
				? { ...archival, liftedBy: [...archival.liftedBy, id] }
				: archival,
		);
		const submissions = context.submissions.map((submission) =>
			knows(fact, submission) && !submission.resetBy.some(sees)
				? { ...submission, resetBy: [...submission.resetBy, id] }
				: submission,
		);
		return { ...context, archivals, submissions };
	},
} as const satisfies Record<string, Recorder>;

/** Whether its author knew of what was recorded: what stands as deep as it is no ancestor. */
function knows(fact: Fact, { id, depth }: Recorded): boolean {
	return depth < fact.depth && fact.sees(id);
}

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
