import type { ArtefactIndex } from '#client/state/artefact-index.svelte.ts';
import { Changes } from '#client/state/changes.svelte.ts';
import type { Designs } from '#client/state/designs.svelte.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** Typing goes on; the rules look again when it pauses, or this often. */
const LOOK_AGAIN_MS = 300;

type Check = (artefacts: Artefacts, preset: string | null) => readonly Finding[];

/** The preset that the relay named, and word of another one. */
interface Checkout {
	readonly preset: string | null;
	onPreset(listener: () => void): void;
}

/**
 * What validation says about the documents as they read. The rules load after the first paint,
 * and run a moment after a change, so that no keystroke waits for them.
 */
export class Findings {
	#index: ArtefactIndex;
	#designs: Designs;
	#checkout: Checkout;
	#changes = new Changes();
	#check: Check | null = null;
	#all: readonly Finding[] = [];
	#byArtefact = new Map<ArtefactId | null, Finding[]>();
	#timer: ReturnType<typeof setTimeout> | null = null;

	constructor(index: ArtefactIndex, designs: Designs, replicas: Replicas, checkout: Checkout) {
		this.#index = index;
		this.#designs = designs;
		this.#checkout = checkout;
		checkout.onPreset(() => this.#lookLater());
		replicas.listen(() => this.#lookLater());
		replicas.onReplace(() => this.#lookLater());
	}

	of(id?: ArtefactId): readonly Finding[] {
		this.#changes.version;
		if (this.#check === null) this.#lookLater();
		return id === undefined ? this.#all : (this.#byArtefact.get(id) ?? []);
	}

	/** The Findings of this very moment, for a decision that rests on them. */
	async now(id: ArtefactId): Promise<readonly Finding[]> {
		await this.#look();
		return this.#byArtefact.get(id) ?? [];
	}

	#lookLater(): void {
		this.#timer ??= setTimeout(() => void this.#look(), LOOK_AGAIN_MS);
	}

	async #look(): Promise<void> {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
		const check = this.#check ?? (await import('#client/state/check-by-preset.ts')).checkByPreset;
		this.#check = check;
		const read = this.#designs.ids.flatMap((id) => this.#index.design(id)?.findings ?? []);
		this.#all = [...check(this.#index.all, this.#checkout.preset), ...read];
		this.#byArtefact = Map.groupBy(this.#all, (finding) => finding.artefact);
		this.#changes.touch();
	}
}
