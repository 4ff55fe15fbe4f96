import type { Workspace } from '#client/state/workspace.svelte.ts';
import { readStoryBlocks } from '#shared/doc/stories-doc.ts';
import { type ExportedFile, gherkinFiles } from '#shared/export/gherkin.ts';
import { zipOf } from '#shared/export/zip.ts';
import { writeContextMap } from '#shared/markdown/context-map.ts';
import { writeStories } from '#shared/markdown/stories.ts';
import { designPathOf } from '#shared/trace/paths.ts';

/** Every Story as a `.feature` file, in one archive. */
export function downloadGherkin(workspace: Workspace): void {
	download(`${workspace.folderName}-features.zip`, gherkinFiles(workspace.stories));
}

/** Stories, map and designs as the repository would hold them, in one archive. */
export function downloadMarkdown(workspace: Workspace): void {
	const { imports, stories, contexts, designs, validation } = workspace;
	const blocks = contexts.map((context) => ({ kind: 'context', context }) as const);
	const preset = validation.conventions?.preset ?? null;
	download(`${workspace.folderName}-markdown.zip`, [
		{ path: 'user_stories.md', text: writeStories(null, readStoryBlocks(imports.doc)) },
		...(blocks.length === 0
			? []
			: [{ path: 'context_map.md', text: writeContextMap(null, blocks, stories) }]),
		...designs
			.filter(({ hasText }) => hasText)
			.map(({ id, component, code }) => ({
				path:
					preset === null
						? `docs/design/${id}.md`
						: designPathOf(preset, { name: component, code }),
				text: workspace.designText(id),
			})),
	]);
}

function download(name: string, files: readonly ExportedFile[]): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob([zipOf(files)], { type: 'application/zip' }));
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
