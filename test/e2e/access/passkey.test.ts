/** A passkey as the founder's second key: enrolled, and good for coming back on a new device. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { composeEvent, type EventPayload } from '#shared/lifecycle/compose.ts';
import type { Envelope } from '#shared/lifecycle/envelope.ts';
import { eventIdOf } from '#shared/lifecycle/envelope.ts';
import { keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';
import { verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { challengeOf } from '#shared/lifecycle/verify-assertion.ts';
import { addAuthenticator } from '#test/e2e/world/authenticator.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import { linkTo, post, type Served, serveFolder } from '#test/e2e/world/served.ts';
import { approveStory, openStory } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshopStories } from '#test/fixtures/bookshop.ts';

type Passkey = Extract<PublicKey, { kind: 'passkey' }>;

test('[CL12] [AC12] a passkey is enrolled as the second key and lets a new browser in, which may approve', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	const keychain = await addAuthenticator(ada.page);
	await foundWithPasskey(ada.page, served, 'Ada');

	const passkey = secondKeyIn(served);
	const [held] = await keychain.credentials();
	expect(passkey).toMatchObject({ alg: -7, rpId: 'localhost', origin: served.origin });
	expect(Buffer.from(passkey.credentialId, 'base64url')).toEqual(
		Buffer.from(held?.credentialId ?? '', 'base64'),
	);
	const signed = await signInPage(ada.page, served, passkey, {
		type: 'archived',
		artefact: 'st_0000000001',
	});
	const verified = await verifyEnvelope(signed, (id) => (id === keyIdOf(passkey) ? passkey : null));
	expect(verified).toMatchObject({ ok: true, value: { assurance: 'presence' } });

	// Another device that the passkey has synced to.
	await using anew = await openVisitor();
	await (await addAuthenticator(anew.page)).hold(await keychain.credentials());
	await anew.page.goto(`${served.origin}/w/${served.workspace.slug}`);
	await anew.page.getByRole('button', { name: 'I have a passkey' }).click();
	await anew.page.getByRole('navigation').first().waitFor();
	const { members } = served.workspace.journal.ledger.state().membership;
	expect([...members.values()].map(({ role, keys }) => [role, keys.length])).toEqual([
		['owner', 3],
	]);
	const added = [...served.workspace.journal.ledger.events()].at(-1);
	expect(added).toMatchObject({ event: { type: 'deviceAdded' }, assurance: 'presence' });

	await openStory(anew.page, /Reserve a copy/);
	await anew.page.getByRole('button', { name: 'Submit for review' }).click();
	await approveStory(anew.page);
	const { journal, viewOf } = served.workspace;
	await expect
		.poll(() => [...journal.ledger.state().artefacts.keys()].map((id) => viewOf(id).phase))
		.toEqual(['approved']);
});

test('[CL12] without a passkey of this workspace the page says so and lets nobody in', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await addAuthenticator(ada.page);
	await foundWithPasskey(ada.page, served, 'Ada');
	await using mallory = await openVisitor();
	await addAuthenticator(mallory.page);
	await mallory.page.goto(`${served.origin}/w/${served.workspace.slug}`);
	await mallory.page.getByRole('button', { name: 'I have a passkey' }).click();
	await mallory.page.getByText(/No passkey for this address answered/).waitFor();
});

test('[AC12] without a ticket the passkey route takes one kind of event, from a passkey of that very member', async () => {
	await using served = await serveFolder(bookshopStories);
	await using ada = await openVisitor();
	await addAuthenticator(ada.page);
	await foundWithPasskey(ada.page, served, 'Ada');
	const passkey = secondKeyIn(served);
	const mallory = await createPerson('Mallory');
	const route = `/api/w/${served.workspace.slug}/recover`;
	const size = served.workspace.journal.position();
	const member = [...served.workspace.journal.ledger.state().membership.members.keys()][0];
	if (member === undefined) throw new Error('The workspace has a founder.');

	const other = await signInPage(ada.page, served, passkey, {
		type: 'memberAdded',
		...{ member: mallory.id, name: 'a'.repeat(64), role: 'owner' as const, device: mallory.device },
	});
	expect((await post(served, route, { envelope: other })).status).toBe(403);

	const device = { type: 'deviceAdded' as const, member, device: mallory.device };
	const touched = await signInPage(ada.page, served, passkey, device);
	const swapped = await signInPage(ada.page, served, passkey, {
		...device,
		device: (await createPerson('Eve')).device,
	});
	const forged = { event: touched.event, sig: swapped.sig };
	expect((await post(served, route, { envelope: forged })).status).toBe(422);

	const own = composeEvent(headOf(served, keyIdOf(mallory.device.key)), device);
	const byNobody = { event: own, sig: await mallory.signer.sign(own) };
	expect((await post(served, route, { envelope: byNobody })).status).toBe(403);
	expect(served.workspace.journal.position()).toBe(size);

	const asked = await post(served, `/api/w/${served.workspace.slug}/passkey`, {
		credentialId: 'AAAAAAAAAAAAAAAAAAAAAA',
	});
	expect(asked.status).toBe(404);
});

async function foundWithPasskey(page: Page, served: Served, name: string): Promise<void> {
	await page.goto(linkTo(served));
	await page.getByLabel('Your name').fill(name);
	await page.getByRole('button', { name: 'Continue' }).click();
	await page.getByRole('button', { name: /A passkey/ }).click();
	await page.getByRole('button', { name: 'Open the workspace' }).click();
	await page.getByRole('navigation').first().waitFor();
}

function secondKeyIn(served: Served): Passkey {
	const [founding] = served.workspace.journal.ledger.events();
	if (founding?.event.type !== 'workspaceFounded') throw new Error('Founding comes first.');
	const { key } = founding.event.second;
	if (key.kind !== 'passkey') throw new Error('The second key is no passkey.');
	return key;
}

function headOf({ workspace }: Served, key: string) {
	const { root, heads } = workspace.journal.ledger.state();
	return { workspace: root, heads, at: new Date().toISOString(), by: { key } };
}

/** An event signed by the page's passkey, through the browser's own WebAuthn. */
async function signInPage(
	page: Page,
	served: Served,
	passkey: Passkey,
	payload: EventPayload,
): Promise<Envelope> {
	const event = composeEvent(headOf(served, keyIdOf(passkey)), payload);
	const challenge = [...challengeOf(eventIdOf(event))];
	const credentialId = [...Buffer.from(passkey.credentialId, 'base64url')];
	const assertion = await page.evaluate(
		async ([bytes, id, rpId]) => {
			const credential = await navigator.credentials.get({
				publicKey: {
					challenge: Uint8Array.from(bytes),
					rpId,
					allowCredentials: [{ type: 'public-key', id: Uint8Array.from(id) }],
					userVerification: 'required',
				},
			});
			if (!(credential instanceof PublicKeyCredential)) throw new Error('No passkey answered.');
			const { response } = credential;
			if (!(response instanceof AuthenticatorAssertionResponse)) throw new Error('No assertion.');
			const { authenticatorData, clientDataJSON, signature } = response;
			return [authenticatorData, clientDataJSON, signature].map((buffer) => [
				...new Uint8Array(buffer),
			]);
		},
		[challenge, credentialId, passkey.rpId] as const,
	);
	const [authenticatorData = '', clientDataJSON = '', signature = ''] = assertion.map((bytes) =>
		Buffer.from(bytes).toString('base64url'),
	);
	return { event, sig: { alg: 'webauthn', authenticatorData, clientDataJSON, signature } };
}
