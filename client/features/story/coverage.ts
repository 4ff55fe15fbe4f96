import type { Design } from '#shared/artefact/design.ts';
import type { AcceptanceCriterionId } from '#shared/id.ts';

const NONE: readonly Design[] = [];

/** Which Designs say that they serve a criterion. Read again only when a Design changed. */
export class Coverage {
	#designs: readonly Design[] = [];
	#served = new Map<AcceptanceCriterionId, Design[]>();

	of(designs: readonly Design[], criterion: AcceptanceCriterionId): readonly Design[] {
		if (!isSame(designs, this.#designs)) {
			this.#designs = designs;
			this.#served = new Map();
			for (const design of designs) {
				for (const id of design.criteria)
					this.#served.set(id, [...(this.#served.get(id) ?? []), design]);
			}
		}
		return this.#served.get(criterion) ?? NONE;
	}
}

function isSame(one: readonly Design[], other: readonly Design[]): boolean {
	return one.length === other.length && one.every((design, n) => design === other[n]);
}
