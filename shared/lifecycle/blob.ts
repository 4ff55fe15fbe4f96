import * as z from 'zod/mini';
import { Base64Url } from '#shared/base64url.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { Hash, hashOf } from '#shared/hash.ts';
import { WellFormed } from '#shared/well-formed.ts';

/**
 * A reason, a comment or a display name: prose that events refer to by salted hash, so that it
 * can be erased without touching the log. The salt keeps short names from being guessed.
 */
export const Blob = z.object({ salt: Base64Url, text: WellFormed.check(z.maxLength(20_000)) });
export type Blob = z.infer<typeof Blob>;

export const BlobRef = Hash;
export type BlobRef = z.infer<typeof BlobRef>;

export function blobRefOf(blob: Blob): BlobRef {
	return hashOf(`lintel/blob/v1\0${canonicalJson(blob)}`);
}
