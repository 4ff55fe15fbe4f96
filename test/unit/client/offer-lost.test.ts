import { expect, test } from 'vitest';
import type { SettledEvent } from '#client/sync/log-store.ts';
import { createOffer, lostBy } from '#client/sync/offer-lost.ts';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import { asVerified, type Envelope } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { Append } from '#shared/protocol/log.ts';
import { archived, found, REVISION, submitted, TEXT } from '#test/fixtures/journal-world.ts';
import { idOf } from '#test/fixtures/signed-workspace.ts';

const LONG = 450;

test('[OF24] a long chain that a relay lost comes to it in pages, parents first', async () => {
	const { device, relay, grow } = await createWorld();
	await grow(LONG);
	const asked = await device.offerTo(relay);
	expect(relay.ledger.heads()).toEqual(device.ledger.heads());
	expect(relay.ledger.size).toBe(1 + LONG);
	expect(asked).toBeGreaterThan(1);
	expect(await device.offerTo(relay)).toBe(0);
});

test('[OF24] what a relay refuses keeps nothing back but what rests on it', async () => {
	const { device, relay, grow, sign, ada, root } = await createWorld();
	const textless = await sign(ada, submitted);
	device.keep(textless);
	await grow(3);
	const good = device.ledger.heads().filter((id) => id !== idOf(textless));
	await device.offerTo(relay);
	expect(relay.ledger.heads()).toEqual(good);

	device.texts.set(REVISION, TEXT);
	const on = await sign(ada, archived, { heads: [root, idOf(textless)] });
	device.keep(on);
	await device.offerTo(relay);
	expect(relay.ledger.heads()).toEqual(device.ledger.heads());
});

test('[OF24] a relay that holds what is not here is behind nobody', async () => {
	const { device, relay, sign, ada } = await createWorld();
	const elsewhere = await sign(ada, archived);
	await relay.append([elsewhere], [], []);
	device.keep(await sign(ada, { ...archived, type: 'restored' }));
	expect(lostBy(relay.ledger.heads(), device.ledger)).toBeNull();
	device.keep(elsewhere);
	expect(lostBy(relay.ledger.heads(), device.ledger)).toHaveLength(1);
});

/** A device that has more of a log than the relay, which has its founding alone. */
async function createWorld() {
	const { journal: relay, founding, sign, ada, root } = await found();
	const kept = new Map<EventId, Envelope>();
	const texts = new Map<string, string>();
	const ledger = createLedger(root);
	keep(founding);

	function keep(envelope: Envelope): void {
		kept.set(idOf(envelope), envelope);
		ledger.add([asVerified(idOf(envelope), envelope)]);
	}

	async function grow(count: number): Promise<void> {
		let head = root;
		for (let n = 0; n < count; n++) {
			const next = await sign(ada, archived, { heads: [head] });
			keep(next);
			head = idOf(next);
		}
	}

	async function settled(ids: readonly EventId[]): Promise<readonly SettledEvent[]> {
		return ids.flatMap((id) => {
			const envelope = kept.get(id);
			if (envelope === undefined) return [];
			const revision = envelope.event.type === 'submitted' ? envelope.event.revision : '';
			const text = texts.get(revision);
			return { envelope, texts: text === undefined ? [] : [{ revision, text }], blobs: [] };
		});
	}

	/** Answers how many appends it took. */
	async function offerTo(journal: typeof relay): Promise<number> {
		const said: Append[] = [];
		const say = (append: Append) => void said.push(append);
		const offer = createOffer({ store: { settled }, ledger: () => ledger, say });
		await offer.begin(journal.ledger.heads());
		for (const { ref, envelopes, texts: brought, blobs } of said) {
			expect(offer.isOver).toBe(false);
			const answer = await journal.append(envelopes, brought, blobs, { complete: true });
			if (answer.ok) offer.hear({ type: 'accepted', ref, ids: [], position: 0 });
			else if (answer.kind === 'missing')
				offer.hear({ type: 'missing', ref, parents: [...answer.parents] });
			else offer.hear({ type: 'refused', ref, event: answer.event, refusal: answer.refusal });
		}
		expect(offer.isOver).toBe(true);
		return said.length;
	}

	return { relay, device: { ledger, keep, texts, offerTo }, grow, sign, ada, root };
}
