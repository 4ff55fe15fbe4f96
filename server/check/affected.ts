/**
 * What a change of some files affects: the artefacts that read otherwise, those whose code or test
 * it is, those that the log says something new of, and all that rests on them.
 */
import type { ChangedSince } from '#server/check/changed-files.ts';
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import { CONFIG_FILE } from '#server/files/config.ts';
import { designIdIn } from '#server/files/scan.ts';
import { LOG_FOLDER, parseSegment } from '#server/files/segments.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { upstreamOf } from '#shared/lifecycle/upstream.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { readStories } from '#shared/markdown/stories.ts';
import { tracePathsOf } from '#shared/trace/paths.ts';
import type { Preset } from '#shared/trace/preset.ts';

export interface Affected {
	has(id: ArtefactId): boolean;
}

interface Seen {
	readonly texts: RepositoryTexts;
	readonly preset: Preset | null;
	/** A text of the working tree; null where there is none. */
	readonly readNow: (path: string) => string | null;
	/** The artefact that a `submitted` event is about. */
	readonly artefactOf: (submitted: string) => ArtefactId | null;
}

const EVERYTHING: Affected = { has: () => true };

export function affectedBy(changed: ChangedSince, seen: Seen): Affected {
	const { texts } = seen;
	const { files } = changed;
	if (files.some((path) => path === CONFIG_FILE || path.startsWith('.lintel/templates/'))) {
		return EVERYTHING;
	}
	const said = files.filter((path) => path.startsWith(`${LOG_FOLDER}/`));
	const events = said.flatMap((path) => eventsIn(path, seen.readNow(path) ?? ''));
	const decided = events.map((event) => decidedBy(event, seen));
	if (decided.includes('everything')) return EVERYTHING;
	const direct = new Set<ArtefactId>([
		...decided.flatMap((one) => (one === null || one === 'everything' ? [] : one)),
		...reworded(changed, texts),
		...files.flatMap((path) => texts.designAt(path) ?? designGone(changed, texts, path)),
		...tracedTo(files, texts, seen.preset),
	]);
	return withAllBelow(texts.artefacts, direct);
}

function eventsIn(path: string, text: string): readonly LifecycleEvent[] {
	return parseSegment(path, text).events.map(({ envelope }) => envelope.event);
}

/** Who may decide, and by which policy, bears on every artefact. */
const FOR_ALL: ReadonlySet<LifecycleEvent['type']> = new Set([
	...(['policySet', 'memberAdded', 'roleChanged', 'removed', 'founderHandedOver'] as const),
]);

function decidedBy(event: LifecycleEvent, { artefactOf }: Seen): ArtefactId | 'everything' | null {
	if ('artefact' in event) return event.artefact;
	if ('answers' in event) return artefactOf(event.answers);
	return FOR_ALL.has(event.type) ? 'everything' : null;
}

/** Stories and contexts share a file each: only those that read otherwise than the ref's. */
function reworded(changed: ChangedSince, texts: RepositoryTexts): readonly ArtefactId[] {
	const { stories, contexts } = texts.config.paths;
	const isChanged = (path: string) => changed.files.includes(path);
	if (!isChanged(stories) && !isChanged(contexts)) return [];
	const read = readStories(changed.before(stories) ?? '');
	const told = read.blocks.flatMap((block) => (block.kind === 'story' ? block.story : []));
	const map = readContextMap(changed.before(contexts) ?? '', told);
	const before = new Map<ArtefactId, string>([
		...told.map((story) => [story.id, revisionOfArtefact({ kind: 'story', story })] as const),
		...map.blocks.flatMap((block) =>
			block.kind === 'context' ? [[block.context.id, revisionOfArtefact(block)] as const] : [],
		),
	]);
	const now = [...texts.artefacts.stories, ...texts.artefacts.contexts].map(({ id }) => id);
	const all = new Set<ArtefactId>([...before.keys(), ...now]);
	return [...all].filter((id) => before.get(id) !== texts.revisionOf(id));
}

/** The Design whose file is gone, as the ref has it. */
function designGone(
	changed: ChangedSince,
	{ config }: RepositoryTexts,
	path: string,
): readonly ArtefactId[] {
	if (!path.startsWith(`${config.paths.designs}/`) || !path.endsWith('.md')) return [];
	const id = designIdIn(changed.before(path) ?? '');
	return id === null ? [] : [id];
}

function tracedTo(
	files: readonly string[],
	texts: RepositoryTexts,
	preset: Preset | null,
): readonly ArtefactId[] {
	const wanted = new Set(files);
	return texts.codePaths().flatMap((code) => {
		const tests = preset === null ? [] : (tracePathsOf(preset, code)?.tests ?? []);
		return [code, ...tests].some((path) => wanted.has(path)) ? texts.designsOf(code) : [];
	});
}

function withAllBelow(artefacts: Artefacts, direct: ReadonlySet<ArtefactId>): Affected {
	const below = new Map<ArtefactId, ArtefactId[]>();
	for (const { id } of [...artefacts.contexts, ...artefacts.designs]) {
		for (const above of upstreamOf(artefacts, id)) {
			const list = below.get(above) ?? [];
			list.push(id);
			below.set(above, list);
		}
	}
	const all = new Set(direct);
	// A set is walked with what joins it on the way.
	for (const id of all) for (const one of below.get(id) ?? []) all.add(one);
	return all;
}
