import type { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import { GLANCE, type Glance } from '#client/state/glance/glance.ts';
import type { Lifecycle } from '#client/state/lifecycle/lifecycle.svelte.ts';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Identity } from '#client/state/member/identity.svelte.ts';
import type { LogStore } from '#client/sync/log-store.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { ArtefactId } from '#shared/id.ts';

/** Typing goes on; what is seen at a glance is kept when it pauses. */
const KEEP_AFTER_MS = 1_500;

interface GlanceDeps {
	readonly book: Pick<LogBook, 'changes'>;
	readonly identity: Pick<
		Identity,
		'changes' | 'phase' | 'me' | 'root' | 'folderName' | 'unconfirmedRecovery'
	>;
	readonly index: Pick<ArtefactIndex, 'stories' | 'loaded'>;
	readonly lifecycle: Pick<Lifecycle, 'view' | 'practices'>;
	readonly log: Pick<LogStore, 'writeFact'>;
	readonly replicas: Pick<Replicas, 'listen'>;
}

/** Keeps a glance of the workspace on this device for its next start. Returns how to stop. */
export function keepGlance(deps: GlanceDeps): () => void {
	const { book, identity, index, lifecycle, log, replicas } = deps;
	let timer: ReturnType<typeof setTimeout> | null = null;
	let kept = '';
	const stops = [
		book.changes.listen(later),
		identity.changes.listen(later),
		replicas.listen(later),
	];

	return () => {
		for (const stop of stops) stop();
		if (timer !== null) clearTimeout(timer);
	};

	function later(): void {
		if (timer !== null) clearTimeout(timer);
		timer = setTimeout(keep, KEEP_AFTER_MS);
	}

	function keep(): void {
		if (identity.phase !== 'opening' && !index.loaded) return;
		const glance = read();
		const text = JSON.stringify(glance);
		if (text === kept) return;
		kept = text;
		void log.writeFact(GLANCE, glance);
	}

	/** Null where this browser is nobody: then its next start waits for the log. */
	function read(): Glance | null {
		const { me, root, folderName: folder } = identity;
		if (me === null || root === null || identity.phase !== 'ready') return null;
		if (identity.unconfirmedRecovery !== null) return null;
		const seen = index.stories.flatMap(({ id }) => {
			const state = stateOf(id);
			return state.phase === 'draft' && !state.bypassed ? [] : [[id, state] as const];
		});
		const practices = [...lifecycle.practices];
		return { me, root, folder, practices, states: Object.fromEntries(seen) };
	}

	function stateOf(id: ArtefactId): Glance['states'][never] {
		const { phase, standing, bypassed } = lifecycle.view(id);
		return { phase, standing, bypassed };
	}
}
