import type { Extension } from '@codemirror/state';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { DESIGN_FIELD } from '#shared/doc/field-text.ts';
import type { ArtefactId } from '#shared/id.ts';

/** The comments on a Design, for its editor. */
export async function passageExtension(workspace: Workspace, id: ArtefactId): Promise<Extension> {
	const { passageMarks } = await import('#client/features/comment/passage-marks.ts');
	const { comments, me } = workspace;
	const mayComment = me !== null && me.role !== 'viewer';
	return passageMarks({
		watch: (take) =>
			$effect.root(() => {
				$effect(() => take(comments.marks(id, DESIGN_FIELD)));
			}),
		onopen: (thread) => comments.select(thread),
		oncomment: mayComment
			? (place) =>
					comments.begin({ artefact: id, anchor: comments.anchor(id, DESIGN_FIELD, place) })
			: null,
	});
}
