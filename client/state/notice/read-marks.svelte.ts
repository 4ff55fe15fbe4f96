import * as z from 'zod/mini';
import { Changes } from '#client/state/changes.svelte.ts';
import type { LogStore } from '#client/sync/log-store.ts';

const Id = z.string().check(z.maxLength(400));
const Kept = z.object({ since: z.iso.datetime(), read: z.array(Id) });
const Told = z.array(Id);
/** Older ones count as read by then, or are read again: nobody's device fills up. */
const MOST = 20_000;

type Facts = Pick<LogStore, 'readFact' | 'writeFact'>;

/** What is marked: where it is kept, and where tabs tell each other. */
export interface Marked {
	readonly fact: string;
	readonly channel: string;
}

export const READ_COMMENTS: Marked = { fact: 'read-comments', channel: 'read' };
export const READ_NOTICES: Marked = { fact: 'read-notices', channel: 'notices' };

/**
 * What was read on this device; its tabs tell each other. What was written before the device first
 * looked counts as read: nobody catches up on years of talk.
 */
export class ReadMarks {
	#facts: Facts;
	#fact: string;
	#channel: BroadcastChannel;
	#changes = new Changes();
	#since: string | null = null;
	#read = new Set<string>();

	constructor(slug: string, facts: Facts, now: () => Date, { fact, channel } = READ_COMMENTS) {
		this.#facts = facts;
		this.#fact = fact;
		this.#channel = new BroadcastChannel(`lintel/${slug}/${channel}`);
		this.#channel.onmessage = ({ data }) => this.#take(Told.safeParse(data).data ?? []);
		void this.#recall(now);
	}

	/** Another number whenever something was read. */
	get version(): number {
		return this.#changes.version;
	}

	/** Until the device has answered, everything counts as read: marks never flash. */
	isRead(one: { readonly id: string; readonly at: string }): boolean {
		this.#changes.version;
		return this.#since === null || one.at < this.#since || this.#read.has(one.id);
	}

	/** Of these, the ones that were not read are from now on. */
	see(ids: readonly string[]): void {
		const fresh = ids.filter((id) => !this.#read.has(id));
		if (fresh.length === 0) return;
		this.#take(fresh);
		this.#channel.postMessage(fresh);
		void this.#keep();
	}

	/** A device that is out of room, or closing, only shows them as unread again. */
	async #keep(): Promise<void> {
		const since = this.#since;
		if (since === null) return;
		const read = [...this.#read].slice(-MOST);
		await this.#facts.writeFact(this.#fact, { since, read }).catch(() => undefined);
	}

	#take(ids: readonly string[]): void {
		for (const id of ids) this.#read.add(id);
		this.#changes.touch();
	}

	async #recall(now: () => Date): Promise<void> {
		const kept = await this.#facts.readFact(this.#fact, Kept).catch(() => null);
		this.#since = kept?.since ?? now().toISOString();
		this.#take(kept?.read ?? []);
		if (kept === null) await this.#keep();
	}
}
