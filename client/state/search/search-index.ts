import MiniSearch from 'minisearch';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { ArtefactId } from '#shared/id.ts';

/** One artefact that a query found. */
export interface Found {
	readonly id: ArtefactId;
	/** The words of the artefact that matched, lower case: what to mark. */
	readonly terms: readonly string[];
	/** A stretch of its text around the first match outside the title; '' where the title matched. */
	readonly passage: string;
}

interface Entry {
	readonly id: ArtefactId;
	readonly title: string;
	readonly words: string;
}

type Source = Story | Context | Design;

/** Entries that go in at once, so that a page with thousands keeps answering. */
const AT_ONCE = 200;
const PASSAGE_CHARACTERS = 90;

/**
 * A full-text index of every artefact: prefixes and typing slips match, titles weigh more.
 *
 * An artefact that is the same object as before is not read again, so keeping it up to date costs
 * what has changed.
 */
export class SearchIndex {
	#index = new MiniSearch<Entry>({
		fields: ['title', 'words'],
		searchOptions: {
			boost: { title: 4 },
			combineWith: 'AND',
			prefix: true,
			fuzzy: slipsIn,
		},
	});
	#known = new Map<ArtefactId, { readonly source: Source; readonly entry: Entry }>();

	/** Takes up what has changed; `breathe` is awaited between portions. */
	async take(artefacts: Artefacts, breathe: () => Promise<void>): Promise<void> {
		const seen = new Set<ArtefactId>();
		let taken = 0;
		for (const [source, read] of sourcesIn(artefacts)) {
			seen.add(source.id);
			if (this.#known.get(source.id)?.source === source) continue;
			this.#put(source, read());
			if (++taken % AT_ONCE === 0) await breathe();
		}
		for (const id of this.#known.keys()) if (!seen.has(id)) this.#drop(id);
	}

	/** At most `limit`, the best first. */
	find(query: string, limit: number): readonly Found[] {
		return this.#index
			.search(query)
			.slice(0, limit)
			.flatMap(({ id, terms, match }) => {
				const entry = this.#known.get(id)?.entry;
				if (entry === undefined) return [];
				const inTitle = terms.every((term) => match[term]?.includes('title'));
				return { id: entry.id, terms, passage: inTitle ? '' : passageIn(entry.words, terms) };
			});
	}

	#put(source: Source, entry: Entry): void {
		if (this.#known.has(source.id)) this.#index.replace(entry);
		else this.#index.add(entry);
		this.#known.set(source.id, { source, entry });
	}

	#drop(id: ArtefactId): void {
		this.#index.discard(id);
		this.#known.delete(id);
	}
}

/** Two letters that changed places are two edits. */
function slipsIn(term: string): number | false {
	if (term.length < 4) return false;
	return term.length < 5 ? 1 : 2;
}

function* sourcesIn(artefacts: Artefacts): Iterable<[Source, () => Entry]> {
	for (const story of artefacts.stories) yield [story, () => storyEntry(story)];
	for (const context of artefacts.contexts) yield [context, () => contextEntry(context)];
	for (const design of artefacts.designs) yield [design, () => designEntry(design)];
}

function storyEntry({ id, title, narrative, criteria, notes }: Story): Entry {
	return { id, title, words: [narrative, ...criteria.map(({ text }) => text), notes].join('\n') };
}

function contextEntry({ id, name, entity, responsibilities, notes, components }: Context): Entry {
	const parts = components.map((component) => `${component.name} ${component.code}`);
	return { id, title: name, words: [entity, responsibilities, ...parts, notes].join('\n') };
}

function designEntry({ id, component, type, body }: Design): Entry {
	return { id, title: component, words: `${type}\n${body}` };
}

/** The line around the first match, cut to what a row holds. */
function passageIn(words: string, terms: readonly string[]): string {
	const lower = words.toLowerCase();
	const found = terms.map((term) => lower.indexOf(term)).filter((at) => at >= 0);
	if (found.length === 0) return '';
	const at = Math.min(...found);
	const lineStart = words.lastIndexOf('\n', at) + 1;
	const lineEnd = words.indexOf('\n', at) < 0 ? words.length : words.indexOf('\n', at);
	const wanted = Math.max(lineStart, at - PASSAGE_CHARACTERS / 2);
	// A cut falls between two words.
	const start = wanted === lineStart ? lineStart : words.lastIndexOf(' ', wanted) + 1;
	const end = Math.min(lineEnd, start + PASSAGE_CHARACTERS);
	const cut = words.slice(start, end).toWellFormed().replaceAll('\uFFFD', '').trim();
	const [opens, goesOn] = [start > lineStart, end < lineEnd];
	return `${opens ? '…' : ''}${cut}${goesOn ? '…' : ''}`;
}
