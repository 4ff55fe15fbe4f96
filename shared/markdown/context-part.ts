/** Reads one Context's section: which rows hold which field, and what is left over. */

import { isBlank } from '#shared/blanks.ts';
import {
	type ComponentColumns,
	componentColumns,
	componentFromRow,
	type FoundComponent,
} from '#shared/markdown/component-rows.ts';
import { type ContextField, fieldOfHeading, fieldOnLine } from '#shared/markdown/context-labels.ts';
import type { ContextSection } from '#shared/markdown/context-sections.ts';
import { headingText } from '#shared/markdown/heading.ts';
import type { Node } from '#shared/markdown/outline.ts';
import { linesIn, type Rows, type Source, type Span } from '#shared/markdown/source.ts';
import { NOTES_SEPARATOR } from '#shared/markdown/story-part.ts';

/** What a field's label is followed by: words on its line, then rows of their own, or a list. */
export interface FieldPart {
	readonly field: ContextField;
	/** All rows, the label's included. */
	readonly rows: Rows;
	/** The words on the label's line; null under a heading. */
	readonly inline: Span | null;
	/** Items of the list below the label. */
	readonly items: readonly Rows[];
	/** Prose rows below the label. */
	readonly prose: Rows | null;
}

export interface FoundContext {
	readonly fields: ReadonlyMap<ContextField, FieldPart>;
	readonly components: readonly FoundComponent[];
	readonly table: { readonly rows: Rows; readonly columns: ComponentColumns } | null;
	/** Rows that no field holds. */
	readonly notes: readonly Rows[];
	readonly separator: Rows | null;
}

export function contextParts(
	source: Source,
	section: Extract<ContextSection, { kind: 'context' }>,
): FoundContext {
	const fields = new Map<ContextField, FieldPart>();
	const notes: Rows[] = [];
	let table: FoundContext['table'] = null;
	let separator: Rows | null = null;
	/** The label whose list or prose may follow. */
	let open: { field: ContextField; level: number | null } | null = null;
	const { nodes } = section;
	for (const node of nodes) {
		if (separator !== null) {
			notes.push(node.rows);
		} else if (isSeparator(source, node)) {
			separator = node.rows;
		} else if (node.kind === 'heading') {
			const field = fieldOfHeading(headingText(source, node, 'cx'));
			open =
				field === null || (field !== 'components' && fields.has(field))
					? null
					: { field, level: node.level };
			if (open === null) notes.push(node.rows);
			else if (open.field !== 'components') {
				fields.set(open.field, {
					field: open.field,
					rows: node.rows,
					inline: null,
					items: [],
					prose: null,
				});
			}
		} else if (node.kind === 'table' && table === null && tableColumns(node.rows) !== null) {
			table = {
				rows: node.rows,
				columns: tableColumns(node.rows) ?? { name: 0, type: -1, code: -1, count: 1 },
			};
			open = null;
		} else if (node.kind === 'paragraph' || isFieldList(source, node)) {
			readLines(node.rows);
		} else if (node.kind === 'list' && takes(open?.field)) {
			extend({ items: node.items, rows: node.rows });
			open = null;
		} else if (open?.field === 'responsibilities' && open.level !== null) {
			extendProse(node.rows);
		} else {
			notes.push(node.rows);
			open = null;
		}
	}
	return { fields, components: componentsIn(table), table, notes, separator };

	function tableColumns(rows: Rows): ComponentColumns | null {
		return componentColumns(source.lines[rows.first]?.text ?? '');
	}

	function takes(field: ContextField | undefined): boolean {
		const part = field && fields.get(field);
		if (field === 'responsibilities' && open?.level !== null) return false;
		return (
			part !== undefined &&
			part !== null &&
			part.items.length === 0 &&
			part.prose === null &&
			isEmpty(part.inline)
		);
	}

	function isEmpty(span: Span | null | undefined): boolean {
		return span === null || span === undefined || span.from === span.to;
	}

	/** Field lines of a paragraph or list; lines that follow one belong to it. */
	function readLines(rows: Rows): void {
		if (open?.level !== null && open !== null && !hasField(rows)) {
			if (open.field === 'responsibilities') extendProse(rows);
			else if (takes(open.field)) extend({ prose: rows, rows });
			else notes.push(rows);
			return;
		}
		open = null;
		for (let row = rows.first; row < rows.end; row++) {
			const line = source.lines[row];
			const given = line && fieldOnLine(line.text);
			if (line === undefined) continue;
			if (given && !fields.has(given.field) && given.field !== 'components') {
				open = { field: given.field, level: null };
				const inline = { from: line.from + given.from, to: line.from + given.to };
				fields.set(given.field, {
					field: given.field,
					rows: { first: row, end: row + 1 },
					inline,
					items: [],
					prose: null,
				});
			} else if (open !== null && !given) extendProse({ first: row, end: row + 1 });
			else {
				notes.push({ first: row, end: row + 1 });
				open = given?.field === 'components' ? { field: 'components', level: null } : null;
			}
		}
	}

	function hasField(rows: Rows): boolean {
		return linesIn(source, rows).some((line) => fieldOnLine(line) !== null);
	}

	function extend(more: {
		readonly items?: readonly Rows[];
		readonly prose?: Rows;
		readonly rows: Rows;
	}): void {
		const part = open && fields.get(open.field);
		if (part)
			fields.set(part.field, {
				...part,
				...more,
				rows: { first: part.rows.first, end: more.rows.end },
			});
	}

	function extendProse(rows: Rows): void {
		const part = open && fields.get(open.field);
		if (!part) {
			notes.push(rows);
			return;
		}
		extend({ prose: { first: part.prose?.first ?? rows.first, end: rows.end }, rows });
	}

	function componentsIn(found: FoundContext['table']): FoundComponent[] {
		if (found === null) return [];
		const { rows, columns } = found;
		const components: FoundComponent[] = [];
		for (let row = rows.first + 2; row < rows.end; row++) {
			const text = source.lines[row]?.text ?? '';
			if (!isBlank(text)) components.push(componentFromRow(text, columns, row));
		}
		return components;
	}
}

function isSeparator(source: Source, node: Node): boolean {
	return source.lines[node.rows.first]?.text.trim() === NOTES_SEPARATOR;
}

/** `- **Type**: domain` and so on: a list whose every item is a field. */
function isFieldList(source: Source, node: Node): boolean {
	if (node.kind !== 'list') return false;
	return node.items.every((item) => fieldOnLine(source.lines[item.first]?.text ?? '') !== null);
}
