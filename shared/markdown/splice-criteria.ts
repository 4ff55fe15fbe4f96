/** The edits that make a Story's criteria in a file read like the ones wanted. */
import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import { idComment } from '#shared/markdown/id-comment.ts';
import type { CriterionPart, StoryPart } from '#shared/markdown/parts.ts';
import { printCriterion } from '#shared/markdown/print-story.ts';
import { type Edit, lineAt, type Source, spanOf, spliced } from '#shared/markdown/source.ts';
import { newLead, numbered, type StoryStyle } from '#shared/markdown/story-style.ts';
import { tidyCriterion } from '#shared/markdown/tidy.ts';

export function criteriaEdits(
	source: Source,
	part: StoryPart,
	wanted: readonly AcceptanceCriterion[],
	style: StoryStyle,
): Edit[] {
	const there = new Map(part.criteria.map((one) => [one.id, one]));
	const kept = wanted.flatMap(({ id }) => there.get(id) ?? []);
	const inOrder = kept.every(
		(one, n) => n === 0 || (kept[n - 1]?.rows.first ?? 0) < one.rows.first,
	);
	if (!inOrder) return reorderEdits(source, part, wanted);
	return [
		...wanted.flatMap((one) => keepEdits(source, there.get(one.id), one)),
		...removeEdits(source, part, new Set(wanted.map(({ id }) => id))),
		...insertEdits(source, part, wanted, style),
	];
}

/** Changes in place: the words where they differ, else only a missing id comment. */
function keepEdits(
	source: Source,
	part: CriterionPart | undefined,
	wanted: AcceptanceCriterion,
): Edit[] {
	if (part === undefined) return [];
	const { body, comment, lead } = part;
	if (tidyCriterion(wanted.text) === part.text) {
		return part.commented ? [] : [{ ...comment, insert: idComment(wanted.id) }];
	}
	const blank = part.form === 'list' && !/[ \t]$/.test(lead) ? ' ' : '';
	const text = printCriterion(wanted, blank, part.hang);
	return [{ ...body, insert: text.replaceAll('\n', source.eol) }];
}

function removeEdits(source: Source, part: StoryPart, wanted: ReadonlySet<string>): Edit[] {
	return part.criteria.flatMap((one, n) => {
		if (wanted.has(one.id)) return [];
		const next = part.criteria[n + 1]?.rows.first ?? one.rows.end;
		return [
			{
				...spanOf(source, { first: one.rows.first, end: blankUntil(source, one.rows.end, next) }),
				insert: '',
			},
		];
	});
}

/** New criteria go right below the one they follow, written as it is. */
function insertEdits(
	source: Source,
	part: StoryPart,
	wanted: readonly AcceptanceCriterion[],
	style: StoryStyle,
): Edit[] {
	const there = new Map(part.criteria.map((one) => [one.id, one]));
	const first = part.criteria[0];
	const edits: Edit[] = [];
	let [above, steps]: [CriterionPart | null, number] = [null, 0];
	let opened = false;
	for (const one of wanted) {
		const here = there.get(one.id);
		if (here !== undefined) {
			[above, steps] = [here, 0];
			continue;
		}
		steps++;
		if (above !== null) {
			edits.push(lineAt(source, above.rows.end, printCriterion(one, newLead(above, steps))));
		} else if (first !== undefined) {
			edits.push(lineAt(source, first.rows.first, printCriterion(one, newLead(first, 0))));
		} else {
			const opening = opened ? '' : openingLines(part, style);
			edits.push(
				lineAt(
					source,
					rowForList(part),
					opening + printCriterion(one, numbered(style.lead, steps - 1)),
				),
			);
			opened = true;
		}
	}
	if (opened)
		edits.push({ ...lineAt(source, rowForList(part), ''), insert: listEnd(source, part) });
	return edits;
}

/** What stands before the first criterion of a Story that had none. */
function openingLines(part: StoryPart, style: StoryStyle): string {
	if (part.label !== null) return style.gap ? '\n' : '';
	return `\n${style.label.join('\n')}\n${style.gap ? '\n' : ''}`;
}

function rowForList(part: StoryPart): number {
	return part.label?.end ?? part.narrative.end;
}

function listEnd(source: Source, part: StoryPart): string {
	const row = rowForList(part);
	const below = source.lines[row]?.text;
	return below === undefined || below.trim() === '' ? '' : source.eol;
}

function reorderEdits(
	source: Source,
	part: StoryPart,
	wanted: readonly AcceptanceCriterion[],
): Edit[] {
	const [first, last] = [part.criteria[0], part.criteria.at(-1)];
	if (first === undefined || last === undefined) return [];
	const indexes = new Map(part.criteria.map((one, n) => [one.id, n]));
	const left = new Set<string>(wanted.map(({ id }) => id));
	const segments = part.criteria.map((one, n) => segmentOf(source, part, one, n));
	const orphaned = segments.filter(
		({ gap }, n) => gap.trim() !== '' && !left.has(part.criteria[n]?.id ?? ''),
	);
	const pieces = wanted.map((criterion, place) => {
		const at = indexes.get(criterion.id);
		const own = at === undefined ? undefined : part.criteria[at];
		const gap = at === undefined ? '' : (segments[at]?.gap ?? '');
		if (own === undefined)
			return printCriterion(criterion, numbered(newLead(first, 0), place)).replaceAll(
				'\n',
				source.eol,
			);
		const span = spanOf(source, own.rows);
		const to = source.lines[own.rows.end - 1]?.to ?? span.to;
		const text = spliced(source.text, { from: span.from, to }, keepEdits(source, own, criterion));
		return (place === 0 && gap.trim() === '' ? '' : gap) + renumbered(text, first, place);
	});
	const from = spanOf(source, first.rows).from;
	const to = source.lines[last.rows.end - 1]?.to ?? from;
	const lost = orphaned.map(({ gap }) => gap);
	return [{ from, to, insert: [...pieces, ...lost].join(source.eol) }];
}

/** The blank lines and captions above a criterion, which move with it. */
function segmentOf(
	source: Source,
	part: StoryPart,
	one: CriterionPart,
	n: number,
): { readonly gap: string } {
	const before = part.criteria[n - 1];
	if (before === undefined) return { gap: '' };
	const { from, to } = spanOf(source, { first: before.rows.end, end: one.rows.first });
	return { gap: source.text.slice(from, to) };
}

function renumbered(text: string, first: CriterionPart, place: number): string {
	const start = /^[ \t]*(\d{1,9})[.)]/.exec(first.lead)?.[1];
	if (start === undefined) return text;
	return text.replace(/^([ \t]*)\d{1,9}(?=[.)])/, `$1${Number(start) + place}`);
}

/** The first row from `row` on that is not blank, at most `end`. */
function blankUntil(source: Source, row: number, end: number): number {
	let at = row;
	while (at < end && (source.lines[at]?.text ?? '').trim() === '') at++;
	return at;
}
