import type { Decisions } from '#client/state/lifecycle/decisions.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok } from '#shared/result.ts';

interface Deciding {
	policy: Policy;
	readonly decided: string[];
	/** Decisions on these artefacts are refused. */
	readonly refuses: ReadonlyMap<ArtefactId, Refusal>;
	ondecided: ((id: ArtefactId) => void) | null;
}

/** Decisions that are written down, as `approve st_…`, and lead to nothing by themselves. */
export function decisionsOf(world: Deciding): Decisions {
	const note = (name: string) => async (id: ArtefactId) => {
		const refusal = world.refuses.get(id);
		if (refusal !== undefined) return err(refusal);
		world.decided.push(`${name} ${id}`);
		world.ondecided?.(id);
		return ok(undefined);
	};
	return {
		submit: note('submit'),
		approve: note('approve'),
		requestChanges: note('requestChanges'),
		withdraw: note('withdraw'),
		reaffirm: note('reaffirm'),
		bypass: note('bypass'),
		archive: note('archive'),
		restore: note('restore'),
		async setPolicy(policy) {
			world.policy = policy;
			return ok(undefined);
		},
	};
}
