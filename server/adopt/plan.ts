/** What `lintel adopt` would write into a repository that is already there: drafts, and nothing over anything. */
import { isOwnCode } from '#server/adopt/code-files.ts';
import { draftDesign } from '#server/adopt/draft-design.ts';
import { packagesIn } from '#server/adopt/packages.ts';
import { DRAFT_MARK, type Proposal, proposeContexts } from '#server/adopt/propose-contexts.ts';
import type { Survey } from '#server/adopt/survey.ts';
import { createTestOf, testTitles } from '#server/adopt/test-titles.ts';
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import { designFileOf } from '#server/files/design/design-owner.ts';
import type { Context } from '#shared/artefact/context.ts';
import { createContextOf } from '#shared/imports/ownership.ts';
import { printContext } from '#shared/markdown/print-context.ts';
import { type Conventions, componentTypesOf, templateOf } from '#shared/trace/conventions.ts';

export interface PlannedFile {
	readonly path: string;
	readonly text: string;
}

export interface AdoptPlan {
	/** None of them is there yet. */
	readonly files: readonly PlannedFile[];
	/** Sections for a map that a team has already; '' where it lacks nothing. */
	readonly missing: string;
	readonly proposal: Proposal;
	/** Components that matter and get no Design this time. */
	readonly withoutDesign: number;
}

export interface AdoptAsked {
	readonly designs: 'none' | 'main' | 'all';
	/** The name of the repository's folder. */
	readonly name: string;
}

/** Of most of them nobody sees the text. */
interface Draft {
	readonly path: string;
	readonly context: string;
	readonly draft: () => string;
}

/** Of each Context so many get a Design at first: nobody corrects a hundred drafts. */
const DESIGNS_OF_A_CONTEXT = 3;
const MOST_DESIGNS = 24;

export function planAdoption(
	survey: Survey,
	texts: RepositoryTexts,
	conventions: Conventions,
	asked: AdoptAsked,
): AdoptPlan {
	const { config, artefacts } = texts;
	const existing = artefacts.contexts;
	const contextOf = createContextOf(existing);
	const own = [...survey.files.keys()].filter((path) => isOwnCode(conventions.preset, path));
	const open = existing.length === 0 ? own : own.filter((path) => contextOf(path) === null);
	const packages = packagesIn(survey.paths, survey.repository.textOf, asked.name);
	const types = componentTypesOf(conventions);
	const proposal = apart(proposeContexts(survey, open, types, packages), existing);
	const contexts = [...existing, ...proposal.contexts];
	const sections = proposal.contexts.map((context) =>
		printContext(context, { contexts, stories: artefacts.stories }, 2, '\n'),
	);
	const map = config.paths.contexts;
	const files: PlannedFile[] = [];
	const isNew = !survey.repository.has(map) && texts.textAt(map) === '';
	if (isNew && sections.length > 0) {
		files.push({ path: map, text: `${headOf(asked.name, proposal)}\n${sections.join('\n')}` });
	}
	// A Design is of a Component that the map has.
	const drafts = asked.designs === 'none' ? [] : draftsOf(isNew ? contexts : existing);
	const most = asked.designs === 'all' ? drafts : chosen(drafts);
	files.push(...most.map(({ path, draft }) => ({ path, text: draft() })));
	return {
		files,
		missing: isNew ? '' : sections.join('\n'),
		proposal,
		withoutDesign: drafts.length - most.length,
	};

	function draftsOf(all: readonly Context[]): Draft[] {
		const testOf = createTestOf(conventions.preset, survey.paths);
		const byCode = new Map(
			all.flatMap((context) =>
				context.components.map((component) => [component.code, { context, component }] as const),
			),
		);
		const rank = new Map(proposal.main.map((path, n) => [path, n]));
		const order = [...byCode.keys()].sort(
			(a, b) => (rank.get(a) ?? Infinity) - (rank.get(b) ?? Infinity) || (a < b ? -1 : 1),
		);
		const taken = new Set<string>();
		return order.flatMap((code) => {
			const owner = byCode.get(code);
			const file = survey.files.get(code);
			if (owner === undefined || file === undefined) return [];
			const { context, component } = owner;
			const path = designFileOf(config, component);
			const there = texts.designPath(component.id) !== null;
			if (path === null || there || taken.has(path) || survey.repository.has(path)) return [];
			if (!file.declared.declarations.some(({ kind }) => kind === 'function')) return [];
			taken.add(path);
			const draft = () => {
				const uses = [...file.uses.keys()].flatMap((target) => {
					const used = byCode.get(target);
					const may =
						used && (used.context === context || context.dependencies.includes(used.context.id));
					return may ? used.component.name : [];
				});
				const test = testOf(code);
				const titles = test === null ? [] : testTitles(survey.repository.textOf(test) ?? '');
				const template = templateOf(conventions, component.type);
				const parts = { component, context: context.id, file, template, tests: titles };
				return draftDesign({ ...parts, uses: [...new Set(uses)].sort() });
			};
			return { path, context: context.id, draft };
		});
	}
}

/** The first of each Context, until there are as many as anybody looks at. */
function chosen<T extends { readonly context: string }>(drafts: readonly T[]): T[] {
	const counts = new Map<string, number>();
	return drafts
		.filter(({ context }) => {
			const count = (counts.get(context) ?? 0) + 1;
			counts.set(context, count);
			return count <= DESIGNS_OF_A_CONTEXT;
		})
		.slice(0, MOST_DESIGNS);
}

/** Names that a team's own map has are not given again. */
function apart(proposal: Proposal, existing: readonly Context[]): Proposal {
	const used = new Set(existing.map(({ name }) => name.toLowerCase()));
	const contexts = proposal.contexts.map((context) =>
		used.has(context.name.toLowerCase()) ? { ...context, name: `More ${context.name}` } : context,
	);
	return { ...proposal, contexts };
}

function headOf(name: string, { against }: Proposal): string {
	const drift = against.map(
		({ from, to, imports }) =>
			`- ${from} → ${to}: ${imports === 1 ? 'one import' : `${imports} imports`}`,
	);
	const lines = [
		`# ${name}: context map\n`,
		`_${DRAFT_MARK}, from folders and imports. Nobody has approved it: rename, merge and split contexts until it says what you mean._\n`,
		...(drift.length === 0
			? []
			: [
					`These run against the arrows below, and drawing them too would close a cycle:\n\n${drift.join('\n')}\n`,
				]),
	];
	return lines.join('\n');
}
