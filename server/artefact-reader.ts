/**
 * Every artefact as the documents read now. Parsing is kept until a document changes, since rules,
 * status and tools ask often.
 */

import type { Rooms } from '#server/sync/rooms.ts';
import { type AnyArtefact, artefactsById, wordsOf } from '#shared/artefact/any-artefact.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
import { openContextsDoc, readContexts } from '#shared/doc/contexts-doc.ts';
import { docKindOf } from '#shared/doc/doc-name.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { type StoryParts, storyParts } from '#shared/lifecycle/story-parts.ts';
import { readDesignDoc } from '#shared/markdown/design.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { type KnownDesign, knownDesigns, unlistedDesign } from '#shared/trace/known-designs.ts';

export interface ArtefactReader {
	artefacts(): Artefacts;
	/** The contexts alone: cheaper where no design is asked for. */
	contexts(): readonly Context[];
	/** The revision of an artefact's text, or null where there is no text. */
	revisionOf(id: ArtefactId): Revision | null;
	/** The hashes of a Story's parts; null for what is none. */
	partsOf(id: ArtefactId): StoryParts | null;
	/** The paths that a Design's front matter gives; '' for none. Reads every Design when first asked. */
	pathsIn(id: ComponentId): { readonly code: string; readonly test: string };
	/** What reading the designs' lines has to say, by file. */
	findings(): readonly Finding[];
	/** Rises whenever something may read differently. */
	version(): number;
}

export function createArtefactReader(deps: {
	readonly rooms: Rooms;
	readonly designIds: () => readonly ComponentId[];
	readonly designText: (id: ComponentId) => string;
	readonly designPath: (id: ComponentId) => string;
}): ArtefactReader {
	const { rooms } = deps;
	let stories: readonly Story[] | null = null;
	let contexts: readonly Context[] | null = null;
	const designs = new Map<ComponentId, ParsedDesign>();
	let known: ReadonlyMap<ComponentId, KnownDesign> | null = null;
	let all: Artefacts | null = null;
	let byId: ReadonlyMap<ArtefactId, AnyArtefact> | null = null;
	/** By the artefact as it was read: hashing is kept for those that were not read again. */
	const revisions = new WeakMap<object, Revision>();
	let version = 0;

	rooms.onChange((name) => {
		const kind = docKindOf(name);
		if (kind?.kind === 'stories') stories = null;
		if (kind?.kind === 'contexts') contexts = known = null;
		if (kind?.kind === 'design') designs.delete(kind.id);
		if (kind?.kind === 'comments' || kind?.kind === 'layout') return;
		all = byId = null;
		version++;
	});

	function readAllContexts(): readonly Context[] {
		contexts ??= readContexts(openContextsDoc(rooms.open('contexts').yDoc));
		return contexts;
	}

	function artefacts(): Artefacts {
		stories ??= readStories(openStoriesDoc(rooms.open('stories').yDoc));
		all ??= {
			stories,
			contexts: readAllContexts(),
			designs: deps.designIds().flatMap((id) => designOf(id) ?? []),
		};
		return all;
	}

	/** Read again where its text changed, or what the context map says of it. */
	function designOf(id: ComponentId): Design | null {
		known ??= knownDesigns(readAllContexts());
		const owner = known.get(id) ?? unlistedDesign(id);
		const parsed = designs.get(id);
		if (parsed !== undefined && isSame(parsed.owner, owner)) return parsed.design;
		const { design, findings, code, test } = readDesignDoc(deps.designText(id), owner);
		designs.set(id, { owner, design, findings, paths: { code, test } });
		return design;
	}

	function revisionOf(id: ArtefactId): Revision | null {
		byId ??= artefactsById(artefacts());
		const artefact = byId.get(id);
		if (artefact === undefined) return null;
		const words = wordsOf(artefact);
		const revision = revisions.get(words) ?? revisionOfArtefact(artefact);
		revisions.set(words, revision);
		return revision;
	}

	function partsOf(id: ArtefactId): StoryParts | null {
		byId ??= artefactsById(artefacts());
		const artefact = byId.get(id);
		return artefact?.kind === 'story' ? storyParts(artefact.story) : null;
	}

	function pathsIn(id: ComponentId) {
		artefacts();
		return designs.get(id)?.paths ?? NO_PATHS;
	}

	function findings(): readonly Finding[] {
		return artefacts().designs.flatMap(({ id }) => {
			const found = designs.get(id)?.findings ?? [];
			return found.length === 0 ? [] : inFile(deps.designPath(id), found);
		});
	}

	return {
		artefacts,
		contexts: readAllContexts,
		revisionOf,
		partsOf,
		pathsIn,
		findings,
		version: () => version,
	};
}

interface ParsedDesign {
	readonly owner: KnownDesign;
	readonly design: Design | null;
	readonly findings: readonly Finding[];
	readonly paths: { readonly code: string; readonly test: string };
}

const NO_PATHS = { code: '', test: '' };

function inFile(file: string, findings: readonly Finding[]): readonly Finding[] {
	return findings.map((finding) => ({ ...finding, file }));
}

function isSame(one: KnownDesign, other: KnownDesign): boolean {
	const { component, type, context } = other;
	return one.component === component && one.type === type && one.context === context;
}
