/** Backlog.md (`backlog/tasks/task-1 - Title.md`): one task a file, the rest of it is notes. */
import { criteriaAmong } from '#shared/import/criteria.ts';
import { type Metadatum, metadataName, printMetadata } from '#shared/import/metadata.ts';
import { type Found, piecesOf } from '#shared/import/pieces.ts';
import type { ImportReading } from '#shared/import/reading.ts';
import { readStoriesImport } from '#shared/import/stories/read-stories-import.ts';
import { readFrontMatter } from '#shared/markdown/front-matter.ts';
import { headingText } from '#shared/markdown/heading.ts';
import { isCriteriaLabel } from '#shared/markdown/labels.ts';
import { frontMatterEnd, type Node, outlineOf } from '#shared/markdown/outline.ts';
import { readProse } from '#shared/markdown/prose.ts';
import type { Source } from '#shared/markdown/source.ts';

export function readBacklog(source: Source, path: string): Omit<ImportReading, 'format'> {
	const values = readFrontMatter(source.text.slice(source.mark))?.values ?? null;
	const title = stringOf(values?.['title']) ?? titleIn(path);
	if (values === null || title === null) return readStoriesImport(source);
	const number = stringOf(values['id']) ?? /(?:^|\/)([a-z]+-[\d.]+) - /i.exec(path)?.[1] ?? null;
	const { narrative, criteria, notes } = bodyOf(source);
	const found: Found = {
		rows: { first: 0, end: source.lines.length },
		becomes: 'story',
		number,
		why: 'A task with its description and acceptance criteria.',
		story: {
			id: null,
			title,
			narrative,
			criteria,
			notes: [notes, printMetadata(dataIn(values)), listsIn(values)]
				.filter((part) => part !== '')
				.join('\n\n'),
		},
	};
	return { pieces: piecesOf(source, [found], ''), findings: [] };
}

function bodyOf(source: Source) {
	const start = frontMatterEnd(source);
	const nodes = outlineOf(source, start, 'tables').filter((node) => !isMarker(source, node));
	const heads = nodes.flatMap((node, at) =>
		node.kind === 'heading' && node.level <= 2 ? [{ node, at }] : [],
	);
	const parts = heads.map(({ node, at }, n) => {
		const next = heads[n + 1];
		const end = next?.node.rows.first ?? source.lines.length;
		const rows = { first: node.rows.end, end };
		return {
			words: headingText(source, node, 'st'),
			prose: proseIn(source, rows),
			below: nodes.slice(at + 1, next?.at),
		};
	});
	const before = proseIn(source, {
		first: start,
		end: heads[0]?.node.rows.first ?? source.lines.length,
	});
	const told = parts.filter(({ words }) => /^description$/i.test(words)).map(({ prose }) => prose);
	const listed = parts.filter(({ words }) => isCriteriaLabel(words));
	const rest = parts.filter((part) => !/^description$/i.test(part.words) && !listed.includes(part));
	return {
		narrative: [before, ...told].filter((prose) => prose !== '').join('\n\n'),
		criteria: listed
			.flatMap(({ below }) => criteriaAmong(source, below).criteria)
			.map((one) => ({
				...one,
				text: one.text.replace(/^#\d{1,4}[ \t]+/, ''),
			})),
		notes: rest.map(({ words, prose }) => `**${words}**\n\n${prose}`).join('\n\n'),
	};
}

const MARKER = /^[ \t]*<!--[ \t]*(?:[A-Z]{1,30}:){0,4}(?:BEGIN|END)[ \t]*-->[ \t]*$/;

function isMarker(source: Source, node: Node): boolean {
	return node.kind === 'html' && MARKER.test(source.lines[node.rows.first]?.text ?? '');
}

function proseIn(source: Source, rows: { readonly first: number; readonly end: number }): string {
	return readProse(source, rows)
		.split('\n')
		.filter((line) => !MARKER.test(line))
		.join('\n')
		.trim();
}

function dataIn(values: Readonly<Record<string, unknown>>): Metadatum[] {
	return Object.entries(values).flatMap(([key, value]): Metadatum[] => {
		const name = metadataName(key === 'parent_task_id' || key === 'milestone' ? 'epic' : key);
		const said = (Array.isArray(value) ? value : [value]).flatMap((one) => stringOf(one) ?? []);
		return name === null || said.length === 0 ? [] : [{ name, value: said.join(', ') }];
	});
}

/** What else names other things: tasks it waits for, where it comes from. */
function listsIn(values: Readonly<Record<string, unknown>>): string {
	return ['dependencies', 'references', 'documentation']
		.flatMap((key) => {
			const value = values[key];
			const said = (Array.isArray(value) ? value : [value]).flatMap((one) => stringOf(one) ?? []);
			const label = key.charAt(0).toUpperCase() + key.slice(1);
			return said.length === 0 ? [] : [`**${label}**: ${said.join(', ')}`];
		})
		.join('\n');
}

function titleIn(path: string): string | null {
	const found = /(?:^|\/)[a-z]+-[\d.]+ - ([^/]+)\.md$/i.exec(path)?.[1];
	return found?.replaceAll('-', ' ') ?? null;
}

function stringOf(value: unknown): string | null {
	if (typeof value === 'number') return `${value}`;
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
