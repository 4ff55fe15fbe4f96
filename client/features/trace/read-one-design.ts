import type { ChainDesign } from '#client/features/trace/chain.ts';
import { runInHand } from '#client/features/trace/run-in-hand.ts';
import { designGaps } from '#client/features/trace/see-gaps.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ComponentId } from '#shared/id.ts';

type Read = Pick<ChainDesign, 'code' | 'test' | 'moved' | 'run' | 'gaps' | 'written'>;

/** The files and test runs of one Design as they are now; null where the team works without designs. */
export function readOneDesign(workspace: Workspace, id: ComponentId): Read | null {
	if (!workspace.practices.has('design') || !workspace.whole) return null;
	const { traces } = workspace;
	const { code = null, test = null, file = null, moved = null } = traces.of(id) ?? {};
	const read = {
		...{ id, code, test, moved, written: file !== null || workspace.designText(id) !== '' },
		run: runInHand(workspace, id),
	};
	const bare = traces.known ? read : { ...read, code: { path: '', state: 'unknown' as const } };
	return { ...bare, gaps: designGaps(bare, traces.known) };
}
