/** Where to look in a Design's files, read when somebody is about to open one. */
import type { FilesInHand } from '#server/evidence/files-in-hand.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { isInside } from '#server/files/disk/inside.ts';
import { readRegularText } from '#server/files/disk/read-regular.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { testLines } from '#shared/evidence/test-lines.ts';
import type { ComponentId } from '#shared/id.ts';
import type { FileLines } from '#shared/protocol/file-lines.ts';
import { declaredLine } from '#shared/trace/declared-line.ts';

/** Nobody looks for a line in more. */
const MAX_BYTES = 1024 * 1024;

export type FilePaths = { readonly [What in keyof FilesInHand]: string | null };

export function createFileLines(deps: {
	readonly disk: Disk;
	/** The repository's real path. */
	readonly root: string;
	readonly artefacts: () => Artefacts;
	/** Where the files of a Design are. */
	readonly pathsOf: (design: ComponentId) => FilePaths;
}): (design: ComponentId) => FileLines {
	const { disk, root, artefacts, pathsOf } = deps;

	/** Paths come from the files, and so from anybody: nothing outside is read. */
	function textAt(path: string | null): string | null {
		if (path === null) return null;
		try {
			const real = disk.realpathSync(`${root}/${path}`);
			return isInside(root, real) ? readRegularText(disk, real, MAX_BYTES) : null;
		} catch {
			return null;
		}
	}

	return (design) => {
		const { designs, stories, contexts } = artefacts();
		const listed = contexts.flatMap(({ components }) => components).find(({ id }) => id === design);
		const name = listed?.name ?? designs.find(({ id }) => id === design)?.component ?? '';
		const { code, test } = pathsOf(design);
		const [codeText, testText] = [textAt(code), textAt(test)];
		const lines =
			test === null || testText === null
				? { first: null, criteria: {} }
				: testLines({ design, path: test, text: testText }, stories);
		return {
			code: codeText === null ? null : declaredLine(codeText, name),
			test: lines.first,
			criteria: lines.criteria,
		};
	};
}
