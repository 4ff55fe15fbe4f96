import type { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import type { Designs } from '#client/state/artefact/designs.svelte.ts';
import { Changes } from '#client/state/changes.svelte.ts';
import type { Editions } from '#client/state/history/editions.ts';
import { type RestoreTools, restoreEdition } from '#client/state/history/restore-edition.ts';
import { mayPass } from '#client/sync/link-refusals.ts';
import type { LogStore } from '#client/sync/log-store.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import { type ArtefactId, ComponentId } from '#shared/id.ts';
import {
	Edition,
	type EditionFields,
	type EditionHead,
	EditionPage,
} from '#shared/protocol/history.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface EditionDeps extends RestoreTools {
	readonly api: Pick<RelayApi, 'ask'>;
	readonly facts: Pick<LogStore, 'readFact' | 'writeFact'>;
	readonly index: Pick<ArtefactIndex, 'story' | 'context'>;
	readonly designs: Pick<Designs, 'textOf'>;
}

interface Known {
	readonly page: EditionPage;
	readonly refusal: Refusal | null;
}

const NOTHING: Known = { page: { editions: [], more: false }, refusal: null };

export class EditionBook implements Editions {
	#deps: EditionDeps;
	#changes = new Changes();
	#known = new Map<ArtefactId, Known>();

	constructor(deps: EditionDeps) {
		this.#deps = deps;
	}

	of(id: ArtefactId): readonly EditionHead[] {
		return this.#of(id).page.editions;
	}

	hasMore(id: ArtefactId): boolean {
		return this.#of(id).page.more;
	}

	refusal(id: ArtefactId): Refusal | null {
		return this.#of(id).refusal;
	}

	async refresh(id: ArtefactId): Promise<void> {
		const answer = await this.#deps.api.ask(`history/${id}`, EditionPage, { ticket: true });
		if (!answer.ok) {
			const kept = await this.#deps.facts.readFact(listName(id), EditionPage).catch(() => null);
			const { page } = this.#known.get(id) ?? NOTHING;
			this.#take(id, {
				page: page.editions.length > 0 ? page : (kept ?? page),
				refusal: answer.error,
			});
			return;
		}
		const { editions, more } = answer.value;
		const oldest = editions.at(-1)?.n ?? 0;
		const before = this.#of(id).page;
		const earlier = before.editions.filter(({ n }) => n < oldest);
		const page = {
			editions: [...editions, ...earlier],
			more: earlier.length > 0 ? before.more : more,
		};
		this.#take(id, { page, refusal: null });
		await this.#keep(listName(id), { editions, more });
	}

	async loadEarlier(id: ArtefactId): Promise<void> {
		const { page } = this.#of(id);
		const before = page.editions.at(-1)?.n;
		if (before === undefined) return;
		const path = `history/${id}?before=${before}`;
		const answer = await this.#deps.api.ask(path, EditionPage, { ticket: true });
		if (!answer.ok) this.#take(id, { page, refusal: answer.error });
		else {
			const { editions, more } = answer.value;
			this.#take(id, { page: { editions: [...page.editions, ...editions], more }, refusal: null });
		}
	}

	async read(id: ArtefactId, n: number): Promise<Result<Edition, Refusal>> {
		const name = `edition/${id}/${n}`;
		const head = this.of(id).find((one) => one.n === n);
		const kept = await this.#deps.facts.readFact(name, Edition).catch(() => null);
		// An edition that is still being written is not what was kept of it.
		if (kept !== null && (head === undefined || head.at === kept.at)) return ok(kept);
		const answer = await this.#deps.api.ask(`history/${id}/${n}`, Edition, { ticket: true });
		if (answer.ok) await this.#keep(name, answer.value);
		else if (mayPass(answer.error)) return kept === null ? err(notHere) : ok(kept);
		return answer;
	}

	now(id: ArtefactId): EditionFields | null {
		const { index, designs } = this.#deps;
		const story = index.story(id);
		if (story !== null) return { kind: 'story', story };
		const context = index.context(id);
		if (context !== null) return { kind: 'context', context };
		const design = ComponentId.safeParse(id);
		return design.success ? { kind: 'design', markdown: designs.textOf(design.data) } : null;
	}

	restore(id: ArtefactId, fields: EditionFields): Result<void, Refusal> {
		return restoreEdition(this.#deps, id, fields);
	}

	#of(id: ArtefactId): Known {
		this.#changes.version;
		return this.#known.get(id) ?? NOTHING;
	}

	#take(id: ArtefactId, known: Known): void {
		this.#known.set(id, known);
		this.#changes.touch();
	}

	/** A device that is out of room asks the relay again. */
	async #keep(name: string, value: unknown): Promise<void> {
		await this.#deps.facts.writeFact(name, value).catch(() => undefined);
	}
}

function listName(id: ArtefactId): string {
	return `editions/${id}`;
}

const notHere = refusal(
	'offline',
	'This edition is not on this device, and the relay does not answer.',
	'Look at it when the relay is back; those you have seen stay here.',
);
