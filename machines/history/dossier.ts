import { type Enrolment, enrolmentsIn } from '#machines/history/enrolments.ts';
import { revisionIn } from '#machines/history/history-record.ts';
import { type Weight, weightOf } from '#machines/history/weight.ts';
import { type Actor, actorOf, artefactOf } from '#machines/history/whose.ts';
import type { Attester } from '#machines/lifecycle/judge.ts';
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { Role } from '#shared/artefact/role.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { Basis, Revision } from '#shared/lifecycle/event.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';

/** Everything the log says about one event: enough to check an approval years later. */
export interface Dossier extends VerifiedEvent {
	readonly actor: Actor;
	/** In which role they spoke; null for Agents, relays, and events about people or policy. */
	readonly role: Role | null;
	/** The key that signed, and how it came here; null where nobody enrolled it. */
	readonly device: Enrolment | null;
	readonly artefact: ArtefactId | null;
	/** The text it speaks of. */
	readonly revision: Revision | null;
	/** The submission it answers, or itself where it is one. */
	readonly submission: VerifiedEvent | null;
	/** What it rests on: upstream approvals that it, or the submission it answers, names. */
	readonly basis: readonly Basis[];
	/** The policy it is judged under; null for events about people or policy. */
	readonly policy: Policy | null;
	/** The relay or build machine whose test run it attests to; null for every other event. */
	readonly attester: Attester | null;
	readonly weight: Weight;
}

export function dossierOf(ledger: Ledger, verified: VerifiedEvent): Dossier {
	const { id, event } = verified;
	const enrolments = enrolmentsIn(ledger);
	const judgement = ledger.judgementOf(id);
	const judged = judgement !== null && 'policy' in judgement ? judgement : null;
	const answered = 'answers' in event ? ledger.get(event.answers) : null;
	const submission = event.type === 'submitted' ? verified : answered;
	return {
		...{ id, event, assurance: verified.assurance },
		actor: actorOf(enrolments, event),
		role: judged?.role ?? null,
		device: enrolments.get(event.by.key) ?? null,
		artefact: artefactOf(ledger, event),
		revision: revisionIn(ledger, event),
		submission,
		basis: basisOf(event) ?? basisOf(submission?.event) ?? [],
		policy: judged?.policy ?? null,
		attester: event.type === 'attested' ? (judged?.relay ?? null) : null,
		weight: weightOf(ledger, id),
	};
}

function basisOf(event: VerifiedEvent['event'] | undefined): readonly Basis[] | null {
	return event !== undefined && 'basis' in event ? event.basis : null;
}
