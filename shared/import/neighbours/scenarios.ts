/** The scenarios of a feature as criteria, in the words of the file. */
import type { Background, Feature, Scenario, Tag } from '@cucumber/messages';
import type { CriterionDraft } from '#shared/import/reading.ts';
import type { Source } from '#shared/markdown/source.ts';
import { tidyCriterion, tidyProse } from '#shared/markdown/tidy.ts';

interface Part {
	/** Where it begins, its tags and what is said above them included. */
	readonly top: number;
	/** The row of its keyword. */
	readonly row: number;
	readonly rule: string;
	readonly scenario: Scenario | null;
	readonly background: Background | null;
}

export interface Scenarios {
	readonly criteria: readonly CriterionDraft[];
	/** What holds before every scenario, as the file has it. */
	readonly background: string;
	/** The row where the feature begins. */
	readonly first: number;
}

export function scenariosOf(source: Source, feature: Feature): Scenarios {
	const parts = partsOf(feature);
	const told = parts.map((part, n) => {
		const end = parts[n + 1]?.top ?? source.lines.length;
		return { part, text: textOf(source, part.row, end) };
	});
	return {
		criteria: told.flatMap(({ part, text }) => {
			if (part.scenario === null) return [];
			const [head = '', ...rest] = text.split('\n');
			const tags = part.scenario.tags.map(({ name }) => name).join(' ');
			const lead = part.rule === '' ? head : `${part.rule}: ${head}`;
			const titled = tags === '' ? lead : `${lead} (${tags})`;
			return { id: null, text: tidyCriterion([titled, ...rest].join('\n')), line: part.row };
		}),
		background: told.flatMap(({ part, text }) => (part.background ? [text] : [])).join('\n\n'),
		first: topOf(feature.location.line - 1, feature.tags),
	};
}

function partsOf(feature: Feature): Part[] {
	return feature.children.flatMap(({ background, scenario, rule }) => [
		...partOf('', background, scenario),
		...(rule?.children ?? []).flatMap((child, n) =>
			partOf(rule?.name ?? '', child.background, child.scenario).map((part) =>
				// The first part of a rule begins with the rule itself.
				n === 0 && rule !== undefined
					? { ...part, top: topOf(rule.location.line - 1, rule.tags) }
					: part,
			),
		),
	]);
}

function partOf(rule: string, background?: Background, scenario?: Scenario): Part[] {
	const parts: Part[] = [];
	if (background !== undefined) {
		const row = background.location.line - 1;
		parts.push({ top: row, row, rule, scenario: null, background });
	}
	if (scenario !== undefined) {
		const row = scenario.location.line - 1;
		parts.push({ top: topOf(row, scenario.tags), row, rule, scenario, background: null });
	}
	return parts;
}

function topOf(row: number, tags: readonly Tag[]): number {
	return tags.reduce((top, { location }) => Math.min(top, location.line - 1), row);
}

/** Indented as far as the least indented line says. */
function textOf(source: Source, first: number, end: number): string {
	const lines = source.lines.slice(first, end).map(({ text }) => text);
	const [head = '', ...rest] = lines;
	const filled = rest.filter((line) => line.trim() !== '');
	const depth = filled.reduce(
		(least, line) => Math.min(least, line.length - line.trimStart().length),
		200,
	);
	return tidyProse([head.trim(), ...rest.map((line) => line.slice(depth).trimEnd())].join('\n'));
}
