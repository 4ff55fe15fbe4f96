/**
 * Short random ids: a prefix that says what is named, and ten Crockford base-32 characters.
 *
 * They stand in files as HTML comments (`<!-- st_k3f9x2m7qa -->`). What is made in the app gets a
 * random id; hand-written text gets a derived one, so that every clone derives the same.
 */
import { hexToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';
import { canonicalJson } from '#shared/canonical-json.ts';
import { hashOf } from '#shared/hash.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const SUFFIX = z.string().check(z.regex(/^[0-9a-hjkmnp-tv-z]{10}$/));

export const StoryId = z.templateLiteral(['st_', SUFFIX]);
export type StoryId = z.infer<typeof StoryId>;
export const AcceptanceCriterionId = z.templateLiteral(['ac_', SUFFIX]);
export type AcceptanceCriterionId = z.infer<typeof AcceptanceCriterionId>;
export const ContextId = z.templateLiteral(['cx_', SUFFIX]);
export type ContextId = z.infer<typeof ContextId>;
/** Names a Component and the Design that documents it: they are one to one. */
export const ComponentId = z.templateLiteral(['cp_', SUFFIX]);
export type ComponentId = z.infer<typeof ComponentId>;
export const MemberId = z.templateLiteral(['mb_', SUFFIX]);
export type MemberId = z.infer<typeof MemberId>;
export const AgentId = z.templateLiteral(['ag_', SUFFIX]);
export type AgentId = z.infer<typeof AgentId>;
export const RelayId = z.templateLiteral(['rl_', SUFFIX]);
export type RelayId = z.infer<typeof RelayId>;
export const CommentId = z.templateLiteral(['cm_', SUFFIX]);
export type CommentId = z.infer<typeof CommentId>;
export const SessionId = z.templateLiteral(['se_', SUFFIX]);
export type SessionId = z.infer<typeof SessionId>;
/** Names a block of verbatim text between artefacts, inside documents only. */
export const TextId = z.templateLiteral(['tx_', SUFFIX]);
export type TextId = z.infer<typeof TextId>;

/** Whatever has a lifecycle: a Story, a Context, or a Design (by its Component's id). */
export const ArtefactId = z.union([StoryId, ContextId, ComponentId]);
export type ArtefactId = z.infer<typeof ArtefactId>;

export const ArtefactKind = z.enum(['story', 'context', 'design']);
export type ArtefactKind = z.infer<typeof ArtefactKind>;

export type IdPrefix = 'st' | 'ac' | 'cx' | 'cp' | 'mb' | 'ag' | 'rl' | 'cm' | 'se' | 'tx';

/** A source of random bytes: `crypto.getRandomValues` at the edges, seeded in tests. */
export type Random = (count: number) => Uint8Array;

export function kindOf(id: ArtefactId): ArtefactKind {
	if (id.startsWith('st_')) return 'story';
	return id.startsWith('cx_') ? 'context' : 'design';
}

export function mintId<P extends IdPrefix>(prefix: P, random: Random): `${P}_${string}` {
	return `${prefix}_${suffixFrom(random(10))}`;
}

/**
 * The id of hand-written text: from its kind, its parent's id, its canonical title or text, and
 * its ordinal among equals (0 for the first).
 */
export function deriveId<P extends IdPrefix>(
	prefix: P,
	parent: string,
	text: string,
	ordinal: number,
): `${P}_${string}` {
	const hex = hashOf(
		`lintel/id/v1\0${canonicalJson([prefix, parent, text.toWellFormed(), ordinal])}`,
	);
	return `${prefix}_${suffixFrom(hexToBytes(hex.slice(0, 20)))}`;
}

function suffixFrom(bytes: Uint8Array): string {
	return Array.from(bytes, letterOf).join('');
}

/** Five bits of each byte choose a character, so no character is likelier than another. */
function letterOf(byte: number): string {
	return ALPHABET.charAt(byte & 31);
}
