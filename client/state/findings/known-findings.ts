import { untrack } from 'svelte';
import type { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import { ComponentId } from '#shared/id.ts';
import type { Observed } from '#shared/protocol/log.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { knownKey } from '#shared/trace/known-key.ts';

interface KnownDeps {
	readonly index: Pick<ArtefactIndex, 'artefact' | 'linesOf'>;
	observed(): Observed | null;
	/** Every Finding there is; each list is the same while it holds the same. */
	lists(): readonly (readonly Finding[])[];
}

const NONE: ReadonlySet<Finding> = new Set();

/** Which Findings the relay says were there before Lintel came. */
export class KnownFindings {
	#deps: KnownDeps;
	/** A Finding about other words is another Finding. */
	#keys = new WeakMap<Finding, string>();
	#of: readonly unknown[] = [];
	#known = NONE;

	constructor(deps: KnownDeps) {
		this.#deps = deps;
	}

	has(finding: Finding): boolean {
		return this.#now.has(finding);
	}

	get #now(): ReadonlySet<Finding> {
		const keys = this.#deps.observed()?.known ?? [];
		if (keys.length === 0) return NONE;
		const lists = this.#deps.lists();
		const of = [keys, ...lists];
		if (of.length !== this.#of.length || of.some((one, n) => one !== this.#of[n])) {
			this.#of = of;
			// Words are read as they were when the Finding was made: it is made anew when they change.
			this.#known = untrack(() => this.#among(lists.flat(), keys));
		}
		return this.#known;
	}

	/** Of several alike, no more than there were. */
	#among(findings: readonly Finding[], keys: readonly string[]): ReadonlySet<Finding> {
		const left = new Map<string, number>();
		for (const key of keys) left.set(key, (left.get(key) ?? 0) + 1);
		const known = findings.filter((finding) => {
			const key = this.#keyOf(finding);
			const count = left.get(key) ?? 0;
			left.set(key, count - 1);
			return count > 0;
		});
		return new Set(known);
	}

	#keyOf(finding: Finding): string {
		const known = this.#keys.get(finding);
		if (known !== undefined) return known;
		const { index } = this.#deps;
		const { artefact, file } = finding;
		const design = file === null ? ComponentId.safeParse(artefact).data : undefined;
		const lines = design === undefined ? [] : index.linesOf(design);
		const key = knownKey(finding, artefact === null ? null : index.artefact(artefact), lines);
		this.#keys.set(finding, key);
		return key;
	}
}
