/** What there is of each file of a repository, in a form that another thread can hand over. */
import { openRepositoryFiles } from '#server/trace/repository-files.ts';
import type { FileState } from '#shared/trace/tracing/trace.ts';

export interface FilesAhead {
	/** Every file that could matter, each followed by a zero. */
	readonly paths: string;
	/** By the how-manieth path: the place of its state, or 0 where nobody looked. */
	readonly states: Uint8Array<ArrayBuffer>;
}

const STATES = [null, 'there', 'empty', 'missing'] as const satisfies readonly (FileState | null)[];

/** Looks at all but Markdown, which is nobody's code. */
export function readFilesAhead(deps: Parameters<typeof openRepositoryFiles>[0]): FilesAhead {
	const files = openRepositoryFiles(deps);
	const paths = [...files.paths()];
	const states = Uint8Array.from(paths, (path) =>
		path.endsWith('.md') ? 0 : STATES.indexOf(files.stateOf(path)),
	);
	return { paths: paths.map((path) => `${path}\0`).join(''), states };
}

export function seenAhead({ paths, states }: FilesAhead) {
	const listed = paths.split('\0').slice(0, -1);
	const known = new Map<string, FileState>();
	for (const [n, path] of listed.entries()) {
		const state = STATES[states[n] ?? 0] ?? null;
		if (state !== null) known.set(path, state);
	}
	return { listed: new Set(listed), known };
}
