/** A Context's section of a file with what changed spliced in, and everything else as it was. */
import type { Context } from '#shared/artefact/context.ts';
import {
	printComponent,
	printComponents,
	withComponentId,
} from '#shared/markdown/component-rows.ts';
import type { ContextPart } from '#shared/markdown/context-entries.ts';
import { fieldText } from '#shared/markdown/context-from.ts';
import type { ContextField } from '#shared/markdown/context-labels.ts';
import type { Escaping } from '#shared/markdown/escape.ts';
import {
	printContext,
	printDependencies,
	type Referred,
	readsAsContext,
	tidyContext,
} from '#shared/markdown/print-context.ts';
import {
	type Edit,
	lineAt,
	type Source,
	spanOf,
	spliced,
	tailOf,
	withoutBlankEnds,
} from '#shared/markdown/source.ts';
import { linkEdits } from '#shared/markdown/splice-links.ts';
import { headingEdits, proseEdits } from '#shared/markdown/splice-story.ts';

/** Links that a requirements table in the file holds are left out of `before` and `wanted`. */
export function spliceContext(
	source: Source,
	part: ContextPart,
	before: Context,
	wanted: Context,
	referred: Referred,
): string {
	const context = tidyContext(wanted);
	const level = part.heading.level;
	if (JSON.stringify(before) === JSON.stringify(context)) {
		return spliceWith(source, part, before, context, referred, 'none');
	}
	const text = (['none', 'light'] as const)
		.map((how) => spliceWith(source, part, before, context, referred, how))
		.find((one) => readsAsContext(one, context, referred, part.group));
	const { eol } = source;
	const printed = () => printContext(context, referred, level, eol).slice(0, -eol.length);
	return text ?? printed() + tailOf(source, part.rows);
}

function spliceWith(
	source: Source,
	part: ContextPart,
	before: Context,
	context: Context,
	referred: Referred,
	how: Escaping,
): string {
	const title = { words: context.name, printed: context.name };
	return spliced(source.text, spanOf(source, part.rows), [
		...headingEdits(source, part.heading, before.name, title, context.id),
		...fieldEdits(source, part, 'type', before.type, context.type),
		...fieldEdits(source, part, 'entity', before.entity, context.entity),
		...dutyEdits(source, part, before, context, how),
		...dependencyEdits(source, part, before, context, referred),
		...linkEdits(source, part, before, context, referred),
		...componentEdits(source, part, before, context),
		...noteEdits(source, part, before, context, how),
	]);
}

/** A value on its label's line; a missing line is added above the fields or below the heading. */
function fieldEdits(
	source: Source,
	part: ContextPart,
	field: ContextField,
	before: string,
	after: string,
): Edit[] {
	if (before === after) return [];
	const there = part.fields.get(field);
	if (there?.inline) return [{ ...there.inline, insert: spaced(source, there.inline.from, after) }];
	const label = `**${field.charAt(0).toUpperCase()}${field.slice(1)}**: ${after}`;
	const first = Math.min(...[...part.fields.values()].map(({ rows }) => rows.first));
	return [lineAt(source, Number.isFinite(first) ? first : part.heading.rows.end, label)];
}

function dutyEdits(
	source: Source,
	part: ContextPart,
	before: Context,
	after: Context,
	how: Escaping,
): Edit[] {
	const [old, next] = [before.responsibilities, after.responsibilities];
	const there = part.fields.get('responsibilities');
	if (old === next) return [];
	if (there?.prose && there.inline === null) return proseEdits(source, there.prose, old, next, how);
	if (next.includes('\n') || there?.items.length || there?.prose) return [];
	return fieldEdits(source, part, 'responsibilities', old, next);
}

function dependencyEdits(
	source: Source,
	part: ContextPart,
	before: Context,
	after: Context,
	referred: Referred,
): Edit[] {
	const same =
		JSON.stringify([before.dependencies, before.unresolved.dependencies]) ===
		JSON.stringify([after.dependencies, after.unresolved.dependencies]);
	const there = part.fields.get('dependencies');
	if (same || there?.items.length || there?.prose) return [];
	const old = fieldText(source, part, 'dependencies');
	return fieldEdits(source, part, 'dependencies', `${old}\n`, printDependencies(after, referred));
}

function componentEdits(
	source: Source,
	part: ContextPart,
	before: Context,
	after: Context,
): Edit[] {
	const { table } = part;
	if (table === null) {
		if (after.components.length === 0) return [];
		const heading = `\n${'#'.repeat(Math.min(6, part.heading.level + 1))} Components\n`;
		const filled = withoutBlankEnds(source, part.rows);
		return [lineAt(source, filled.end, heading + printComponents(after.components))];
	}
	const rows = new Map(part.components.map((one, n) => [before.components[n]?.id ?? '', one]));
	const wanted = new Set<string>(after.components.map(({ id }) => id));
	const kept = after.components.flatMap(({ id }) => rows.get(id)?.row ?? []);
	const inOrder = kept.every((row, n) => n === 0 || (kept[n - 1] ?? 0) < row);
	if (!inOrder) {
		const { columns } = table;
		const from = source.lines[table.rows.first + 2]?.from ?? 0;
		const to = source.lines[withoutBlankEnds(source, table.rows).end - 1]?.to ?? from;
		return [
			{
				from,
				to,
				insert: after.components.map((one) => printComponent(one, columns)).join(source.eol),
			},
		];
	}
	const edits: Edit[] = [];
	for (const [n, one] of before.components.entries()) {
		const found = part.components[n];
		const line = source.lines[found?.row ?? -1];
		if (found === undefined || line === undefined) continue;
		const next = after.components.find(({ id }) => id === one.id);
		if (!wanted.has(one.id)) edits.push({ from: line.from, to: line.next, insert: '' });
		else if (next && JSON.stringify(next) !== JSON.stringify(one)) {
			edits.push({ from: line.from, to: line.to, insert: printComponent(next, table.columns) });
		} else if (found.id !== one.id) {
			edits.push({ from: line.from, to: line.to, insert: withComponentId(line.text, one.id) });
		}
	}
	let row = table.rows.first + 2;
	for (const one of after.components) {
		const there = rows.get(one.id);
		if (there !== undefined) row = there.row + 1;
		else edits.push(lineAt(source, row, printComponent(one, table.columns)));
	}
	return edits;
}

function noteEdits(
	source: Source,
	part: ContextPart,
	before: Context,
	after: Context,
	how: Escaping,
): Edit[] {
	if (before.notes === after.notes) return [];
	const first = part.notes[0];
	const last = part.notes.at(-1);
	if (first !== undefined && last !== undefined) {
		const rows = { first: first.first, end: last.end };
		return proseEdits(source, rows, before.notes, after.notes, how);
	}
	const { end } = withoutBlankEnds(source, part.rows);
	return proseEdits(source, { first: end, end: part.rows.end }, '', after.notes, how);
}

function spaced(source: Source, at: number, value: string): string {
	const blank = /[ \t]/.test(source.text.charAt(at - 1));
	return blank || value === '' ? value : ` ${value}`;
}
