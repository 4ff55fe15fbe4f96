import type { FileSide, SideDeps } from '#server/files/file-side.ts';

/** The sides beside stories, contexts and designs: one line each. */
export function createSides({ settings }: SideDeps): readonly FileSide[] {
	return [settings.side];
}
