import { BlockIndex } from '#client/state/artefact/block-index.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { Context } from '#shared/artefact/context.ts';
import { openContextsDoc, readContext } from '#shared/doc/contexts-doc.ts';
import { ContextId } from '#shared/id.ts';

/** The Contexts of the document. */
export class ContextIndex extends BlockIndex<ContextId, Context> {
	constructor(replicas: Replicas) {
		super(replicas, {
			name: 'contexts',
			open: openContextsDoc,
			idOf: (key) => ContextId.safeParse(key).data ?? null,
			read: readContext,
		});
	}
}
