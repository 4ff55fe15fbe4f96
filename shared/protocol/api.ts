/** What goes into and comes out of the HTTP API, one schema a message. Errors are {@link ApiError}. */
import * as z from 'zod/mini';
import { Base64Url } from '#shared/base64url.ts';
import { Hash } from '#shared/hash.ts';
import { AgentId, MemberId, RelayId } from '#shared/id.ts';
import { Blob } from '#shared/lifecycle/blob.ts';
import { Envelope } from '#shared/lifecycle/envelope.ts';
import { DeviceKeys, EventId } from '#shared/lifecycle/event.ts';
import { PublicKey } from '#shared/lifecycle/public-key.ts';
import { Refusal } from '#shared/refusal.ts';
import { hiddenCharactersIn } from '#shared/trace/hidden-character.ts';

export const ApiError = z.object({ error: Refusal });
export type ApiError = z.infer<typeof ApiError>;

export const ProductHello = z.object({
	product: z.literal('lintel'),
	version: z.string(),
	protocol: z.int(),
});
export type ProductHello = z.infer<typeof ProductHello>;

/** One line of the landing page. */
export const WorkspaceEntry = z.object({
	slug: z.string(),
	name: z.string(),
	founded: z.boolean(),
});
export type WorkspaceEntry = z.infer<typeof WorkspaceEntry>;

export const WorkspaceHello = z.object({
	slug: z.string(),
	/** The folder's name. */
	name: z.string(),
	/** Null until founded. */
	root: z.nullable(EventId),
	relay: PublicKey,
	relayId: RelayId,
	protocol: z.int(),
});
export type WorkspaceHello = z.infer<typeof WorkspaceHello>;

/** `workspaceFounded` first, then `relayAdded` and perhaps `policySet`, with the names they refer to. */
export const FoundRequest = z.strictObject({
	code: z.string().check(z.maxLength(64)),
	envelopes: z.array(Envelope).check(z.minLength(1), z.maxLength(8)),
	blobs: z.array(Blob).check(z.maxLength(16)),
});
export type FoundRequest = z.infer<typeof FoundRequest>;

export const JoinRequest = z.strictObject({
	name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80), z.refine(isReadable)),
	device: DeviceKeys,
	/** That whoever asks holds a link which an owner made; only the owner's app can tell. */
	proof: z.optional(Hash),
});
export type JoinRequest = z.infer<typeof JoinRequest>;

/** An owner lets in whom they read: a name on one line, of characters that can be seen. */
function isReadable(name: string): boolean {
	return hiddenCharactersIn(name).length === 0 && !/[\t\n\r]/.test(name) && name.isWellFormed();
}

/** A passkey as a browser names it: all that a new device can learn from one by itself. */
export const PasskeyRequest = z.strictObject({
	credentialId: Base64Url.check(z.maxLength(1400)),
});
export type PasskeyRequest = z.infer<typeof PasskeyRequest>;

/** What a passkey has to know to sign a new device in: whose it is, and where the log stands. */
export const PasskeyHolder = z.object({
	root: EventId,
	heads: z.array(EventId).check(z.maxLength(64)),
	member: MemberId,
	key: PublicKey,
});
export type PasskeyHolder = z.infer<typeof PasskeyHolder>;

/** One `deviceAdded`, signed by a passkey of that very member. */
export const RecoveryRequest = z.strictObject({ envelope: Envelope });
export type RecoveryRequest = z.infer<typeof RecoveryRequest>;

/** How long a device that asks to join waits to be let in. */
export const JOIN_LIFE_MS = 15 * 60 * 1000;

/** A device that waits for an owner to type its code. */
export const PendingJoin = z.object({
	name: z.string(),
	device: DeviceKeys,
	proof: z.optional(Hash),
	at: z.iso.datetime(),
});
export type PendingJoin = z.infer<typeof PendingJoin>;

export const DocDigest = z.object({
	name: z.string(),
	generation: Hash,
	stateVector: Base64Url,
	textHash: Hash,
});
export type DocDigest = z.infer<typeof DocDigest>;

/** `generation` null: the client holds nothing of this document yet. */
export const DocSyncRequest = z.strictObject({
	generation: z.nullable(Hash),
	stateVector: Base64Url,
	update: z.nullable(Base64Url),
});
export type DocSyncRequest = z.infer<typeof DocSyncRequest>;

export const DocSyncAnswer = z.object({
	generation: Hash,
	update: Base64Url,
	/** What the client sent is on the relay's disk. */
	durable: z.literal(true),
});
export type DocSyncAnswer = z.infer<typeof DocSyncAnswer>;

export const AgentName = z
	.string()
	.check(z.trim(), z.minLength(1), z.maxLength(60), z.regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u));
export type AgentName = z.infer<typeof AgentName>;

export const AgentRequest = z.strictObject({ name: AgentName });
export type AgentRequest = z.infer<typeof AgentRequest>;

/** The only time the token is shown. */
export const AgentMinted = z.object({ id: AgentId, token: z.string() });
export type AgentMinted = z.infer<typeof AgentMinted>;

/** `admitted`: an owner signed `agentAdded`, so what it submits counts. */
export const AgentEntry = z.object({
	id: AgentId,
	name: z.string(),
	createdAt: z.iso.datetime(),
	revokedAt: z.nullable(z.iso.datetime()),
	admitted: z.boolean(),
	/** Whether it holds a token of its own; `lintel mcp` needs none. */
	hasToken: z.boolean(),
});
export type AgentEntry = z.infer<typeof AgentEntry>;
