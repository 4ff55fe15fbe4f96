/**
 * Every decision a workspace remembers.
 *
 * A LifecycleEvent is named in the past tense, is never edited or deleted, and carries all that a
 * reader needs: folding the same set of events yields the same state on every machine. It holds
 * no prose and no names, only references to erasable blobs. To change a payload, add a new type.
 *
 * `parents` are the heads of the whole log as the author knew it; `at` is the author's clock, for
 * display and never for ordering; `by.key` signs, and `by.agent` names the Agent for whom a
 * relay's key speaks.
 */
import * as z from 'zod/mini';
import { Role } from '#shared/artefact/role.ts';
import { Hash } from '#shared/hash.ts';
import {
	AcceptanceCriterionId,
	AgentId,
	ArtefactId,
	ComponentId,
	ContextId,
	MemberId,
	RelayId,
	SessionId,
} from '#shared/id.ts';
import { BlobRef } from '#shared/lifecycle/blob.ts';
import { Policy } from '#shared/lifecycle/policy.ts';
import { KeyId, PublicKey } from '#shared/lifecycle/public-key.ts';
import { WellFormed } from '#shared/well-formed.ts';

export const MAX_PARENTS = 64;

export const EventId = Hash;
export type EventId = z.infer<typeof EventId>;

/** The SHA-256 of an artefact's canonical text; see revision.ts. */
export const Revision = Hash;
export type Revision = z.infer<typeof Revision>;

/**
 * One upstream approval that a submission rests on: the approved submission, and its revision.
 * With `criteria` it rests on these alone of a Story (and on the prose they are read with); without,
 * on the whole text.
 */
export const Basis = z.object({
	artefact: ArtefactId,
	criteria: z.optional(z.array(AcceptanceCriterionId).check(z.minLength(1))),
	revision: Revision,
	submitted: EventId,
});
export type Basis = z.infer<typeof Basis>;

const base = {
	v: z.literal(1),
	/** The id of `workspaceFounded`: binds every event to its workspace. Null in that event itself. */
	workspace: z.nullable(EventId),
	parents: z.array(EventId).check(z.maxLength(MAX_PARENTS)),
	at: z.iso.datetime(),
	by: z.strictObject({ agent: z.optional(AgentId), key: KeyId }),
};

/** With its fields in the order that canonical JSON has them: a log is printed again as it is read. */
const event = <T extends string, S extends z.core.$ZodLooseShape>(type: T, shape: S) =>
	z.strictObject(inOrder({ ...base, type: z.literal(type), ...shape }));

function inOrder<S extends object>(shape: S): S;
function inOrder(shape: object): object {
	const fields = Object.entries(shape);
	return Object.fromEntries(fields.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A person's device: one key signs events and nothing else, the other opens connections. */
export const DeviceKeys = z.strictObject({ access: z.nullable(PublicKey), key: PublicKey });
export type DeviceKeys = z.infer<typeof DeviceKeys>;

/** The root of the tree of authority. `second` is the founder's recovery key or passkey. */
export const WorkspaceFounded = event('workspaceFounded', {
	member: MemberId,
	name: BlobRef,
	device: DeviceKeys,
	second: DeviceKeys,
	/** 16 random bytes, base64url: two workspaces never share a root. */
	nonce: z.string().check(z.minLength(22), z.maxLength(22)),
});
export const MemberAdded = event('memberAdded', {
	member: MemberId,
	name: BlobRef,
	role: Role,
	device: DeviceKeys,
});
/** Another key of a Member who is there already. `recovery`: words on paper hold it, no browser does. */
export const DeviceAdded = event('deviceAdded', {
	member: MemberId,
	device: DeviceKeys,
	recovery: z.optional(z.literal(true)),
});
/** `responsible` answers for what the Agent submits (quorum, four-eyes). */
export const AgentAdded = event('agentAdded', {
	agent: AgentId,
	name: BlobRef,
	responsible: MemberId,
});
/** With `ci` its key is a build machine's: it attests to test runs, and speaks for no Agent. */
export const RelayAdded = event('relayAdded', {
	relay: RelayId,
	name: BlobRef,
	key: PublicKey,
	ci: z.optional(z.literal(true)),
});
export const RoleChanged = event('roleChanged', { member: MemberId, role: Role });
/** Cuts off a Member, one key, an Agent or a relay. */
export const Removed = event('removed', {
	subject: z.union([MemberId, AgentId, RelayId, KeyId]),
});
export const FounderHandedOver = event('founderHandedOver', { to: MemberId });
export const PolicySet = event('policySet', { policy: Policy });

export const Submitted = event('submitted', {
	artefact: ArtefactId,
	revision: Revision,
	/** For a Story: the hash of each criterion's text. Empty otherwise. */
	criteria: z.record(WellFormed, Hash),
	/** For a Story: the hash of its narrative and notes, with which each criterion is read. */
	prose: z.optional(Hash),
	/** For a Design: the Context that its text names. Its reviewers are asked for by this. */
	context: z.optional(ContextId),
	basis: z.array(Basis),
});
export const Approved = event('approved', { answers: EventId, revision: Revision });
export const ChangesRequested = event('changesRequested', { answers: EventId, reason: BlobRef });
export const Withdrawn = event('withdrawn', { answers: EventId });
/** "Still right": the approved submission it speaks of, and the basis it now rests on. */
export const Reaffirmed = event('reaffirmed', { answers: EventId, basis: z.array(Basis) });
export const GateBypassed = event('gateBypassed', {
	artefact: ArtefactId,
	revision: Revision,
	reason: BlobRef,
});
export const Archived = event('archived', { artefact: ArtefactId });
export const Restored = event('restored', { artefact: ArtefactId });

const count = z.int().check(z.minimum(0));

/**
 * Who ran which tests on which hashes, with what result. `code` is the hash of no bytes where the run
 * came before any code.
 */
export const Attested = event('attested', {
	design: ComponentId,
	revision: Revision,
	code: Hash,
	test: Hash,
	tree: WellFormed,
	clean: z.boolean(),
	policyTest: Hash,
	/** From a report that was handed in; Lintel started the run itself where absent. */
	from: z.optional(z.literal('report')),
	/** How many tests came out how. */
	tests: z.optional(z.strictObject({ failed: count, passed: count, skipped: count })),
	result: z.enum(['green', 'red']),
	criteria: z.array(
		z.strictObject({
			id: AcceptanceCriterionId,
			result: z.enum(['green', 'red', 'skipped']),
			text: Hash,
		}),
	),
});

const step = { session: SessionId, step: WellFormed };
/** `parent` is the Session whose step asked for it; `goal` is what the person wants, in their words. */
export const SessionStarted = event('sessionStarted', {
	session: SessionId,
	kind: WellFormed,
	artefact: z.nullable(ArtefactId),
	parent: z.optional(SessionId),
	goal: z.optional(BlobRef),
});
export const StepLeased = event('stepLeased', step);
/** `content` is the blob that holds what was handed in, as canonical JSON. */
export const StepSubmitted = event('stepSubmitted', { ...step, content: BlobRef });
/** One text of an artefact. */
export const Draft = z.strictObject({ artefact: ArtefactId, revision: Revision });
export type Draft = z.infer<typeof Draft>;
/**
 * For a gate `content` is the hash of what people approved. `drafts` was handed in and is no
 * submission yet, because people decide first on what it rests on: each as it read then.
 */
export const StepAccepted = event('stepAccepted', {
	...step,
	content: Hash,
	drafts: z.optional(z.array(Draft).check(z.minLength(1))),
});
/** For a gate: people asked for changes, and the step it returns to is open again. */
export const StepRejected = event('stepRejected', { ...step, content: Hash, reason: BlobRef });
/** Whoever holds the step asks people something. */
export const StepAsked = event('stepAsked', { ...step, question: BlobRef });
export const StepAnswered = event('stepAnswered', { ...step, asked: EventId, answer: BlobRef });
/** A person gives a step that waits for one another budget, with a note to who works on it next. */
export const StepReopened = event('stepReopened', { ...step, note: z.optional(BlobRef) });
/** Without `why` the time ran out; else its holder gave it back, or a person took it from them. */
export const LeaseLapsed = event('leaseLapsed', {
	...step,
	why: z.optional(z.enum(['released', 'taken'])),
});
export const SessionEnded = event('sessionEnded', {
	session: SessionId,
	outcome: z.enum(['done', 'failed', 'cancelled']),
	reason: z.optional(BlobRef),
});

export const LifecycleEvent = z.discriminatedUnion('type', [
	WorkspaceFounded,
	MemberAdded,
	DeviceAdded,
	AgentAdded,
	RelayAdded,
	RoleChanged,
	Removed,
	FounderHandedOver,
	PolicySet,
	Submitted,
	Approved,
	ChangesRequested,
	Withdrawn,
	Reaffirmed,
	GateBypassed,
	Archived,
	Restored,
	Attested,
	SessionStarted,
	StepLeased,
	StepSubmitted,
	StepAccepted,
	StepRejected,
	StepAsked,
	StepAnswered,
	StepReopened,
	LeaseLapsed,
	SessionEnded,
]);
export type LifecycleEvent = z.infer<typeof LifecycleEvent>;
export type EventOf<T extends LifecycleEvent['type']> = Extract<LifecycleEvent, { type: T }>;
