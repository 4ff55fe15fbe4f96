import type { Ledger } from '#machines/lifecycle/ledger.ts';
import { tell } from '#server/history/tell.ts';
import { post } from '#server/notify/post.ts';
import { createWebhook, type Webhook, type WebhookDeps } from '#server/notify/webhook.ts';
import type { Store } from '#server/storage/store.ts';
import type { Workspace } from '#server/workspace.ts';

/** A workspace's webhook; it delivers only where this Lintel stays, and so has an address. */
export function openWebhook(
	deps: Pick<WebhookDeps, 'file' | 'journal' | 'timer' | 'now' | 'random' | 'onError'> & {
		readonly ledger: Ledger;
		readonly store: Store;
		readonly artefacts: Workspace['artefacts'];
		readonly slug: string;
		readonly url: string | null;
	},
): Webhook {
	const { ledger, store, artefacts, slug, url } = deps;
	const told = tell({ ledger, blobs: store.log, artefacts });
	const urlOf = (event: string) => `${url ?? ''}/w/${slug}/timeline/${event}`;
	return createWebhook({
		...{ ...deps, post, messages: store.messages },
		delivers: url !== null,
		tellable: { ...told, ledger, urlOf },
	});
}
