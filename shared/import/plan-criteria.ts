/** Which criterion here each criterion of a file is, so that it keeps its id. */
import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import type { AcceptanceCriterionId } from '#shared/id.ts';
import { shareWords, wordsHash } from '#shared/import/plan-memory.ts';
import type { CriterionDraft } from '#shared/import/reading.ts';

/** One that is here, or was when the file was imported last. */
export interface KnownCriterion {
	readonly id: AcceptanceCriterionId;
	/** What it says here; null where it was taken out since. */
	readonly text: string | null;
	/** What the file said at the last import; null where it never came from there. */
	readonly base: string | null;
}

/** Those here in order, with those that were taken out after the one they followed. */
export function knownCriteria(
	here: readonly AcceptanceCriterion[],
	remembered: readonly (readonly [AcceptanceCriterionId, string])[],
): KnownCriterion[] {
	const bases = new Map(remembered);
	const known: KnownCriterion[] = here.map(({ id, text }) => ({
		id,
		text,
		base: bases.get(id) ?? null,
	}));
	const present = new Set(here.map(({ id }) => id));
	const goneAfter = new Map<string | null, KnownCriterion[]>();
	let follows: string | null = null;
	for (const [id, base] of remembered) {
		if (present.has(id)) follows = id;
		else listAt(goneAfter, follows).push({ id, text: null, base });
	}
	return [null, ...known].flatMap((one) => [
		...(one === null ? [] : [one]),
		...(goneAfter.get(one?.id ?? null) ?? []),
	]);
}

/** By written id; by words, here or then; then by place between two that were found. */
export function matchCriteria(
	drafts: readonly CriterionDraft[],
	known: readonly KnownCriterion[],
): (KnownCriterion | null)[] {
	const found: (KnownCriterion | null)[] = drafts.map(() => null);
	const free = new Set(known);
	const wanted = drafts.map((draft) => ({ id: draft.id, words: wordsHash(draft.text) }));
	const words = new Map(known.map((one) => [one, one.text === null ? null : wordsHash(one.text)]));
	const claim = (by: 'id' | 'words', keyOf: (one: KnownCriterion) => string | null) => {
		const byKey = new Map<string, KnownCriterion[]>();
		for (const one of free) {
			const key = keyOf(one);
			if (key !== null) listAt(byKey, key).push(one);
		}
		for (const list of byKey.values()) list.reverse();
		for (const [at, draft] of wanted.entries()) {
			const match = found[at] === null ? byKey.get(draft[by] ?? '')?.pop() : undefined;
			if (match === undefined) continue;
			free.delete(match);
			found[at] = match;
		}
	};
	claim('id', ({ id }) => id);
	claim('words', (one) => (one.base === words.get(one) ? one.base : null));
	claim('words', (one) => words.get(one) ?? null);
	claim('words', (one) => one.base);
	matchByPlace(found, known, free, (at) => drafts[at]?.text ?? '');
	return found;
}

/**
 * As many strangers between two neighbours as are missing there are those, in other words; of more
 * or fewer, those that share most of their words.
 */
function matchByPlace(
	found: (KnownCriterion | null)[],
	known: readonly KnownCriterion[],
	free: ReadonlySet<KnownCriterion>,
	wordsAt: (at: number) => string,
): void {
	const missing = new Map<KnownCriterion | null, KnownCriterion[]>();
	// Once a file was imported, what never came from it is nobody that it could have changed.
	const imported = known.some(({ base }) => base !== null);
	let anchor: KnownCriterion | null = null;
	for (const one of known) {
		if (!free.has(one)) anchor = one;
		else if (one.text !== null && (one.base !== null || !imported))
			listAt(missing, anchor).push(one);
	}
	anchor = null;
	let strangers: number[] = [];
	const settle = () => {
		const gap = missing.get(anchor) ?? [];
		const pairs = gap.length === strangers.length ? gap : mostAlike(strangers.map(wordsAt), gap);
		for (const [n, at] of strangers.entries()) found[at] = pairs[n] ?? null;
		strangers = [];
	};
	for (const [at, match] of [...found].entries()) {
		if (match === null) strangers.push(at);
		else {
			settle();
			anchor = match;
		}
	}
	settle();
}

const MAX_GAP = 100;

/** For each text the known one that shares half of its words, each known one once. */
function mostAlike(
	texts: readonly string[],
	gap: readonly KnownCriterion[],
): (KnownCriterion | null)[] {
	if (texts.length > MAX_GAP || gap.length > MAX_GAP) return [];
	const free = new Set(gap);
	return texts.map((text) => {
		const match = [...free].find((one) => shareWords(text, one.text ?? '')) ?? null;
		if (match !== null) free.delete(match);
		return match;
	});
}

function listAt<K, T>(lists: Map<K, T[]>, key: K): T[] {
	const list = lists.get(key) ?? [];
	lists.set(key, list);
	return list;
}
