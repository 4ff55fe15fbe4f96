import { createRateLimit } from '#server/access/rate-limit.ts';
import { sameSecret } from '#server/access/same-secret.ts';
import { toBase64Url } from '#shared/base64url.ts';
import type { Random } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/**
 * The code that lets one browser found a workspace. It is made while a workspace has no founder,
 * travels in the fragment of a link that only the terminal shows, and works once.
 */
export interface Pairing {
	/** The open code of this workspace: made the first time it is asked for. */
	open(slug: string): string;
	/** Takes the code out of use. {@link Pairing.giveBack} undoes that when founding failed. */
	redeem(slug: string, code: string): Result<void, Refusal>;
	giveBack(slug: string, code: string): void;
	/** Founded: no code of this workspace works any more. */
	close(slug: string): void;
}

const TRIES = 10;
const TRIES_WINDOW_MS = 60_000;

export function createPairing(deps: {
	readonly random: Random;
	readonly now: () => Date;
}): Pairing {
	const codes = new Map<string, string>();
	const tries = createRateLimit({ burst: TRIES, windowMs: TRIES_WINDOW_MS, now: deps.now });

	return {
		open(slug) {
			const code = codes.get(slug) ?? toBase64Url(deps.random(16));
			codes.set(slug, code);
			return code;
		},
		redeem(slug, code) {
			if (!tries.take(slug)) return err(tooManyTries);
			const open = codes.get(slug);
			if (open === undefined || !sameSecret(open, code)) return err(notThisCode);
			codes.delete(slug);
			return ok(undefined);
		},
		giveBack(slug, code) {
			codes.set(slug, code);
		},
		close(slug) {
			codes.delete(slug);
		},
	};
}

const tooManyTries = refusal(
	'pairing-rate',
	'Too many pairing codes were tried.',
	'Wait a minute, then open the link that Lintel printed in its terminal.',
);

const notThisCode = refusal(
	'pairing-code',
	'This pairing code is not the one that is open.',
	'Open the link that Lintel printed in its terminal; each link works once.',
);
