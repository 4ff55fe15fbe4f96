/** Every artefact as a repository's files read, by the same readers as everywhere. */

import { keepLooks } from '#server/check/cache/kept-looks.ts';
import type { CheckPieces } from '#server/check/cache/pieces.ts';
import { CONFIG_FILE, type Config, parseConfig, settingsIn } from '#server/files/config/config.ts';
import { likelyPreset } from '#server/files/config/likely-preset.ts';
import { readTeamRules } from '#server/files/config/team-rules.ts';
import { readTeamTemplates } from '#server/files/config/team-templates.ts';
import { designFileOf } from '#server/files/design/design-owner.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { type FileRead, readText } from '#server/files/disk/read-text.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import { lineFindings } from '#server/files/findings/line-findings.ts';
import { createLocate } from '#server/files/findings/located.ts';
import { scanRepository } from '#server/files/scan.ts';
import { layoutFinding } from '#server/files/sides/layout-text.ts';
import { type AnyArtefact, artefactsById } from '#shared/artefact/any-artefact.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Component } from '#shared/artefact/component.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { type StoryParts, storyParts } from '#shared/lifecycle/story-parts.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { readDesignDoc } from '#shared/markdown/design.ts';
import { readStories } from '#shared/markdown/stories.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';
import { createChecker } from '#shared/trace/checker.ts';
import { type Conventions, componentTypesOf, conventionsOf } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { DesignKeys } from '#shared/trace/keys.ts';
import { knownDesigns, unlistedDesign } from '#shared/trace/known-designs.ts';
import type { KeptLooks } from '#shared/trace/look.ts';
import { misplacedDesigns } from '#shared/trace/misplaced-designs.ts';
import { type Practices, practised } from '#shared/trace/practices.ts';
import type { Settings } from '#shared/trace/settings.ts';
import type { TraceInput } from '#shared/trace/tracing/tracing.ts';

export interface RepositoryTexts {
	readonly config: Config;
	readonly artefacts: Artefacts;
	/** The artefact in the repository, or null. */
	find(id: ArtefactId): AnyArtefact | null;
	revisionOf(id: ArtefactId): Revision | null;
	/** The hashes of a Story's parts; null for what is none. */
	partsOf(id: ArtefactId): StoryParts | null;
	/** Of a Design's Markdown file; null where it has none. */
	designPath(id: ComponentId): string | null;
	/** A Design's whole Markdown; '' for none. */
	designText(id: ComponentId): string;
	/** A text of the repository, as it was read; null where it was not. */
	textAt(path: string): string | null;
	/** The Designs of a code file, by what the map and the Designs say of their code. */
	designsOf(code: string): readonly ComponentId[];
	/** Every code file that the map or a Design names. */
	codePaths(): readonly string[];
	/** The Design whose file lies at this path. */
	designAt(path: string): ComponentId | null;
	/** What there is to trace: the map's components, and what Designs say of their files. */
	readonly traceable: Pick<TraceInput, 'contexts' | 'written' | 'folder'>;
	/** Fills in the file and line of what a Finding is about. */
	locate(finding: Finding): Finding;
	/** Where an artefact begins. */
	placeOf(id: ArtefactId): { readonly file: string | null; readonly line: number | null };
	/** The same object for the same rules. */
	conventions(failing: readonly string[]): Conventions;
	/** Takes over what another thread found in Designs. */
	lookedAt(looks: Pick<KeptLooks<Design, DesignKeys>, 'get'>): void;
	/** What the readers and the rules have to say, located; the last answer is kept. */
	findings(conventions: Conventions, practices: Practices): readonly Finding[];
}

/** Refuses a config that doesn't hold: nothing else says where the files are. */
export function readConfig(disk: Disk, root: string): Result<Config, Refusal> {
	return parseConfig(readText(disk, root, CONFIG_FILE), likelyPreset(disk, root));
}

export function readTexts(
	disk: Disk,
	root: string,
	config: Config,
	pieces?: CheckPieces,
): RepositoryTexts {
	const scan = scanRepository(disk, root, config);
	const layout = layoutFinding(disk, root);
	const templates = readTeamTemplates(disk, root);
	const settings: Settings = { ...settingsIn(config), templates: templates.templates };
	const rules = readTeamRules(disk, root, componentTypesOf(conventionsOf(settings)));
	const stories = readStories(wordsIn(scan.stories));
	const storyList = stories.blocks.flatMap((block) => (block.kind === 'story' ? block.story : []));
	const map = readContextMap(wordsIn(scan.contexts), storyList);
	const contexts = map.blocks.flatMap((block) => (block.kind === 'context' ? block.context : []));
	const known = knownDesigns(contexts);
	const readings = [...scan.designs.values()].map(({ id, path, text }) => {
		const reading = readDesignDoc(text, known.get(id) ?? unlistedDesign(id));
		return { path, ...reading };
	});
	const designs = readings.flatMap(({ design }): Design[] => (design === null ? [] : [design]));
	const artefacts: Artefacts = { stories: storyList, contexts, designs };
	const byId = artefactsById(artefacts);
	const revisions = new Map<ArtefactId, Revision>();
	const designPath = (id: ComponentId) => scan.designs.get(id)?.path ?? null;
	const designText = (id: ComponentId) => scan.designs.get(id)?.text ?? '';

	function revisionOf(id: ArtefactId): Revision | null {
		const artefact = byId.get(id);
		if (artefact === undefined) return null;
		const revision = revisions.get(id) ?? revisionOfArtefact(artefact);
		revisions.set(id, revision);
		return revision;
	}

	function partsOf(id: ArtefactId): StoryParts | null {
		const artefact = byId.get(id);
		return artefact?.kind === 'story' ? storyParts(artefact.story) : null;
	}

	const byCode = Map.groupBy(codePairs(contexts, readings), ([code]) => code);
	const byPath = new Map([...scan.designs.values()].map(({ path, id }) => [path, id]));

	const texts = new Map<string, string>([
		[config.paths.stories, wordsIn(scan.stories)],
		[config.paths.contexts, wordsIn(scan.contexts)],
		...[...scan.designs.values()].map(({ path, text }) => [path, text] as const),
	]);
	const textAt = (path: string) => texts.get(path) ?? null;

	const locate = createLocate({
		config,
		agreed: { read: textAt },
		artefacts: () => artefacts,
		designPath,
		known: { stories: stories.lines, contexts: map.lines },
	});

	function placeOf(id: ArtefactId) {
		const { file, line } = locate({ ...NOWHERE, file: null, artefact: id });
		return { file, line: file === null ? null : (line ?? 1) };
	}

	const written = readings.flatMap(({ path, design, code, test }) =>
		design === null ? [] : [{ id: design.id, name: design.component, file: path, code, test }],
	);

	const kept = keepLooks(pieces?.designs ?? null, designText);
	let looked: { readonly by: readonly unknown[]; readonly findings: readonly Finding[] } | null =
		null;
	const byFailing = new Map<string, Conventions>();

	function conventionsFor(failing: readonly string[]): Conventions {
		const name = JSON.stringify(failing);
		const known = byFailing.get(name) ?? conventionsOf(settings, failing);
		byFailing.set(name, known);
		return known;
	}

	function findings(conventions: Conventions, practices: Practices): readonly Finding[] {
		const by = [conventions, [...practices].join()];
		if (looked?.by.every((one, n) => one === by[n]) !== true) {
			looked = { by, findings: lookAt(conventions, practices) };
		}
		return looked.findings;
	}

	function lookAt(conventions: Conventions, practices: Practices): readonly Finding[] {
		const checker = createChecker(designText, kept);
		const files = {
			pathOf: designPath,
			ruledPath: (component: Component) => designFileOf(config, component),
		};
		return [
			...scan.findings,
			...(layout === null ? [] : [layout]),
			...templates.findings,
			...rules.findings,
			...lineFindings(config.paths.stories, stories),
			...lineFindings(config.paths.contexts, map),
			...readings.flatMap(({ path, findings }) => findings.map((one) => ({ ...one, file: path }))),
			...checker(practised(artefacts, practices), conventions),
			...(practices.has('design') ? misplacedDesigns(contexts, conventions, files) : []),
		].map(locate);
	}

	return {
		config,
		artefacts,
		find: (id) => byId.get(id) ?? null,
		revisionOf,
		partsOf,
		designPath,
		designText,
		textAt,
		designsOf: (code) => (byCode.get(code) ?? []).map(([, id]) => id),
		codePaths: () => [...byCode.keys()].sort(),
		designAt: (path) => byPath.get(path) ?? null,
		traceable: { contexts, written, folder: config.paths.designs },
		locate,
		placeOf,
		conventions: conventionsFor,
		lookedAt: kept.takeOver,
		findings,
	};
}

const NOWHERE = fileFinding('', 'info', '', '', '');

/** The map's row goes first; a Design that no map lists may name its code itself. */
function codePairs(
	contexts: readonly Context[],
	readings: readonly { readonly design: Design | null; readonly code: string }[],
): readonly (readonly [code: string, id: ComponentId])[] {
	const components = contexts.flatMap((context) => context.components);
	const listed = new Set(components.map(({ id }) => id));
	return [
		...components.map(({ code, id }) => [code, id] as const),
		...readings.flatMap(({ design, code }) =>
			design === null || listed.has(design.id) ? [] : [[code, design.id] as const],
		),
	].filter(([code]) => code !== '');
}

function wordsIn(read: FileRead): string {
	return read.kind === 'text' ? read.text : '';
}
