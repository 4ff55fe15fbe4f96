/** Holds each artefact of a kind against rules about it alone, once while it is the same object. */
import { type Conventions, levelOf } from '#shared/trace/conventions.ts';
import type { Finding, Severity } from '#shared/trace/finding.ts';
import { type RuleFinding, toFinding } from '#shared/trace/rule.ts';

export interface LookedAt<Keys> {
	readonly findings: readonly Finding[];
	/** The same array as the last time while every key is the same. */
	readonly keys: readonly Keys[];
}

export type Look<Artefact, Keys> = (
	artefacts: readonly Artefact[],
	conventions: Conventions,
) => LookedAt<Keys>;

interface How<Artefact, Subject, Keys> {
	readonly rules: readonly AloneRule<Subject>[];
	/** What the rules read. */
	open(artefact: Artefact): Subject;
	keysOf(subject: Subject): Keys;
	/** Where looks outlive whoever takes them. */
	readonly kept?: KeptLooks<Artefact, Keys> | undefined;
}

/** Keeps looks by all that they follow from: the artefact's words, and what it is held against. */
export interface KeptLooks<Artefact, Keys> {
	get(artefact: Artefact, conventions: Conventions): Looked<Keys> | undefined;
	set(artefact: Artefact, conventions: Conventions, looked: Looked<Keys>): void;
}

interface AloneRule<Subject> {
	readonly id: string;
	readonly severity: Severity;
	readonly says: string;
	check(subject: Subject, conventions: Conventions): readonly RuleFinding[];
}

/** What came of a look at one artefact: JSON. */
export interface Looked<Keys> {
	readonly findings: readonly Finding[];
	readonly keys: Keys;
}

export function createLook<
	Artefact extends { readonly id: string },
	Subject,
	Keys extends { readonly id: string },
>(how: How<Artefact, Subject, Keys>): Look<Artefact, Keys> {
	let seen = new WeakMap<Artefact, Looked<Keys>>();
	let under: Conventions | null = null;
	let keys: readonly Keys[] = [];
	let byId: ReadonlyMap<string, Keys> = new Map();

	function lookAt(artefact: Artefact, conventions: Conventions): Looked<Keys> {
		const before = seen.get(artefact);
		if (before !== undefined) return before;
		const now = how.kept?.get(artefact, conventions) ?? lookAnew(artefact, conventions);
		seen.set(artefact, now);
		return now;
	}

	function lookAnew(artefact: Artefact, conventions: Conventions): Looked<Keys> {
		const { findings, keys } = lookOnce(how, artefact, conventions);
		const now = { findings, keys: sameOr(byId.get(artefact.id), keys) };
		how.kept?.set(artefact, conventions, now);
		return now;
	}

	return (artefacts, conventions) => {
		if (under !== conventions) seen = new WeakMap();
		under = conventions;
		const looked = artefacts.map((artefact) => lookAt(artefact, conventions));
		const isSame = looked.length === keys.length && looked.every((one, n) => one.keys === keys[n]);
		if (!isSame) {
			keys = looked.map((one) => one.keys);
			byId = new Map(keys.map((one) => [one.id, one]));
		}
		return { findings: looked.flatMap(({ findings }) => findings), keys };
	};
}

/** A look that nothing is kept of. */
export function lookOnce<Artefact, Subject, Keys>(
	how: How<Artefact, Subject, Keys>,
	artefact: Artefact,
	conventions: Conventions,
): Looked<Keys> {
	const subject = how.open(artefact);
	const findings = how.rules.flatMap((rule) =>
		findingsOf(rule, conventions, () => rule.check(subject, conventions)),
	);
	return { findings, keys: how.keysOf(subject) };
}

/** What a rule finds, at the level it has here; it isn't even asked where it is off. */
export function findingsOf(
	rule: { readonly id: string; readonly severity: Severity; readonly says: string },
	conventions: Conventions,
	check: () => readonly RuleFinding[],
): readonly Finding[] {
	const level = levelOf(conventions, rule);
	return level === 'off' ? [] : check().map((found) => toFinding(rule, level, found));
}

function sameOr<Keys>(before: Keys | undefined, now: Keys): Keys {
	return before !== undefined && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
