import { createCommentsSide } from '#server/files/sides/comments-side.ts';
import type { FileSide, SideDeps } from '#server/files/sides/file-side.ts';
import { createLayoutSide } from '#server/files/sides/layout-side.ts';

/** The sides beside stories, contexts and designs: one line each. */
export function createSides(
	deps: SideDeps & { readonly isStopped: () => boolean },
): readonly FileSide[] {
	return [deps.settings.side, createLayoutSide(deps), createCommentsSide(deps)];
}
