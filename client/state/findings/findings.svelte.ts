import type { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import type { Designs } from '#client/state/artefact/designs.svelte.ts';
import { withInstead } from '#client/state/artefact/with-instead.ts';
import { Changes } from '#client/state/changes.svelte.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Checker } from '#shared/trace/checker.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { Practices } from '#shared/trace/practices.ts';
import type { Settings } from '#shared/trace/settings.ts';

/** Typing goes on; the rules look again when it pauses, or this often. */
const LOOK_AGAIN_MS = 300;

type Validate = typeof import('#client/state/findings/validate.ts');

/** What the rules go by: the relay's checkout, and the signed policy. */
export interface GoesBy {
	readonly settings: Settings | null;
	readonly failing: readonly string[];
	readonly practices: Practices;
	/** Tells when either may be another. */
	onChange(listener: () => void): void;
}

/**
 * What validation says about the documents as they read. The rules load after the first paint,
 * and run a moment after a change, so that no keystroke waits for them; then they look again at
 * what changed.
 */
export class Findings {
	#index: ArtefactIndex;
	#designs: Designs;
	#goesBy: GoesBy;
	#changes = new Changes();
	#tools: Validate | null = null;
	#checker: Checker | null = null;
	#frozenChecker: Checker | null = null;
	#conventions: { readonly of: string; readonly made: Conventions } | null = null;
	#all: readonly Finding[] = [];
	#byArtefact = new Map<ArtefactId | null, Finding[]>();
	#timer: ReturnType<typeof setTimeout> | null = null;

	constructor(index: ArtefactIndex, designs: Designs, replicas: Replicas, goesBy: GoesBy) {
		this.#index = index;
		this.#designs = designs;
		this.#goesBy = goesBy;
		goesBy.onChange(() => this.#lookIfOthers());
		designs.onChange(() => this.#lookLater());
		replicas.listen(() => this.#lookLater());
		replicas.onReplace(() => this.#lookLater());
	}

	of(id?: ArtefactId): readonly Finding[] {
		this.#changes.version;
		if (this.#tools === null) this.#lookLater();
		return id === undefined ? this.#all : (this.#byArtefact.get(id) ?? []);
	}

	/** The Findings of this very moment, for a decision that rests on them. */
	async now(id: ArtefactId): Promise<readonly Finding[]> {
		await this.#look();
		return this.#byArtefact.get(id) ?? [];
	}

	/** What the rules say of an artefact in another wording than today's, among the others as they are. */
	async frozen(artefact: AnyArtefact): Promise<readonly Finding[]> {
		const tools = this.#tools ?? (await import('#client/state/findings/validate.ts'));
		this.#frozenChecker ??= tools.createChecker();
		const { all, id } = withInstead(this.#index.all, artefact);
		const found = this.#frozenChecker(all, this.#conventionsBy(tools));
		return found.filter((finding) => finding.artefact === id);
	}

	/** The rules' own tools; null until they have loaded. */
	get tools(): Validate | null {
		this.#changes.version;
		if (this.#tools === null) this.#lookLater();
		return this.#tools;
	}

	/** The same object while nothing that the rules go by is another. */
	get conventions(): Conventions | null {
		this.#changes.version;
		return this.#tools === null ? null : this.#conventionsBy(this.#tools);
	}

	#conventionsBy({ conventionsOf }: Validate): Conventions {
		const of = this.#goesByNow();
		if (this.#conventions?.of !== of) {
			const { settings, failing } = this.#goesBy;
			this.#conventions = { of, made: conventionsOf(settings ?? { preset: '' }, failing) };
		}
		return this.#conventions.made;
	}

	#goesByNow(): string {
		const { settings, failing, practices } = this.#goesBy;
		return JSON.stringify([settings, failing, [...practices]]);
	}

	#lookIfOthers(): void {
		if (this.#conventions !== null && this.#conventions.of !== this.#goesByNow()) this.#lookLater();
	}

	#lookLater(): void {
		this.#timer ??= setTimeout(() => void this.#look(), LOOK_AGAIN_MS);
	}

	async #look(): Promise<void> {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
		const tools = this.#tools ?? (await import('#client/state/findings/validate.ts'));
		this.#tools = tools;
		this.#checker ??= tools.createChecker((id) => this.#designs.textOf(id));
		const isRead = this.#goesBy.practices.has('design');
		const ids = isRead ? this.#designs.ids : [];
		const read = ids.flatMap((id) => this.#index.design(id)?.findings ?? []);
		const found = this.#checker(this.#index.all, this.#conventionsBy(tools));
		this.#all = [...found, ...read];
		this.#byArtefact = Map.groupBy(this.#all, (finding) => finding.artefact);
		this.#changes.touch();
	}
}
