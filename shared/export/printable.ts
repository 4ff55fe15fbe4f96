/**
 * A whole workspace as a document to read on paper: contents, stories, map, designs, and what
 * validation says. Plain HTML without scripts; whatever people wrote is escaped.
 */
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { counted } from '#shared/counted.ts';
import type { Positions } from '#shared/doc/layout-doc.ts';
import { printableContext, printableMap } from '#shared/export/printable-context.ts';
import { printableLinks } from '#shared/export/printable-links.ts';
import { printableState } from '#shared/export/printable-state.ts';
import { escapeHtml, safeMarkdown } from '#shared/export/safe-markdown.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { PhaseAndStanding } from '#shared/lifecycle/phase.ts';
import type { LinkOf } from '#shared/markdown/reference-rule.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { MapGroup } from '#shared/trace/map/groups.ts';

export interface PrintableWorkspace {
	readonly title: string;
	/** When, and in which checkout, it was looked at, in words. */
	readonly seen: string;
	readonly artefacts: Artefacts;
	readonly findings: readonly Finding[];
	/** Those of them that were there before Lintel came. */
	readonly known: ReadonlySet<Finding>;
	/** Where people put the Contexts, and which of them the map holds together. */
	readonly map: { readonly positions: Positions; readonly groups: readonly MapGroup[] };
	stateOf(id: ArtefactId): PhaseAndStanding;
}

/** The document without its page: what goes into a page that is there already. */
export function printableBody(workspace: PrintableWorkspace): string {
	const { title, seen, artefacts } = workspace;
	const { stories, contexts, designs } = artefacts;
	const linkOf = printableLinks(artefacts);
	const parts = [
		{
			id: 'stories',
			title: 'Stories',
			html: stories.map((_, at) => printedStory(workspace, at, linkOf)),
		},
		{
			id: 'map',
			title: 'Context map',
			html: [
				printableMap(workspace),
				...contexts.map((context) =>
					printableContext(workspace, context, linkOf, printedFindings(workspace, context.id)),
				),
			],
		},
		{
			id: 'designs',
			title: 'Designs',
			html: designs.map((_, at) => printedDesign(workspace, at, linkOf)),
		},
	].filter(({ html }) => html.some((piece) => piece !== ''));
	const counts = [
		counted(stories.length, 'story', 'stories'),
		counted(contexts.length, 'context'),
		designCount(artefacts),
	].join(' · ');
	return [
		`<header><h1>${escapeHtml(title)}</h1><p>${counts}</p><p>${escapeHtml(seen)}</p></header>`,
		contentsOf(workspace, new Set(parts.map(({ id }) => id))),
		...parts.map(
			(part) =>
				`<section class="part" id="${part.id}"><h2>${part.title}</h2>${part.html.join('')}</section>`,
		),
		generalFindings(workspace),
	].join('\n');
}

/** How many Designs there are, those that nobody has written yet told apart. */
function designCount({ contexts, designs }: Artefacts): string {
	const written = new Set<string>(designs.map(({ id }) => id));
	const unwritten = contexts
		.flatMap(({ components }) => components)
		.filter(({ id }) => !written.has(id));
	const all = designs.length + unwritten.length;
	const words = counted(all, 'design');
	return unwritten.length === 0 ? words : `${words}, ${unwritten.length} not written yet`;
}

function contentsOf(
	{ artefacts, stateOf }: PrintableWorkspace,
	parts: ReadonlySet<string>,
): string {
	const list = (
		part: string,
		title: string,
		entries: readonly { id: ArtefactId; words: string }[],
	) => {
		const items = entries.map(
			({ id, words }) =>
				`<li><a href="#${id}">${escapeHtml(words)}</a> ${printableState(stateOf(id))}</li>`,
		);
		return parts.has(part)
			? `<li><a href="#${part}">${title}</a><ol>${items.join('')}</ol></li>`
			: '';
	};
	const { stories, contexts, designs } = artefacts;
	return `<nav aria-label="Contents"><h2>Contents</h2><ol>${[
		list(
			'stories',
			'Stories',
			stories.map(({ id, title }, at) => ({ id, words: `S${at + 1} ${title || 'Untitled'}` })),
		),
		list(
			'map',
			'Context map',
			contexts.map(({ id, name }) => ({ id, words: name || 'Untitled' })),
		),
		list(
			'designs',
			'Designs',
			designs.map(({ id, component }) => ({ id, words: component || 'Untitled' })),
		),
	].join('')}</ol></nav>`;
}

function printedStory(workspace: PrintableWorkspace, at: number, linkOf: LinkOf): string {
	const story = workspace.artefacts.stories[at];
	if (story === undefined) return '';
	const criteria = story.criteria
		.map(({ text }) => `<li>${safeMarkdown(text, 3, linkOf)}</li>`)
		.join('');
	return [
		`<article id="${story.id}"><h3><span class="number">S${at + 1}</span> ${escapeHtml(story.title || 'Untitled')} ${printableState(workspace.stateOf(story.id))}</h3>`,
		safeMarkdown(story.narrative, 3, linkOf),
		criteria === '' ? '' : `<h4>Acceptance criteria</h4><ol class="criteria">${criteria}</ol>`,
		safeMarkdown(story.notes, 3, linkOf),
		printedFindings(workspace, story.id),
		'</article>',
	].join('');
}

function printedDesign(workspace: PrintableWorkspace, at: number, linkOf: LinkOf): string {
	const design = workspace.artefacts.designs[at];
	if (design === undefined) return '';
	// Its own first heading is the component's name again.
	const body = design.body.replace(/^\s*# [^\n]*\n?/, '');
	return [
		`<article class="design" id="${design.id}"><h3>${escapeHtml(design.component || 'Untitled')} ${printableState(workspace.stateOf(design.id))}</h3>`,
		`<p class="kind">${escapeHtml(design.type)}</p>`,
		safeMarkdown(body, 2, linkOf),
		printedFindings(workspace, design.id),
		'</article>',
	].join('');
}

function generalFindings(workspace: PrintableWorkspace): string {
	const list = printedFindings(workspace, null);
	return list === ''
		? ''
		: `<section class="part" id="findings"><h2>Findings</h2>${list}</section>`;
}

/** What is new first. */
function printedFindings(
	{ findings, known }: PrintableWorkspace,
	about: ArtefactId | null,
): string {
	const own = findings.filter(({ artefact }) => artefact === about);
	if (own.length === 0) return '';
	const items = own
		.toSorted((a, b) => Number(known.has(a)) - Number(known.has(b)))
		.map((finding) => {
			const { severity, message, fix } = finding;
			const words = `${SEVERITY[severity]}${known.has(finding) ? ', known from before' : ''}`;
			return `<li class="${severity}"><b>${words}</b> ${escapeHtml(message)} ${escapeHtml(fix)}</li>`;
		});
	return `<ul class="findings" aria-label="Findings">${items.join('')}</ul>`;
}

const SEVERITY = { error: 'Error', warning: 'Warning', info: 'Note' } as const;
