/** Finds artefacts by the names that hand-written files use for them. */
import { withoutEnd } from '#shared/ends.ts';
import { canonicalLine } from '#shared/lifecycle/canonical-prose.ts';
import { titlePrefix } from '#shared/markdown/labels.ts';

/** Name → id. Of several bearers of a name, the first; with turns, each mention means the next. */
export interface Names<Id extends string> {
	/** The id a name stands for; null when none answers to it. */
	find(name: string): Id | null;
}

export function namesOf<Id extends string>(
	things: readonly { readonly id: Id; readonly name: string }[],
	turns: 'first' | 'inTurn',
): Names<Id> {
	const ids = new Map<string, Id[]>();
	for (const { id, name } of things) {
		for (const key of new Set([plainName(name), bareName(name)])) {
			const list = ids.get(key) ?? [];
			list.push(id);
			ids.set(key, list);
		}
	}
	const taken = new Map<string, number>();
	return {
		find(name) {
			for (const key of [plainName(name), bareName(name)]) {
				const found = ids.get(key);
				if (found === undefined || key === '') continue;
				const turn = turns === 'first' ? 0 : (taken.get(key) ?? 0);
				taken.set(key, turn + 1);
				return found[Math.min(turn, found.length - 1)] ?? null;
			}
			return null;
		},
	};
}

/** Two spellings of one name: case, blanks, and emphasis don't count. */
export function plainName(name: string): string {
	return canonicalLine(withoutEnd(name.replace(/^[*_`"“]+/, ''), /[*_`"”]/)).toLowerCase();
}

/** Also without numbering (`Story 1: `) before it and "Context" after it. */
function bareName(name: string): string {
	const plain = plainName(name);
	return plain.slice(titlePrefix(plain)).replace(/ context$/, '');
}
