/**
 * What a change of some files affects: the artefacts that read otherwise, those whose code or test
 * it is, those that the log says something new of, and all that rests on them; files that are
 * another's than they were; and rules that hold many things against each other.
 */
import type { ChangedSince } from '#server/check/changed-files.ts';
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import { type Differing, differingSince } from '#server/check/words-before.ts';
import { CONFIG_FILE } from '#server/files/config/config.ts';
import { LOG_FOLDER, parseSegment } from '#server/files/log/segments.ts';
import { belowAny } from '#server/trace/differing-paths.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId } from '#shared/id.ts';
import { codeLanguageOf } from '#shared/imports/file-imports.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';
import { upstreamOf } from '#shared/lifecycle/upstream.ts';
import { codePathsOf, tracePathsOf } from '#shared/trace/paths.ts';
import type { Preset } from '#shared/trace/preset.ts';
import { traceSubjects } from '#shared/trace/tracing/subjects.ts';

export interface Affected {
	has(id: ArtefactId): boolean;
	/** Files that mean something else to somebody, changed or not. */
	readonly files: ReadonlySet<string>;
	/** What these find may be of anything: all of it is told. */
	readonly rules: ReadonlySet<string>;
}

interface Seen {
	readonly texts: RepositoryTexts;
	readonly preset: Preset | null;
	/** A text of the working tree; null where there is none. */
	readonly readNow: (path: string) => string | null;
	/** The artefact that a `submitted` event is about. */
	readonly artefactOf: (submitted: string) => ArtefactId | null;
}

const EVERYTHING: Affected = { has: () => true, files: new Set(), rules: new Set() };
/** Files that say which others count, or by which rules. */
const FOR_ALL_FILES = /(?:^|\/)\.git(?:ignore|attributes)$|^\.lintel\/templates\//;
/** Files that say where an import leads. */
const LEADS = /\.(?:json|toml|mod|cfg)$|(?:^|\/)pnpm-workspace\.yaml$/;

const BY_NAMES = [
	...['reference-unresolved', 'name-unresolved', 'dependency-unknown', 'dependency-off-map'],
	...['title-used-twice', 'context-name-twice'],
];
const BY_CRITERIA = ['same-criterion', 'criterion-elsewhere', 'criterion-uncovered'];
const BY_MAP = [
	...['context-cycle', 'context-nested', 'context-orphan', 'entity-owned-twice'],
	...['story-mapped-twice', 'code-path-twice', 'domain-dependency', 'component-dependency'],
];
const BY_IMPORTS = ['import-not-allowed', 'dependency-unused'];

export function affectedBy(changed: ChangedSince, seen: Seen): Affected {
	const { texts, readNow } = seen;
	const { files } = changed;
	if (files.some((path) => path === CONFIG_FILE || FOR_ALL_FILES.test(path))) return EVERYTHING;
	const said = files.filter((path) => path.startsWith(`${LOG_FOLDER}/`));
	const events = said.flatMap((path) => eventsIn(path, readNow(path) ?? ''));
	const decided = events.map((event) => decidedBy(event, seen));
	if (decided.includes('everything')) return EVERYTHING;
	const differing = differingSince(changed, texts);
	const own = [...differing.components, ...differing.designs];
	const paths = new Set([
		...files,
		...own
			.flatMap((one) => [one.code, 'test' in one ? one.test : ''])
			.filter((path) => path !== ''),
	]);
	const direct = new Set<ArtefactId>([
		...decided.flatMap((one) => (one === null || one === 'everything' ? [] : one)),
		...[...differing.stories, ...differing.contexts, ...own].map(({ id }) => id),
		...differing.contexts.flatMap(({ stories }) => stories),
		...servingAny(texts.artefacts, differing),
		...files.flatMap((path) => texts.designAt(path) ?? []),
		...tracedTo(paths, texts, seen.preset),
	]);
	const all = withAllBelow(texts.artefacts, direct);
	const code = files.filter((path) => codeLanguageOf(path) !== null);
	const isElsewhere =
		differing.contexts.length > 0 ||
		files.some((path) => LEADS.test(path)) ||
		code.some((path) => readNow(path) === null);
	return {
		has: (id) => all.has(id),
		files: paths,
		rules: new Set([
			...(differing.isRenamed ? BY_NAMES : []),
			...(differing.stories.length > 0 ? BY_CRITERIA : []),
			...(differing.contexts.length > 0 ? BY_MAP : []),
			...(isElsewhere ? BY_IMPORTS : []),
			...(code.length > 0 ? ['dependency-unused', 'criterion-uncovered'] : []),
		]),
	};
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

/** Designs that serve a criterion of a Story that changed, as it was or as it is. */
function servingAny({ designs }: Artefacts, { stories }: Differing): readonly ArtefactId[] {
	const ids = new Set(stories.flatMap(({ criteria }) => criteria.map(({ id }) => id)));
	return designs.filter(({ criteria }) => criteria.some((one) => ids.has(one))).map(({ id }) => id);
}

function tracedTo(
	files: ReadonlySet<string>,
	{ traceable: { contexts, written } }: RepositoryTexts,
	preset: Preset | null,
): readonly ArtefactId[] {
	return traceSubjects(contexts, written).flatMap(({ id, file, code, test }) => {
		const ruled = preset === null || file === null ? [] : codePathsOf(preset, file);
		const codes = code === '' ? ruled : [code];
		const tests = codes.flatMap((one) => (preset && tracePathsOf(preset, one)?.tests) ?? []);
		const own = [...codes, ...(test === '' ? tests : [test])];
		// Of a submodule git tells that something in it changed, and not what.
		return own.some((one) => files.has(one)) || belowAny(files, own).length > 0 ? id : [];
	});
}

function withAllBelow(
	artefacts: Artefacts,
	direct: ReadonlySet<ArtefactId>,
): ReadonlySet<ArtefactId> {
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
