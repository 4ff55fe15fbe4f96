import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Refusal } from '#shared/refusal.ts';

/** Reaffirms one after the other, a signature each; can be stopped in between. */
export class ReaffirmMany {
	#workspace: Pick<Workspace, 'decide'>;
	#stopped = false;
	/** How many there are to do; 0 while nothing is under way. */
	total = $state(0);
	done = $state(0);

	constructor(workspace: Pick<Workspace, 'decide'>) {
		this.#workspace = workspace;
	}

	get busy(): boolean {
		return this.total > 0;
	}

	/** How many were signed, and the refusal that ended it, if one did. */
	async run(ids: readonly ArtefactId[]): Promise<{ signed: number; refusal: Refusal | null }> {
		if (this.busy) return { signed: 0, refusal: null };
		this.#stopped = false;
		this.done = 0;
		this.total = ids.length;
		let refusal: Refusal | null = null;
		for (const id of ids) {
			const result = await this.#workspace.decide.reaffirm(id);
			if (!result.ok) refusal = result.error;
			if (!result.ok || this.#stopped) break;
			this.done++;
		}
		const signed = this.done;
		this.total = 0;
		return { signed, refusal };
	}

	stop(): void {
		this.#stopped = true;
	}
}
