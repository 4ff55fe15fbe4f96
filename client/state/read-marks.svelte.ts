import * as z from 'zod/mini';
import { Changes } from '#client/state/changes.svelte.ts';
import type { LogStore } from '#client/sync/log-store.ts';
import { CommentId } from '#shared/id.ts';

const FACT = 'read-comments';
const Kept = z.object({ since: z.iso.datetime(), read: z.array(CommentId) });
const Told = z.array(CommentId);

type Facts = Pick<LogStore, 'readFact' | 'writeFact'>;

/**
 * Which comments were read on this device; its tabs tell each other. What was written before the
 * device first looked counts as read: nobody catches up on years of talk.
 */
export class ReadMarks {
	#facts: Facts;
	#channel: BroadcastChannel;
	#changes = new Changes();
	#since: string | null = null;
	#read = new Set<CommentId>();

	constructor(slug: string, facts: Facts, now: () => Date) {
		this.#facts = facts;
		this.#channel = new BroadcastChannel(`lintel/${slug}/read`);
		this.#channel.onmessage = ({ data }) => this.#take(Told.safeParse(data).data ?? []);
		void this.#recall(now);
	}

	/** Until the device has answered, everything counts as read: marks never flash. */
	isRead(comment: { readonly id: CommentId; readonly at: string }): boolean {
		this.#changes.version;
		return this.#since === null || comment.at < this.#since || this.#read.has(comment.id);
	}

	/** Of these, the ones that were not read are from now on. */
	see(comments: readonly CommentId[]): void {
		const fresh = comments.filter((id) => !this.#read.has(id));
		if (fresh.length === 0) return;
		this.#take(fresh);
		this.#channel.postMessage(fresh);
		void this.#keep();
	}

	/** A device that is out of room, or closing, only shows them as unread again. */
	async #keep(): Promise<void> {
		const since = this.#since;
		if (since === null) return;
		await this.#facts.writeFact(FACT, { since, read: [...this.#read] }).catch(() => undefined);
	}

	#take(comments: readonly CommentId[]): void {
		for (const id of comments) this.#read.add(id);
		this.#changes.touch();
	}

	async #recall(now: () => Date): Promise<void> {
		const kept = await this.#facts.readFact(FACT, Kept).catch(() => null);
		this.#since = kept?.since ?? now().toISOString();
		this.#take(kept?.read ?? []);
		if (kept === null) await this.#keep();
	}
}
