/** Where in the team's files a Finding about an artefact is. */
import type { Config } from '#server/files/config/config.ts';
import type { Store } from '#server/storage/store.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { ComponentId, ContextId, StoryId } from '#shared/id.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { readStories } from '#shared/markdown/stories.ts';
import type { Finding } from '#shared/trace/finding.ts';

type Lines = ReadonlyMap<string, number>;

/** Fills in file and line, as the files last agreed with the documents. */
export function createLocate(deps: {
	readonly config: Config;
	readonly agreed: Pick<Store['agreed'], 'read'>;
	readonly artefacts: () => Artefacts;
	/** Null for a Design without a file: then it is where the map lists its Component. */
	readonly designPath: (id: ComponentId) => string | null;
	/** The lines of the file of stories and of the map, where they were read already. */
	readonly known?: { readonly stories: Lines; readonly contexts: Lines };
}): (finding: Finding) => Finding {
	const { config, agreed, known } = deps;
	const storyLines = keptBy(
		(text) => known?.stories ?? readStories(text, deps.artefacts().stories).lines,
	);
	const contextLines = keptBy((text) => {
		if (known !== undefined) return known.contexts;
		const { stories, contexts } = deps.artefacts();
		return readContextMap(text, stories, contexts).lines;
	});

	function inFile(finding: Finding, file: string, linesOf: (text: string) => Lines): Finding {
		const text = agreed.read(file);
		if (text === null) return finding;
		const lines = linesOf(text);
		const part = finding.field?.split('/')[1] ?? '';
		const line = lines.get(part) ?? lines.get(finding.artefact ?? '') ?? null;
		return { ...finding, file, line };
	}

	return (finding) => {
		if (finding.artefact === null || finding.file !== null) return finding;
		const { stories, contexts } = config.paths;
		// Most are about Designs.
		const design = ComponentId.safeParse(finding.artefact).data;
		if (design !== undefined) {
			const file = deps.designPath(design);
			return file === null ? inFile(finding, contexts, contextLines) : { ...finding, file };
		}
		if (StoryId.safeParse(finding.artefact).success) return inFile(finding, stories, storyLines);
		if (ContextId.safeParse(finding.artefact).success) {
			return inFile(finding, contexts, contextLines);
		}
		return finding;
	};
}

/** Reads a text once while it is the same. */
function keptBy(read: (text: string) => Lines): (text: string) => Lines {
	let kept: { readonly text: string; readonly lines: Lines } | null = null;
	return (text) => {
		if (kept?.text !== text) kept = { text, lines: read(text) };
		return kept.lines;
	};
}
