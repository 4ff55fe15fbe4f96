import { guardComments } from '#server/sync/guard-comments.ts';
import type { Guard } from '#server/sync/write.ts';
import { type DocName, docKindOf } from '#shared/doc/doc-name.ts';

/** Comments belong to who wrote them. All other text belongs to everybody who may write. */
export function guardOf(name: DocName): Guard | null {
	return docKindOf(name)?.kind === 'comments' ? guardComments : null;
}
