import type { Context } from '#shared/artefact/context.ts';
import type { PrintableWorkspace } from '#shared/export/printable.ts';
import { printableState } from '#shared/export/printable-state.ts';
import { escapeHtml, safeMarkdown } from '#shared/export/safe-markdown.ts';
import { stateWords } from '#shared/lifecycle/phase.ts';
import type { LinkOf } from '#shared/markdown/reference-rule.ts';
import { placeContexts } from '#shared/trace/map/place-contexts.ts';
import { mapToSvg } from '#shared/trace/map/svg.ts';

/** The map as one picture, or '' where there is none to draw. */
export function printableMap({ title, artefacts, map, stateOf }: PrintableWorkspace): string {
	const { contexts } = artefacts;
	if (contexts.length === 0) return '';
	const svg = mapToSvg({
		title: `${title}: context map`,
		contexts,
		groups: map.groups,
		places: placeContexts(contexts, map.groups, map.positions),
		theme: 'light',
		toneOf(id) {
			const state = stateOf(id);
			const suspect = state.standing === 'suspect';
			return { tone: state.phase, suspect, words: stateWords(state) };
		},
	});
	return `<figure class="map">${svg.replace(/^<\?xml[^>]*\?>\s*/, '')}</figure>`;
}

export function printableContext(
	{ artefacts, stateOf }: PrintableWorkspace,
	context: Context,
	linkOf: LinkOf,
	findings: string,
): string {
	const names = new Map(artefacts.contexts.map(({ id, name }) => [id, name]));
	const titles = new Map(artefacts.stories.map(({ id, title }, at) => [id, `S${at + 1} ${title}`]));
	const links = (ids: readonly string[], words: ReadonlyMap<string, string>) =>
		ids.map((id) => `<a href="#${id}">${escapeHtml(words.get(id) ?? 'Unknown')}</a>`).join(', ');
	const facts = [
		['Type', escapeHtml(context.type)],
		['Entity', escapeHtml(context.entity)],
		['Depends on', links(context.dependencies, names)],
		['Stories', links(context.stories, titles)],
	].filter(([, value]) => value !== '');
	return [
		`<article id="${context.id}"><h3>${escapeHtml(context.name || 'Untitled')} ${printableState(stateOf(context.id))}</h3>`,
		safeMarkdown(context.responsibilities, 3, linkOf),
		`<dl>${facts.map(([term, value]) => `<dt>${term}</dt><dd>${value}</dd>`).join('')}</dl>`,
		componentsOf(context),
		safeMarkdown(context.notes, 3, linkOf),
		findings,
		'</article>',
	].join('');
}

function componentsOf({ components }: Context): string {
	if (components.length === 0) return '';
	const rows = components.map(
		({ name, type, code }) =>
			`<tr><td>${escapeHtml(name)}</td><td>${escapeHtml(type)}</td><td><code>${escapeHtml(code)}</code></td></tr>`,
	);
	return `<table><thead><tr><th>Component</th><th>Type</th><th>Code</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
