import { toBase64Url } from '#shared/base64url.ts';
import type { Random } from '#shared/id.ts';

/** Numbers to sign, each good once, for one workspace and origin, for a minute. */
export interface Nonces {
	mint(slug: string, origin: string): string;
	/** Whether this nonce was good; from then on it is not. */
	spend(slug: string, origin: string, nonce: string): boolean;
}

export const NONCE_LIFE_MS = 60_000;
const MAX_OPEN = 1000;

export function createNonces(deps: { readonly random: Random; readonly now: () => Date }): Nonces {
	/** Nonce → whose it is and when it runs out; oldest first. */
	const open = new Map<string, { readonly owner: string; readonly until: number }>();

	function sweep(at: number): void {
		for (const [nonce, { until }] of open) {
			if (until > at && open.size < MAX_OPEN) return;
			open.delete(nonce);
		}
	}

	return {
		mint(slug, origin) {
			const at = deps.now().getTime();
			sweep(at);
			const nonce = toBase64Url(deps.random(32));
			open.set(nonce, { owner: ownerOf(slug, origin), until: at + NONCE_LIFE_MS });
			return nonce;
		},
		spend(slug, origin, nonce) {
			const entry = open.get(nonce);
			open.delete(nonce);
			if (!entry) return false;
			return entry.owner === ownerOf(slug, origin) && entry.until > deps.now().getTime();
		},
	};
}

function ownerOf(slug: string, origin: string): string {
	return `${slug}\0${origin}`;
}
