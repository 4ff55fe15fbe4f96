import { type Hash, hashOf } from '#shared/hash.ts';

/** Names the founding of a document on this content; '' where there is no file. */
export function generationOf(name: string, content: string): Hash {
	return hashOf(`lintel/doc/v1\0${name}\0${content}`);
}
