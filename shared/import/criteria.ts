/** Criteria wherever a story has them: lists, tables, scenarios in fences or below headings. */

import { append } from '#shared/append.ts';
import { withoutBlanks } from '#shared/blanks.ts';
import { withoutEnd } from '#shared/ends.ts';
import type { CriterionDraft } from '#shared/import/reading.ts';
import {
	criteriaFromParagraph,
	criterionFromItem,
	tellsCriteria,
} from '#shared/markdown/criterion-parts.ts';
import { headingText } from '#shared/markdown/heading.ts';
import { isCaption, isGivenLine } from '#shared/markdown/labels.ts';
import type { Node } from '#shared/markdown/outline.ts';
import { linesIn, type Rows, type Source } from '#shared/markdown/source.ts';
import { cellsOf } from '#shared/markdown/table.ts';
import { tidyCriterion } from '#shared/markdown/tidy.ts';

export interface FoundCriteria {
	readonly criteria: readonly CriterionDraft[];
	/** The rows they and their captions take up. */
	readonly used: readonly Rows[];
}

/** All criteria among these nodes, up to the first that is nothing of the kind. */
export function criteriaAmong(source: Source, nodes: readonly Node[]): FoundCriteria {
	const criteria: CriterionDraft[] = [];
	const used: Rows[] = [];
	let caption = '';
	for (let at = 0; at < nodes.length; at++) {
		const node = nodes[at];
		if (node === undefined) break;
		const taken = scenarioBelow(source, nodes, at);
		const found = taken?.criteria ?? criteriaIn(source, node);
		if (found.length > 0) {
			append(
				criteria,
				found.map((one) => ({ ...one, text: captioned(caption, one.text) })),
			);
			append(used, taken?.used ?? [node.rows]);
			at += (taken?.used.length ?? 1) - 1;
		} else {
			const words = captionOf(source, node);
			if (words === null || !holdsCriteria(source, nodes[at + 1])) break;
			caption = words;
			used.push(node.rows);
		}
	}
	return { criteria, used };
}

function holdsCriteria(source: Source, node: Node | undefined): boolean {
	return node !== undefined && criteriaIn(source, node).length > 0;
}

/** What one node holds of criteria. */
export function criteriaIn(source: Source, node: Node): CriterionDraft[] {
	if (node.kind === 'list') return mergedSteps(node.items.map((item) => fromItem(source, item)));
	if (node.kind === 'table') return fromTable(source, node.rows);
	if (node.kind === 'fence') return fromFence(source, node.rows);
	if (node.kind === 'paragraph' && tellsCriteria(source, node.rows)) {
		return criteriaFromParagraph(source, node.rows).map(({ id, text, rows }) => ({
			id,
			text,
			line: rows.first,
		}));
	}
	return node.kind === 'paragraph' ? fromBullets(source, node.rows) : [];
}

/** Signs of a list that Markdown takes for words, as text from elsewhere has them. */
const BULLET = /^[ \t]*(?:[•‣◦▪●○■–—✓✔☐☑✅]|\(?[a-z][.)])[ \t]+(?=\S)/u;

/** Each line of a paragraph that opens with such a sign, with those below that don't. */
function fromBullets(source: Source, rows: Rows): CriterionDraft[] {
	const lines = linesIn(source, rows);
	if (!BULLET.test(lines[0] ?? '')) return [];
	const starts = lines.flatMap((line, n) => (BULLET.test(line) ? n : []));
	return starts.map((first, n) => {
		const [head = '', ...more] = lines.slice(first, starts[n + 1] ?? lines.length);
		const text = tidyCriterion([head.replace(BULLET, ''), ...more].join('\n'));
		return { id: null, text, line: rows.first + first };
	});
}

/** Whether the columns of a table are the steps of scenarios, a row each. */
export function tellsScenarios(source: Source, { first }: Rows): boolean {
	const names = cellsOf(source.lines[first]?.text ?? '').map((name) => name.replace(/[*_`]/g, ''));
	return names.some(isGivenLine) && names.some((name) => STEPS.outcome.test(name));
}

export function fromItem(source: Source, item: Rows): CriterionDraft {
	const { id, text } = criterionFromItem(source, item);
	return { id, text, line: item.first };
}

const STEPS = {
	action:
		/^[*_]{0,3}(?:when|wenn|quand|lorsqu|cuando|quando|als|kiedy|gdy|när|når|когда|当|當|もし)(?![\p{L}])/iu,
	outcome:
		/^[*_]{0,3}(?:then|dann|alors|entonces|então|allora|dan|wtedy|så|тогда|то|那么|那麼|ならば)(?![\p{L}])/iu,
	more: /^[*_]{0,3}(?:and|but|und|aber|et|mais|y|pero|e|mas|ma|en|maar|oraz|i|ale|och|men|og|и|но|而且|但是|かつ|しかし)(?![\p{L}])/iu,
} as const;

/** `- Given …`, `- When …`, `- Then …` are the lines of one criterion. */
export function mergedSteps(items: readonly CriterionDraft[]): CriterionDraft[] {
	const merged: CriterionDraft[] = [];
	let stage: 'none' | 'given' | 'when' | 'then' = 'none';
	for (const one of items) {
		const next = nextStage(stage, one.text);
		const last = merged.at(-1);
		if (next.goesOn && last !== undefined) {
			merged[merged.length - 1] = { ...last, text: `${last.text}\n${one.text}` };
		} else merged.push(one);
		stage = next.stage;
	}
	return merged;
}

function nextStage(stage: 'none' | 'given' | 'when' | 'then', text: string) {
	const whole =
		/\n/.test(text) || text.length > 1_000 || /(?:shall|then)(?![\p{L}])/iu.test(text.slice(6));
	if (isGivenLine(text)) return { stage: whole ? 'none' : 'given', goesOn: false } as const;
	if (STEPS.action.test(text)) {
		return { stage: whole ? 'none' : 'when', goesOn: stage === 'given' } as const;
	}
	if (stage === 'none') return { stage, goesOn: false };
	if (STEPS.outcome.test(text)) return { stage: 'then', goesOn: true } as const;
	if (STEPS.more.test(text)) return { stage, goesOn: true };
	return { stage: 'none', goesOn: false } as const;
}

const NUMBERING = /^(?:#|nr\.?|no\.?|id|ac ?id|ac|key)$/i;

/** `3`, `AC-1`, `AC 1`: what only counts. Words below such a heading are words. */
function isNumbering(name: string, cell: string): boolean {
	if (!NUMBERING.test(name)) return false;
	return !/\p{L}/u.test(cell) || (/\d/.test(cell) && cell.split(/[ \t]+/).length <= 2);
}

/** Each row is a criterion: its cells, a number aside, told by their columns. */
function fromTable(source: Source, rows: Rows): CriterionDraft[] {
	const header = cellsOf(source.lines[rows.first]?.text ?? '');
	const columns = header.map((name) => name.replace(/[*_`]/g, ''));
	return linesIn(source, { first: rows.first + 2, end: rows.end }).flatMap((line, n) => {
		const cells = cellsOf(line).map((cell, at) => ({ name: columns[at] ?? '', cell }));
		const said = cells.filter(({ name, cell }) => cell !== '' && !isNumbering(name, cell));
		const text =
			said.length === 1
				? (said[0]?.cell ?? '').replace(BULLET, '')
				: said.map(({ name, cell }) => stepped(name, cell)).join('\n');
		return text === '' ? [] : [{ id: null, text: tidyCriterion(text), line: rows.first + 2 + n }];
	});
}

function stepped(name: string, cell: string): string {
	const step = isGivenLine(name) || STEPS.action.test(name) || STEPS.outcome.test(name);
	return step || name === '' ? withoutBlanks(`${name} ${cell}`) : `${name}: ${cell}`;
}

/** Scenarios in a fence, one criterion each. */
function fromFence(source: Source, rows: Rows): CriterionDraft[] {
	const starts: number[] = [];
	const lines = linesIn(source, rows);
	const told = lines.findIndex((line) =>
		/^\s*(?:scenario|szenario|scénario|escenario|cenário|сценарий|场景|シナリオ)/iu.test(line),
	);
	for (const [n, line] of lines.entries()) {
		const opens =
			told >= 0
				? /^\s*(?:scenario|szenario|scénario|escenario|cenário|сценарий|场景|シナリオ)/iu.test(line)
				: isGivenLine(line.trim());
		if (opens) starts.push(n);
	}
	const [start] = starts;
	if (start !== undefined && lines.slice(1, start).some((line) => line.trim() !== '')) {
		// Steps above the first scenario are an example of their own; all else introduces it.
		const steps = told >= 0 && lines.slice(1, start).some((line) => isStep(line.trim()));
		if (steps) starts.unshift(1);
		else starts[0] = 1;
	}
	const end = lines.length - (/^\s*(?:`{3,}|~{3,})\s*$/.test(lines.at(-1) ?? '') ? 1 : 0);
	return starts.map((first, n) => ({
		id: null,
		text: tidyCriterion(outdented(lines.slice(first, starts[n + 1] ?? end))),
		line: rows.first + first,
	}));
}

function isStep(line: string): boolean {
	return isGivenLine(line) || STEPS.action.test(line) || STEPS.outcome.test(line);
}

function outdented(lines: readonly string[]): string {
	return lines
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.join('\n');
}

/** A heading that begins a scenario, and what stands below it up to the next heading. */
function scenarioBelow(source: Source, nodes: readonly Node[], at: number): FoundCriteria | null {
	const node = nodes[at];
	if (node?.kind !== 'heading') return null;
	const words = headingText(source, node, 'ac');
	if (!isGivenLine(words) && !/^(?:ac|criterion)[ -]?\d/i.test(words)) return null;
	let end = at + 1;
	while (end < nodes.length && nodes[end]?.kind !== 'heading') end++;
	const below = nodes.slice(at + 1, end);
	const said = below.flatMap((one) =>
		one.kind === 'list'
			? one.items.map((item) => fromItem(source, item).text)
			: linesIn(source, one.rows).filter((line) => !/^\s*(?:`{3,}|~{3,})/.test(line)),
	);
	const text = tidyCriterion([words, ...said].join('\n'));
	return {
		criteria: [{ id: null, text, line: node.rows.first }],
		used: [node, ...below].map(({ rows }) => rows),
	};
}

function captionOf(source: Source, node: Node): string | null {
	if (node.kind === 'heading') return headingText(source, node, 'ac');
	if (node.kind !== 'paragraph') return null;
	const lines = linesIn(source, node.rows);
	return isCaption(lines) ? (lines[0] ?? '') : null;
}

function captioned(caption: string, text: string): string {
	const words = withoutEnd(caption.replace(/^[*_ \t]+/, ''), /[*_:： \t]/);
	return words === '' ? text : `${words}: ${text}`;
}
