/** Where files of a checkout can be opened: its folder, and the repository that git sends it to. */
import type { Run } from '#server/files/git/git-tree.ts';
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
		if (kept === null || Math.abs(at - kept.at) > HOLDS_MS) {
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

type Git = (...args: readonly string[]) => string | null;

function forgeOf(git: Git): Forge | null {
	const upstream = git('rev-parse', '--abbrev-ref', '--symbolic-full-name', '@{upstream}');
	const remote = remoteOf(git, upstream);
	if (remote === null) return null;
	const repository = repositoryOf(git('remote', 'get-url', remote) ?? '');
	if (repository === null) return null;
	const inside = git('rev-parse', '--show-prefix') ?? '';
	const at = inside === '' ? {} : { folder: inside.replace(/\/$/, '') };
	return { ...repository, ...at, ref: refOf(git, remote, upstream) };
}

function refOf(git: Git, remote: string, upstream: string | null): string {
	if (!upstream?.startsWith(`${remote}/`)) {
		// A branch that nobody pushed: where it left what everybody has.
		return git('merge-base', 'HEAD', `refs/remotes/${remote}/HEAD`) ?? 'HEAD';
	}
	const isPushed = git('merge-base', '--is-ancestor', 'HEAD', '@{upstream}') !== null;
	const commit = isPushed ? git('rev-parse', 'HEAD') : null;
	return commit ?? upstream.slice(remote.length + 1);
}

/** The remote that this branch follows, else `origin`, else the only one there is. */
function remoteOf(git: Git, upstream: string | null): string | null {
	const remotes = (git('remote') ?? '').split('\n').filter((name) => name !== '');
	const followed = remotes.find((name) => upstream?.startsWith(`${name}/`));
	const only = remotes.length === 1 ? remotes[0] : undefined;
	return followed ?? remotes.find((name) => name === 'origin') ?? only ?? null;
}
