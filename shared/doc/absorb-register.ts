import type * as Y from 'yjs';
import type { TextConflict } from '#shared/doc/merge-text.ts';
import { stringIn } from '#shared/doc/read-value.ts';

/**
 * Brings the change of a value that can't hold two (a type, a path) into a map. Where both sides
 * changed it, what stands here stays, and the answer is what either says; a value outlives its
 * removal. No transaction of its own.
 */
export function absorbRegister(
	map: Y.Map<unknown>,
	key: string,
	base: string,
	next: string,
): readonly TextConflict[] {
	const here = stringIn(map, key);
	if (base === next || here === next) return [];
	const both = here === '' ? next : here;
	if (here === base || here === '') map.set(key, next);
	return here === base ? [] : [{ mine: here, theirs: next, both }];
}
