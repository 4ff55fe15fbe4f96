import { z } from 'zod';
import type { Journal } from '#server/log/journal.ts';
import { parseWebhookUrl } from '#server/notify/allowed-address.ts';
import { createCourier } from '#server/notify/courier.ts';
import { messageOf, type Tellable, testMessage } from '#server/notify/message.ts';
import type { Post } from '#server/notify/post.ts';
import type { WebhookFile } from '#server/notify/webhook-config.ts';
import type { MessageStore } from '#server/storage/store.ts';
import type { Timer } from '#server/timer.ts';
import type { Random } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** How deliveries go. Of the address only where it is: its path may be a secret. */
export const WebhookStatus = z.object({
	origin: z.string(),
	addedAt: z.string(),
	/** Whether messages name titles and people: what the policy in force says. */
	content: z.boolean(),
	waiting: z.int(),
	givenUp: z.int(),
	lastDelivered: z.string().nullable(),
	/** Why the newest of those that failed did not arrive. */
	lastFailure: z.string().nullable(),
});
export type WebhookStatus = z.infer<typeof WebhookStatus>;

/** Tells a chat tool what the team decides. */
export interface Webhook {
	/** Null where there is none. */
	status(): WebhookStatus | null;
	/** From now on, in place of the one before. Answers with the secret, which is shown once. */
	add(url: string, options: { readonly private: boolean }): Result<string, Refusal>;
	/** Sends a message that says nothing but that it arrives. */
	test(): Promise<Result<null, Refusal>>;
	remove(): boolean;
	stop(): void;
}

export interface WebhookDeps {
	/** Null where nothing may be told, as when somebody only looks. */
	readonly file: WebhookFile | null;
	/** Whether this Lintel stays: one command adds, and leaves delivering to the one that serves. */
	readonly delivers: boolean;
	readonly messages: MessageStore;
	readonly journal: Journal;
	readonly timer: Timer;
	readonly now: () => Date;
	readonly random: Random;
	readonly post: Post;
	readonly tellable: Tellable;
	readonly onError: (error: unknown) => void;
}

export function createWebhook(deps: WebhookDeps): Webhook {
	const { file, messages, journal, tellable } = deps;
	const courier = createCourier({
		...deps,
		config: () => file?.read() ?? null,
		bodyOf: (id) => {
			const verified = journal.ledger.get(id);
			return verified === null ? null : messageOf(verified, tellable);
		},
	});
	if (deps.delivers && file?.read()) courier.start();

	function status(): WebhookStatus | null {
		const config = file?.read() ?? null;
		if (config === null) return null;
		const queued = messages.list();
		const delivered = messages.lastDelivered();
		return {
			origin: new URL(config.url).origin,
			addedAt: config.addedAt,
			content: journal.ledger.state().policy.notifyContent === true,
			waiting: queued.filter(({ dueAt }) => dueAt !== null).length,
			givenUp: queued.filter(({ dueAt }) => dueAt === null).length,
			lastDelivered: delivered === null ? null : new Date(delivered).toISOString(),
			lastFailure: queued.findLast(({ failure }) => failure !== null)?.failure ?? null,
		};
	}

	const add: Webhook['add'] = (text, options) => {
		const url = parseWebhookUrl(text, options.private);
		if (!url.ok) return url;
		if (file === null) return err(NOWHERE);
		const secret = `whsec_${Buffer.from(deps.random(32)).toString('base64')}`;
		courier.stop();
		messages.clear();
		// What was decided before is nobody's news.
		messages.queue([], journal.position(), 0);
		const addedAt = deps.now().toISOString();
		file.write({ url: url.value.href, secret, private: options.private, addedAt });
		if (deps.delivers) courier.start();
		return ok(secret);
	};

	async function test(): Promise<Result<null, Refusal>> {
		if (status() === null) return err(NONE);
		const id = `test-${Buffer.from(deps.random(12)).toString('hex')}`;
		const failure = await courier.sendNow(id, testMessage(tellable.urlOf('')));
		return failure === null ? ok(null) : err(refusal('webhook-failed', failure, TRY));
	}

	function remove(): boolean {
		if (status() === null) return false;
		courier.stop();
		file?.remove();
		messages.clear();
		return true;
	}

	return { status, add, test, remove, stop: courier.stop };
}

const TRY = 'Check that the receiver runs and knows the address, then try again.';

const NONE = refusal(
	'no-webhook',
	'There is no webhook here.',
	'Add one first: lintel webhook add URL',
);

const NOWHERE = refusal(
	'webhook-nowhere',
	'This Lintel only looks, and keeps nothing.',
	'Run lintel webhook add in the repository.',
);
