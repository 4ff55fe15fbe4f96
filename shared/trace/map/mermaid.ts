import type { Context } from '#shared/artefact/context.ts';
import type { ContextId } from '#shared/id.ts';
import { dependencyGraphOf, dependencyPairs } from '#shared/trace/map/dependency-graph.ts';
import type { MapGroup } from '#shared/trace/map/groups.ts';

/** The map as a Mermaid flowchart: groups as subgraphs, coordination contexts with rounded ends. */
export function mapToMermaid(contexts: readonly Context[], groups: readonly MapGroup[]): string {
	const grouped = new Set(groups.flatMap(({ members }) => members));
	const byId = new Map(contexts.map((context) => [context.id, context]));
	const nodesOf = (ids: readonly ContextId[], indent: string) =>
		ids.flatMap((id) => {
			const context = byId.get(id);
			return context === undefined ? [] : `${indent}${nodeOf(context)}`;
		});
	return [
		'flowchart LR',
		...groups.flatMap(({ title, members }, n) => [
			`    subgraph g${n + 1}["${escaped(title)}"]`,
			...nodesOf(members, '        '),
			'    end',
		]),
		...nodesOf(
			contexts.flatMap(({ id }) => (grouped.has(id) ? [] : id)),
			'    ',
		),
		...dependencyPairs(dependencyGraphOf(contexts)).map(([from, to]) => `    ${from} --> ${to}`),
		'',
	].join('\n');
}

function nodeOf({ id, name, type, entity }: Context): string {
	const title = escaped(name.trim() || 'Untitled context');
	const owns = type === 'domain' && entity.trim() !== '' ? `<br/>owns ${escaped(entity)}` : '';
	const [open, close] = type === 'coordination' ? ['([', '])'] : ['[', ']'];
	return `${id}${open}"${title}${owns}"${close}`;
}

/** Invisible, and keeps apart what Mermaid would read as its own. */
const JOINER = '\u2060';

/**
 * Between quotes Mermaid reads entities and HTML: only letters, digits and plain signs stay. Lists,
 * formulas, icons and line breaks it reads even from entities.
 */
function escaped(text: string): string {
	return text
		.toWellFormed()
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^(?=[-+*]|\d{1,9}[.)])/, JOINER)
		.replace(/\$(?=\$)|\\(?=n)|\bfa[a-z]?:(?=fa-)/g, (sign) => sign + JOINER)
		.replace(/[^\p{L}\p{M}\p{N} .,:!?()/+*'-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
