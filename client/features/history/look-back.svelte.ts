import type { Workspace } from '#client/state/workspace.svelte.ts';
import { editionText } from '#shared/artefact/edition-text.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Edition, EditionFields } from '#shared/protocol/history.ts';
import type { Refusal } from '#shared/refusal.ts';

/** Two texts to compare, or why there are none. */
export interface Looked {
	readonly edition: Edition;
	readonly text: string;
	/** What it said right before; null for the first edition that is known. */
	readonly before: string | null;
}

/** Where somebody stands in an artefact's past, and what it said there. */
export class LookingBack {
	/** Counted from the newest, 0. */
	at = $state(0);
	looked = $state.raw<Looked | null>(null);
	refusal = $state.raw<Refusal | null>(null);
	#workspace: Workspace;
	#id: ArtefactId;

	constructor(workspace: Workspace, id: ArtefactId) {
		this.#workspace = workspace;
		this.#id = id;
	}

	get count(): number {
		return this.#workspace.editions.of(this.#id).length;
	}

	get nowText(): string {
		const fields = this.#workspace.editions.now(this.#id);
		return fields === null ? '' : this.textOf(fields);
	}

	textOf(fields: EditionFields): string {
		return editionText(fields, (id) => this.#titleOf(id));
	}

	startAt(n: number | null): void {
		const found = this.#workspace.editions.of(this.#id).findIndex((one) => one.n === n);
		this.at = Math.max(0, found);
	}

	/** Goes to an edition, 0 the newest; what lies before the oldest that is known is fetched. */
	goTo(at: number): void {
		this.at = Math.max(0, Math.min(this.count - 1, at));
		const { editions } = this.#workspace;
		if (this.at >= this.count - 2 && editions.hasMore(this.#id))
			void editions.loadEarlier(this.#id);
	}

	/** Reads what stands here, and what stood before it. */
	async look(): Promise<void> {
		const { editions } = this.#workspace;
		const at = this.at;
		const [head, earlier] = editions.of(this.#id).slice(at, at + 2);
		if (head === undefined) return;
		const read = await editions.read(this.#id, head.n);
		const before = earlier === undefined ? null : await editions.read(this.#id, earlier.n);
		if (at !== this.at) return;
		this.refusal = read.ok ? null : read.error;
		this.looked = read.ok
			? {
					edition: read.value,
					text: this.textOf(read.value.fields),
					before: before?.ok ? this.textOf(before.value.fields) : null,
				}
			: null;
	}

	#titleOf(id: string): string {
		const { stories, contexts } = this.#workspace;
		const story = stories.find((one) => one.id === id)?.title;
		const criteria = stories.flatMap((one) => one.criteria);
		const criterion = criteria.find((one) => one.id === id)?.text;
		return (
			story ?? criterion ?? contexts.find((one) => one.id === id)?.name ?? 'something that is gone'
		);
	}
}
