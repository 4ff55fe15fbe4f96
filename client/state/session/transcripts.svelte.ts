import * as z from 'zod/mini';
import { Changes } from '#client/state/changes.svelte.ts';
import type { SessionNews } from '#client/state/session/session-news.svelte.ts';
import type { Told } from '#client/state/session/sessions.ts';
import type { LogStore } from '#client/sync/log-store.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import type { SessionId } from '#shared/id.ts';
import { TranscriptPage } from '#shared/protocol/sessions.ts';
import type { Refusal } from '#shared/refusal.ts';
import { TranscriptEntry } from '#shared/session/transcript.ts';

export interface TranscriptDeps {
	readonly api: Pick<RelayApi, 'ask'>;
	readonly facts: Pick<LogStore, 'readFact' | 'writeFact'>;
	readonly news: SessionNews;
}

interface Kept {
	/** Another object whenever something of it changes. */
	told: Told;
	/** How many on this page look at it. */
	followers: number;
	fetching: Promise<void> | null;
	/** Whether something came while it was fetched. */
	again: boolean;
}

const NOTHING: Told = { entries: [], known: false, refusal: null };
/** How many entries of one Session this device keeps for when the relay is away: the newest. */
const MOST_KEPT = 500;

/** Transcripts as they come in: what is here is asked for once, and then only what is new. */
export class Transcripts {
	#deps: TranscriptDeps;
	#changes = new Changes();
	#kept = new Map<SessionId, Kept>();

	constructor(deps: TranscriptDeps) {
		this.#deps = deps;
		deps.news.listen(() => {
			for (const [id, kept] of this.#kept) if (kept.followers > 0) this.#fetchNews(id, kept);
		});
	}

	of(id: SessionId): Told {
		this.#changes.version;
		return this.#kept.get(id)?.told ?? NOTHING;
	}

	follow(id: SessionId): () => void {
		const kept = this.#kept.get(id) ?? this.#begin(id);
		kept.followers += 1;
		void this.#fetch(id, kept);
		const leave = this.#deps.news.follow(id);
		return () => {
			kept.followers -= 1;
			leave();
		};
	}

	#begin(id: SessionId): Kept {
		const kept: Kept = { told: NOTHING, followers: 0, fetching: null, again: false };
		this.#kept.set(id, kept);
		return kept;
	}

	#fetchNews(id: SessionId, kept: Kept): void {
		const behind = this.#deps.news.last(id) > (kept.told.entries.at(-1)?.n ?? 0);
		if (behind || kept.told.refusal !== null) void this.#fetch(id, kept);
	}

	/** One request at a time; what was told meanwhile is fetched after it. */
	#fetch(id: SessionId, kept: Kept): Promise<void> {
		if (kept.fetching !== null) kept.again = true;
		kept.fetching ??= this.#fetchAll(id, kept).finally(() => {
			kept.fetching = null;
			if (!kept.again) return;
			kept.again = false;
			this.#fetchNews(id, kept);
		});
		return kept.fetching;
	}

	async #fetchAll(id: SessionId, kept: Kept): Promise<void> {
		let more = true;
		while (more) {
			const after = kept.told.entries.at(-1)?.n ?? 0;
			const path = `sessions/${id}/transcript?after=${after}`;
			const page = await this.#deps.api.ask(path, TranscriptPage, { ticket: true });
			if (!page.ok) return this.#remember(id, kept, page.error);
			const { entries } = page.value;
			const all = [...kept.told.entries, ...entries];
			this.#take(kept, { entries: all, known: true, refusal: null });
			more = page.value.more && entries.length > 0;
		}
		await this.#keep(id, kept.told.entries);
	}

	/** What this device saw of it, where the relay does not answer. */
	async #remember(id: SessionId, kept: Kept, refusal: Refusal): Promise<void> {
		const { known, entries } = kept.told;
		const seen = known
			? null
			: await this.#deps.facts.readFact(nameOf(id), z.array(TranscriptEntry)).catch(() => null);
		const all = entries.length > 0 ? entries : (seen ?? []);
		this.#take(kept, { entries: all, known: known || seen !== null, refusal });
	}

	#take(kept: Kept, told: Told): void {
		kept.told = told;
		this.#changes.touch();
	}

	/** A device that is out of room asks the relay again. */
	async #keep(id: SessionId, entries: readonly TranscriptEntry[]): Promise<void> {
		const newest = entries.slice(-MOST_KEPT);
		await this.#deps.facts.writeFact(nameOf(id), newest).catch(() => undefined);
	}
}

function nameOf(id: SessionId): string {
	return `transcript/${id}`;
}
