/** Contexts that a repository's folders and imports speak for, each marked as the guess it is. */
import { dependenciesOf, type GroupUse } from '#server/adopt/dependencies.ts';
import { guessEntity } from '#server/adopt/entity-guess.ts';
import { type Group, groupFiles, stemOf } from '#server/adopt/group-files.ts';
import { componentNames, componentType } from '#server/adopt/name-components.ts';
import type { Survey, SurveyedFile } from '#server/adopt/survey.ts';
import type { Context } from '#shared/artefact/context.ts';
import { ComponentId, ContextId, deriveId } from '#shared/id.ts';
import { createContextOf } from '#shared/imports/ownership.ts';

export interface Proposal {
	readonly contexts: readonly Context[];
	/** Code of one Context that uses another against what the map would declare, with its imports. */
	readonly against: readonly {
		readonly from: string;
		readonly to: string;
		readonly imports: number;
	}[];
	/** The files that matter most, in that order: those that are worth a Design first. */
	readonly main: readonly string[];
}

/** Marks what no person has said yet. */
export const DRAFT_MARK = 'Draft by lintel adopt';

/** Components of a Context that are listed for being used most; the rest follow from their folder. */
const MAIN = 6;

export function proposeContexts(
	survey: Survey,
	paths: readonly string[],
	types: readonly string[],
	packages: ReadonlyMap<string, string>,
): Proposal {
	const files = paths.flatMap((path) => survey.files.get(path) ?? []);
	const groups = groupFiles({
		...{ files: files.map(({ path }) => path), packages },
		uses: (from, to) => filesUsed(survey, from, to),
	});
	const groupOf = new Map(groups.flatMap(({ files: own }, n) => own.map((path) => [path, n])));
	const { declared, against } = dependenciesOf(usesOfGroups(files, groupOf));
	const weight = createWeight(files, groupOf);
	const names = componentNames(files, packages);
	const ids = groups.map(({ name }) => ContextId.parse(deriveId('cx', 'adopt', name, 0)));
	const entities = entitiesOf(survey, groups, declared);

	const component = (path: string) => {
		const file = survey.files.get(path);
		const name = names.get(path) ?? stemOf(path);
		const isContext = groups.some(({ folder }) => folder !== '' && path === `${folder}.ex`);
		const type = file === undefined ? 'other' : componentType(file, types, isContext);
		return { id: ComponentId.parse(deriveId('cp', 'adopt', path, 0)), name, type, code: path };
	};
	const mainOf = ({ files: own }: Group) =>
		own
			.filter((path) => survey.files.get(path)?.declared.declarations.some(isCallable))
			.toSorted((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1))
			.slice(0, MAIN);
	const listed = groups.map((group) => new Set(mainOf(group)));

	const contextsNow = (): Context[] =>
		groups.map((group, n) => ({
			id: ids[n] ?? ContextId.parse(deriveId('cx', 'adopt', group.name, n)),
			name: group.name,
			type: (entities[n] ?? '') === '' ? 'coordination' : 'domain',
			entity: entities[n] ?? '',
			responsibilities: wordsOf(survey, group),
			dependencies: declared.flatMap(({ from, to }) => (from === n ? (ids[to] ?? []) : [])).sort(),
			stories: [],
			components: [...(listed[n] ?? [])].sort().map(component),
			notes: notesOf(group, entities[n] ?? ''),
			unresolved: { dependencies: [], stories: [] },
		}));

	// A file that the listed ones don't place in its Context is listed itself.
	for (let round = 0; round < 4; round++) {
		const contextOf = createContextOf(contextsNow());
		const strays = files.filter(({ path }) => contextOf(path)?.id !== ids[groupOf.get(path) ?? -1]);
		if (strays.length === 0) break;
		for (const { path } of strays) listed[groupOf.get(path) ?? -1]?.add(path);
	}

	const nameAt = (n: number) => groups[n]?.name ?? '';
	return {
		contexts: contextsNow(),
		against: against.map(({ from, to, imports }) => ({
			from: nameAt(from),
			to: nameAt(to),
			imports,
		})),
		main: groups.flatMap(mainOf).toSorted((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1)),
	};
}

function isCallable({
	kind,
	signature,
}: SurveyedFile['declared']['declarations'][number]): boolean {
	return (
		kind === 'function' ||
		/^(?:abstract )?class |^schema |^%|^(?:type \w+ )?struct|^trait /.test(signature)
	);
}

/** A domain Context owns its entity alone, and uses no other one: those below decide first. */
function entitiesOf(
	survey: Survey,
	groups: readonly Group[],
	declared: readonly GroupUse[],
): readonly string[] {
	const guesses = groups.map(({ name, files }) =>
		guessEntity(
			name,
			files.flatMap((path) => survey.files.get(path) ?? []),
		),
	);
	const taken = new Set<string>();
	const entities = guesses.map(() => '');
	const order = groups.map((_, n) => n).sort((a, b) => usesOf(a) - usesOf(b) || a - b);
	for (const n of order) {
		const guess = guesses[n] ?? '';
		const usesDomain = declared.some(({ from, to }) => from === n && entities[to] !== '');
		if (guess === '' || usesDomain || taken.has(guess.toLowerCase())) continue;
		entities[n] = guess;
		taken.add(guess.toLowerCase());
	}
	return entities;

	function usesOf(n: number): number {
		return declared.filter(({ from }) => from === n).length;
	}
}

/** How much others lean on a file, those of other groups most, and how much it offers. */
function createWeight(
	files: readonly SurveyedFile[],
	groupOf: ReadonlyMap<string, number>,
): (path: string) => number {
	const weights = new Map<string, number>();
	const add = (path: string, more: number) => weights.set(path, (weights.get(path) ?? 0) + more);
	for (const { path, uses, declared } of files) {
		add(path, Math.min(declared.declarations.length, 10) / 5);
		for (const target of uses.keys()) {
			add(target, groupOf.get(target) === groupOf.get(path) ? 1 : 3);
		}
	}
	// What everybody leans on says least of what the code is about.
	return (path) => (weights.get(path) ?? 0) / (HELPERS.test(stemOf(path)) ? 4 : 1);
}

const HELPERS = /^(?:utils?|helpers?|common|constants?|types?|shared|misc|consts)$/i;

function usesOfGroups(
	files: readonly SurveyedFile[],
	groupOf: ReadonlyMap<string, number>,
): readonly GroupUse[] {
	const counts = new Map<string, GroupUse>();
	for (const { path, uses } of files) {
		const from = groupOf.get(path);
		for (const [target, count] of uses) {
			const to = groupOf.get(target);
			if (from === undefined || to === undefined || from === to) continue;
			const key = `${from} ${to}`;
			counts.set(key, { from, to, imports: (counts.get(key)?.imports ?? 0) + count });
		}
	}
	return [...counts.values()];
}

/** How many files the first ones use among the others, each counted for itself. */
function filesUsed(survey: Survey, from: readonly string[], to: readonly string[]): number {
	const among = new Set(to);
	return from.reduce((sum, path) => {
		const uses = [...(survey.files.get(path)?.uses.keys() ?? [])];
		return sum + uses.filter((target) => among.has(target)).length;
	}, 0);
}

/** What its entry says that it is for: a folder below it has words of its own. */
function wordsOf(survey: Survey, { files, folder }: Group): string {
	const entry = /^(?:index|__init__|mod|lib|main|doc)$/;
	const speaking = files.toSorted((a, b) => rank(a) - rank(b));
	for (const path of speaking) {
		const words = survey.files.get(path)?.declared.words ?? '';
		if (words !== '' && rank(path) < 2) return sentence(words);
	}
	return '';

	function rank(path: string): number {
		if (path.startsWith(`${folder}.`)) return 0;
		const inside = folder === '' ? path : path.slice(folder.length + 1);
		const isOwn = /^(?:src\/|lib\/)?[^/]+$/.test(inside);
		return isOwn && entry.test(stemOf(path)) ? 1 : 2;
	}
}

function sentence(words: string): string {
	const end = /[.!?](?:\s|$)/.exec(words);
	return (end === null ? words : words.slice(0, end.index + 1)).slice(0, 240);
}

function notesOf({ folder, files }: Group, entity: string): string {
	const place = folder === '' ? 'the repository’s root' : folder;
	const count = files.length === 1 ? 'one code file' : `${files.length} code files`;
	const guess = entity === '' ? '' : ` That it owns ${entity} is a guess from its types.`;
	return `_${DRAFT_MARK}, from ${count} of ${place} and what they import.${guess} Correct it, then take out this line._`;
}
