/**
 * Brings what a file changed about the parts of artefacts (the criteria of Stories, the components
 * of Contexts) into a document: words, order, and which artefact each stands in. What the document
 * changed about a part survives: an edit outlives a deletion, and goes with the part where the
 * other side moved it. No transaction of its own.
 */
import { append } from '#shared/append.ts';
import { type BothChanged, bothChanged } from '#shared/doc/both-changed.ts';
import { mergeOrder, rekey } from '#shared/doc/sequence.ts';

/** An artefact and its parts in order. */
export interface Whole<Part> {
	readonly id: string;
	readonly parts: readonly Part[];
}

/** The parts as they stand in a document. */
export interface LiveParts<Part> {
	/** As a Finding names them: `criteria`. */
	readonly field: string;
	/** Whether the artefact is there. */
	has(artefact: string): boolean;
	/** What a person calls an artefact. */
	nameOf(artefact: string): string;
	/** The artefact that a part stands in; null where there is none. */
	homeOf(id: string): string | null;
	orderIn(artefact: string): readonly { readonly id: string; readonly order: string }[];
	/** The part as it reads now. */
	read(id: string): Part | null;
	/** The words by which a person knows a part. */
	wordsOf(part: Part): string;
	/** `base` is null where both sides have it and never agreed on it. */
	merge(id: string, base: Part | null, next: Part): readonly BothChanged[];
	insert(artefact: string, part: Part, order: string): void;
	move(id: string, to: string, order: string): void;
	place(id: string, order: string): void;
	remove(id: string): void;
}

type Part = { readonly id: string };

/** `fresh`: artefacts that came with the file, and all their parts with them. */
export function absorbParts<P extends Part>(
	live: LiveParts<P>,
	base: readonly Whole<P>[],
	next: readonly Whole<P>[],
	fresh: ReadonlySet<string>,
): BothChanged[] {
	const [before, after] = [placesOf(base), placesOf(next)];
	const staying = new Set(next.map(({ id }) => id));
	const both: BothChanged[] = [];
	const coming = new Set<string>();
	for (const [id, { home, part }] of after) {
		const isNew = !before.has(id) || fresh.has(home);
		if (isNew && live.homeOf(id) === null) coming.add(id);
		if (!before.has(id) && live.homeOf(id) !== null) append(both, live.merge(id, null, part));
	}
	for (const [id, old] of before) {
		const wanted = after.get(id);
		append(both, absorbPart(live, old, wanted, staying, coming));
	}
	const orders = new Map(base.map((whole) => [whole.id, whole.parts.map(({ id }) => id)]));
	for (const whole of next) {
		if (live.has(whole.id)) append(both, arrange(live, whole, orders.get(whole.id) ?? [], coming));
	}
	return both;
}

interface Place<P> {
	readonly home: string;
	readonly part: P;
}

function absorbPart<P extends Part>(
	live: LiveParts<P>,
	old: Place<P>,
	wanted: Place<P> | undefined,
	staying: ReadonlySet<string>,
	coming: Set<string>,
): readonly BothChanged[] {
	const { id } = old.part;
	const [home, own] = [live.homeOf(id), live.read(id)];
	const field = `${live.field}/${id}`;
	if (home === null || own === null) {
		const wasEdited = wanted !== undefined && !isSame(old.part, wanted.part);
		if (!wasEdited || coming.has(id)) return [];
		coming.add(id);
		const words = live.wordsOf(wanted.part);
		return bothChanged(wanted.home, field, [{ mine: '', theirs: words, both: words }]);
	}
	if (wanted === undefined) {
		// The artefact itself went, and takes its parts along or stays with them.
		if (!staying.has(old.home)) return [];
		if (home === old.home && isSame(own, old.part)) {
			live.remove(id);
			return [];
		}
		const words = live.wordsOf(own);
		return bothChanged(home, field, [{ mine: words, theirs: '', both: words }]);
	}
	const both = live.merge(id, old.part, wanted.part);
	if (wanted.home === old.home || wanted.home === home) return both;
	if (home === old.home) {
		coming.add(id);
		return both;
	}
	const places = { mine: live.nameOf(home), theirs: live.nameOf(wanted.home), both: '' };
	return [...both, ...bothChanged(home, `${field}/place`, [places])];
}

function arrange<P extends Part>(
	live: LiveParts<P>,
	whole: Whole<P>,
	base: readonly string[],
	coming: ReadonlySet<string>,
): readonly BothChanged[] {
	const parts = new Map(whole.parts.map((part) => [part.id, part]));
	const entries = live.orderIn(whole.id);
	const here = entries.map(({ id }) => id);
	const there = new Set(here);
	const next = [...parts.keys()].filter((id) => there.has(id) || coming.has(id));
	const known = base.filter((id) => !coming.has(id));
	const shared = new Set(known.filter((id) => there.has(id) && parts.has(id)));
	const orders = [known, here, next].map((ids) => ids.filter((id) => shared.has(id)));
	const [was, mine = [], theirs = []] = orders.map((ids) => ids.join());
	const clash = mine !== was && theirs !== was && mine !== theirs;
	const order = mergeOrder(here, clash ? next.filter((id) => shared.has(id)) : known, next);
	const keys = new Map(entries.map((one) => [one.id, one.order]));
	for (const [id, key] of rekey(order, keys)) {
		const part = parts.get(id);
		if (there.has(id)) live.place(id, key);
		else if (live.homeOf(id) !== null) live.move(id, whole.id, key);
		else if (part !== undefined) live.insert(whole.id, part, key);
	}
	if (!clash) return [];
	const [, own = [], other = []] = orders.map((ids) => listed(live, ids));
	const said = { mine: own.join('\n'), theirs: other.join('\n'), both: '' };
	return bothChanged(whole.id, `${live.field}/order`, [said]);
}

function listed<P extends Part>(live: LiveParts<P>, ids: readonly string[]): string[] {
	return ids.map((id, n) => {
		const part = live.read(id);
		return `${n + 1}. ${part === null ? id : live.wordsOf(part)}`;
	});
}

function placesOf<P extends Part>(wholes: readonly Whole<P>[]): Map<string, Place<P>> {
	return new Map(
		wholes.flatMap(({ id: home, parts }) =>
			parts.map((part): [string, Place<P>] => [part.id, { home, part }]),
		),
	);
}

function isSame(one: object, other: object): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
