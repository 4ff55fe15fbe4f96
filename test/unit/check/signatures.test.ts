import { describe, expect, test } from 'vitest';
import type { EventCopy } from '#server/check/log-reading.ts';
import { type Signatures, startVerifying, verifyCopies } from '#server/check/signatures.ts';
import { knowSignatures } from '#server/check/signing/known-signatures.ts';
import {
	createSignatureThreads,
	type SignatureChecks,
} from '#server/check/signing/signature-threads.ts';
import { createCheckThreads } from '#server/check/threads/check-threads.ts';
import { toBase64Url } from '#shared/base64url.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { hashOf } from '#shared/hash.ts';
import { composeEvent, type EventPayload } from '#shared/lifecycle/compose.ts';
import type { Envelope, Signature } from '#shared/lifecycle/envelope.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';
import { keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';
import { sealEvent } from '#shared/lifecycle/sign.ts';
import { keysIn, type SignatureJob, verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { AT, blob, memberId, relayId, STORY, storyId } from '#test/fixtures/events.ts';
import { createPasskey } from '#test/fixtures/passkey.ts';
import { createRandom, type SeededRandom } from '#test/fixtures/random.ts';
import { checksThat, createKept } from '#test/fixtures/signature-checks.ts';
import { createSignatory, createSignedWorkspace } from '#test/fixtures/signed-workspace.ts';

function copiesOf(envelopes: readonly Envelope[]): readonly EventCopy[] {
	return envelopes.map((envelope, n) => {
		const canonical = canonicalJson(envelope.event);
		return { id: hashOf(canonical), envelope, canonical, file: `${n % 2}.jsonl`, line: n + 1 };
	});
}

/** Events of every author, each with every signature that somebody could write beside it. */
async function createEnvelopes() {
	const [workspace, stranger, passkey] = await Promise.all([
		createSignedWorkspace(),
		createSignatory(),
		createPasskey(),
	]);
	const { ada, relay, root, founding } = workspace;
	const eventBy = (key: PublicKey, payload: EventPayload) => {
		const head = { workspace: root, heads: [root], at: AT, by: { key: keyIdOf(key) } };
		return composeEvent(head, payload);
	};
	const archivedBy = (key: PublicKey, artefact = STORY) =>
		eventBy(key, { type: 'archived', artefact });
	const member = memberId('ada');
	const enrol = (key: PublicKey) =>
		workspace.sign(ada, { type: 'deviceAdded', member, device: { key, access: null } });
	/** Signed well: others carry these signatures as well. */
	const good = [
		await sealEvent(ada.signer, archivedBy(ada.key, storyId('another'))),
		await passkey.touch(archivedBy(passkey.key, storyId('another'))),
	];
	const broken = ['', 'A', 'AAAA', toBase64Url(new Uint8Array(64))].map(
		(value) => ({ alg: 'ed25519', value }) as const,
	);
	const signedInEveryWay = async (event: LifecycleEvent): Promise<Envelope[]> => {
		const signers = [ada.signer, relay.signer, stranger.signer];
		const own = await Promise.all(signers.map((signer) => signer.sign(event)));
		const touches = [{}, { flags: 0x01 }, { origin: 'http://elsewhere' }];
		const touched = await Promise.all(touches.map((change) => passkey.touch(event, change)));
		const sigs = [...own, ...broken, ...[...good, ...touched].map(({ sig }) => sig)];
		return [...sigs, ...crossed(touched)].map((sig) => ({ event, sig }));
	};
	const authors = [ada.key, relay.key, stranger.key, passkey.key];
	const relayAdded = { type: 'relayAdded', relay: relayId('relay'), name: blob('r') } as const;
	const envelopes = [
		...[founding, await enrol(passkey.key), ...good],
		await workspace.sign(ada, { ...relayAdded, key: relay.key }),
		...(await signedInEveryWay(founding.event)),
		...(await Promise.all(authors.map((key) => signedInEveryWay(archivedBy(key))))).flat(),
	];
	return { envelopes, known: await enrol(stranger.key) };
}

/** The first, with one part of another's in its place. */
function crossed([first, ...others]: readonly Envelope[]): readonly Signature[] {
	const sig = first?.sig;
	if (sig?.alg !== 'webauthn') return [];
	return others.flatMap(({ sig: { alg, ...parts } }) =>
		Object.entries(parts).map(([part, bytes]) => ({ ...sig, [part]: bytes })),
	);
}

function mixed(random: SeededRandom, envelopes: readonly Envelope[]): readonly Envelope[] {
	return Array.from({ length: 150 }, () => envelopes[random.below(envelopes.length)]).filter(
		(envelope) => envelope !== undefined,
	);
}

/** The one strict verifier is asked of each copy by itself. */
async function strictly(
	copies: readonly EventCopy[],
	described: readonly EventCopy[],
): Promise<Signatures> {
	const keys = [...copies, ...described].flatMap(({ envelope }) => keysIn(envelope.event));
	const keyOf = (id: string) => keys.find((key) => keyIdOf(key) === id) ?? null;
	const good = new Map();
	const bad = [];
	for (const copy of copies) {
		const verified = await verifyEnvelope(copy.envelope, keyOf);
		if (!verified.ok) bad.push({ copy, refusal: verified.error });
		else if (!good.has(copy.id)) good.set(copy.id, { copy, verified: verified.value });
	}
	return {
		good,
		bad: bad.map((one) => ({ ...one, shadows: good.get(one.copy.id)?.copy ?? null })),
	};
}

describe('the signatures of a log', () => {
	test.each([1, 2, 3, 4, 5])(
		'[CK25] are what the one strict verifier says of each copy, mixture %i',
		async (seed) => {
			using helping = createCheckThreads(2);
			const threads = createSignatureThreads(helping);
			const random = createRandom(seed);
			const { envelopes, known } = await createEnvelopes();
			const copies = copiesOf(mixed(random, envelopes));
			for (const described of [[], copiesOf([known])]) {
				const strict = await strictly(copies, described);
				expect(strict.good.size).toBeGreaterThan(0);
				expect(strict.bad.length).toBeGreaterThan(0);
				const kept = createKept();
				const ways: readonly (SignatureChecks | undefined)[] = [
					...[undefined, threads, knowSignatures(threads, kept)],
					...[knowSignatures(threads, kept), knowSignatures(checksThat(() => false).checks, kept)],
				];
				for (const checks of ways) {
					expect(await verifyCopies(copies, described, checks)).toEqual(strict);
				}
			}
		},
	);

	test('[CK25] are hoped to be good until the last of them is known to be', async () => {
		const { envelopes } = await createEnvelopes();
		const [founding] = copiesOf(envelopes);
		const forged = copiesOf(envelopes).find(
			({ id, envelope }) => id === founding?.id && envelope.sig.alg === 'webauthn',
		);
		if (founding === undefined || forged === undefined) throw new Error('Both are there.');
		const proving = startVerifying([founding]);
		expect(await proving.settle()).toBe(proving.hoped);
		const doubted = startVerifying([forged, founding]);
		expect(doubted.hoped.good.get(founding.id)?.copy).toBe(forged);
		const { good, bad } = await doubted.settle();
		expect(good.get(founding.id)?.copy).toBe(founding);
		expect(bad).toMatchObject([{ copy: forged, shadows: founding }]);
	});

	test('[CK25] are taken batch by batch, and each answer goes to its own', async () => {
		const workspace = await createSignedWorkspace();
		const { founding } = workspace;
		const sigOf = (n: number) => {
			const bytes = new Uint8Array(64);
			new DataView(bytes.buffer).setUint32(0, n);
			return { alg: 'ed25519', value: toBase64Url(bytes) } as const;
		};
		const canonical = canonicalJson(founding.event);
		const copies = Array.from({ length: 12_100 }, (_, n) => {
			const envelope = { event: founding.event, sig: sigOf(n) };
			return { id: workspace.root, envelope, canonical, file: 'a.jsonl', line: n };
		});
		const doubted = [3, 11_999, 12_000, 12_099];
		const numberOf = ({ signature }: SignatureJob) => new DataView(signature.buffer).getUint32(0);
		const { checks, asked } = checksThat((job) => !doubted.includes(numberOf(job)));
		const { bad } = await verifyCopies(copies, [], checks);
		expect(bad.map(({ copy }) => copy.line)).toEqual(doubted);
		expect(asked.flat().map(numberOf)).toEqual(copies.map(({ line }) => line));
		expect(asked.length).toBe(2);
	});
});
