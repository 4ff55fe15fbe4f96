/** Where files of a checkout can be opened: its folder, and the repository that git sends it to. */
import type { Run } from '#server/files/git-tree.ts';
import { CheckoutPlaces, type Forge, repositoryOf } from '#shared/protocol/checkout-places.ts';

/** What git says holds for a while: a push leaves nothing behind that could be watched cheaply. */
const HOLDS_MS = 15_000;

export interface CheckoutPlacesDeps {
	readonly root: string;
	readonly run: Run;
	readonly now: () => Date;
}

/** Asks git when somebody wants to know; many who ask at once ask it once. */
export function createCheckoutPlaces({ root, run, now }: CheckoutPlacesDeps): () => CheckoutPlaces {
	let kept: { readonly at: number; readonly places: CheckoutPlaces } | null = null;

	return () => {
		const at = now().getTime();
		if (kept === null || at - kept.at > HOLDS_MS) {
			const forge = CheckoutPlaces.shape.forge.safeParse(forgeOf(git)).data ?? null;
			kept = { at, places: { root, forge } };
		}
		return kept.places;
	};

	function git(...args: readonly string[]): string | null {
		const ran = run('git', ['--no-optional-locks', ...args], root);
		return ran?.status === 0 ? ran.output.trim() : null;
	}
}

function forgeOf(git: (...args: readonly string[]) => string | null): Forge | null {
	const repository = repositoryOf(git('remote', 'get-url', 'origin') ?? '');
	if (repository === null) return null;
	const upstream = git('rev-parse', '--abbrev-ref', '--symbolic-full-name', '@{upstream}');
	if (!upstream?.startsWith('origin/')) return { ...repository, ref: 'HEAD' };
	const isPushed = git('merge-base', '--is-ancestor', 'HEAD', '@{upstream}') !== null;
	const commit = isPushed ? git('rev-parse', 'HEAD') : null;
	return { ...repository, ref: commit ?? upstream.slice('origin/'.length) };
}
