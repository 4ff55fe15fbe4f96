import { type Hash, hashOf } from '#shared/hash.ts';

/** The generation of a document that was founded on this text; '' where there is no file. */
export function generationOf(name: string, text: string): Hash {
	return hashOf(`lintel/doc/v1\0${name}\0${text}`);
}
