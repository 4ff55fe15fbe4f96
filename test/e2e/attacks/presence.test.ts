/** Approvals that arrive at a relay where the policy asks for a passkey. */
import { expect, test } from 'vitest';
import { composeEvent, type EventPayload } from '#shared/lifecycle/compose.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import { keyIdOf } from '#shared/lifecycle/public-key.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import { append, foundBy, serveFolder, signedBy, ticketOf } from '#test/e2e/world/served.ts';
import { askLog, openSocket } from '#test/e2e/world/socket.ts';
import { createPasskey } from '#test/fixtures/passkey.ts';

const STORY = 'st_k3f9x2m7qa';
const REVISION = 'a'.repeat(64);
const PRESENCE = { story: 'presence', context: 'presence', design: 'presence' } as const;

async function createGate() {
	const served = await serveFolder({});
	const { journal, slug } = served.workspace;
	const ada = await createPerson('Ada');
	const passkey = await createPasskey(served.origin);
	await foundBy(served, ada);
	const say = async (payload: EventPayload) => {
		const envelope = await signedBy(served, ada, payload);
		await append(served, envelope);
		return eventIdOf(envelope.event);
	};
	await say({ type: 'deviceAdded', member: ada.id, device: { key: passkey.key, access: null } });
	await say({ type: 'policySet', policy: { ...DEFAULT_POLICY, assurance: PRESENCE } });
	const submitted = { type: 'submitted', artefact: STORY, revision: REVISION } as const;
	const answers = await say({ ...submitted, criteria: {}, basis: [] });
	const approval: EventPayload = { type: 'approved', answers, revision: REVISION };
	const head = () => {
		const { root: workspace, heads } = journal.ledger.state();
		return { workspace, heads, at: new Date().toISOString(), by: { key: keyIdOf(passkey.key) } };
	};
	let ref = 0;
	return {
		served,
		byDevice: () => signedBy(served, ada, approval),
		byPasskey: (change?: Parameters<typeof passkey.touch>[1]) =>
			passkey.touch(composeEvent(head(), approval), change),
		/** As the page sends it: over the log's socket, with a ticket. */
		async arrive(envelope: Envelope) {
			const socket = openSocket(served, `/log/${slug}`, await ticketOf(served, ada));
			const message = { type: 'append', ref: ++ref, envelopes: [envelope], texts: [], blobs: [] };
			const answer = await askLog(served, socket, { ...message, type: 'append' });
			socket.terminate();
			return answer;
		},
		status: () => journal.ledger.state().artefacts.get(STORY)?.submissions.at(-1)?.status,
		whyNot: (envelope: Envelope) =>
			journal.ledger.state().notCounted.get(eventIdOf(envelope.event))?.guard,
		position: journal.position,
		[Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
	};
}

test('[AT13] an approval by a device key arrives, and does not count where a passkey is asked for', async () => {
	await using gate = await createGate();
	const approved = await gate.byDevice();
	expect(await gate.arrive(approved)).toMatchObject({ type: 'accepted' });
	expect(gate.whyNot(approved)).toBe('presence-needed');
	expect(gate.status()).toBe('open');
});

test('[AT13] a touch at another origin or rpId, without its person or for another event, never enters the log', async () => {
	await using gate = await createGate();
	const before = gate.position();
	const honest = await gate.byPasskey();
	const other = await gate.byPasskey();
	const late = { ...honest.event, at: '2030-01-01T00:00:00.000Z' };
	for (const forged of [
		await gate.byPasskey({ origin: 'http://localhost:1' }),
		await gate.byPasskey({ origin: 'https://evil.example' }),
		await gate.byPasskey({ rpId: 'evil.example' }),
		await gate.byPasskey({ flags: 0x01 }),
		await gate.byPasskey({ type: 'webauthn.create' }),
		{ event: late, sig: other.sig },
	]) {
		const answer = await gate.arrive(forged);
		expect(answer).toMatchObject({ type: 'refused', refusal: { guard: 'bad-signature' } });
	}
	expect([gate.position(), gate.status()]).toEqual([before, 'open']);
	expect(await gate.arrive(honest)).toMatchObject({ type: 'accepted' });
	expect(gate.status()).toBe('approved');
});
