/**
 * The key of a build machine: a secret that CI keeps, and a request that an owner adds to the
 * workspace. Whoever has the secret can attest to test runs, and do nothing else.
 *
 *     secret    lintel-ci-secret.rl_….<32 bytes, base64url>     LINTEL_CI_KEY
 *     request   lintel-ci.rl_….<the public key>                  for an owner, under Members
 */
import { fromBase64Url, toBase64Url } from '#shared/base64url.ts';
import { mintId, type Random, RelayId } from '#shared/id.ts';
import { printCiRequest } from '#shared/lifecycle/ci-request.ts';
import { importSeed } from '#shared/lifecycle/seed-key.ts';
import { createDeviceSigner, type Signer } from '#shared/lifecycle/sign.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export async function mintCiKey(random: Random): Promise<{ secret: string; request: string }> {
	const seed = random(32);
	const relay = RelayId.parse(mintId('rl', random));
	const { publicKey: key } = await importSeed(seed);
	const request = printCiRequest({ relay, key });
	return { secret: `lintel-ci-secret.${relay}.${toBase64Url(seed)}`, request };
}

export async function openCiKey(secret: string): Promise<Result<Signer, Refusal>> {
	const [kind, relay, seed = ''] = secret.trim().split('.');
	if (kind !== 'lintel-ci-secret' || !RelayId.safeParse(relay).success) return err(malformed);
	try {
		const { privateKey, publicKey } = await importSeed(fromBase64Url(seed));
		return ok(createDeviceSigner(privateKey, publicKey));
	} catch {
		return err(malformed);
	}
}

const malformed = refusal(
	'ci-key',
	'LINTEL_CI_KEY is not a key that lintel ci-key printed.',
	'Print a new one with lintel ci-key, put it into CI’s secrets, and let an owner add it.',
);
