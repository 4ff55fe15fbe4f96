import { describe, expect, test } from 'vitest';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import { createJournal, type LogPage } from '#server/log/journal.ts';
import { composeEvent } from '#shared/lifecycle/compose.ts';
import { asVerified, type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import { verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { ok } from '#shared/result.ts';
import { archived, found, open } from '#test/fixtures/journal-world.ts';
import { createSignatory, createSignedWorkspace, idOf } from '#test/fixtures/signed-workspace.ts';

describe('the journal', () => {
	test('[LG1] a signed event is stored, numbered and told to who listens', async () => {
		const { journal, store, ada, root, sign } = await found();
		const heard: LogPage[] = [];
		journal.subscribe(journal.position(), (page) => heard.push(page));
		const event = await sign(ada, archived);

		expect(await journal.append([event], [], [])).toEqual({
			ok: true,
			ids: [idOf(event)],
			position: 2,
		});
		expect(store.log.after(1, 9)).toEqual([{ id: idOf(event), envelope: event }]);
		expect(heard).toEqual([{ envelopes: [event], position: 2, heads: [idOf(event)] }]);
		expect(journal.ledger.state().root).toBe(root);
	});

	test('[LG2] appending again is answered alike, and changes nothing', async () => {
		const { journal, founding, ada, sign } = await found();
		const event = await sign(ada, archived);
		const first = await journal.append([event], [], []);
		const heard: LogPage[] = [];
		journal.subscribe(journal.position(), (page) => heard.push(page));

		expect(await journal.append([event], [], [])).toEqual(first);
		expect(await journal.append([event, founding, event], [], [])).toMatchObject({ ok: true });
		expect(journal.position()).toBe(2);
		expect(heard).toEqual([]);
	});

	test('[LG2] one append at a time: the same event twice at once is taken once', async () => {
		const { journal, ada, sign } = await found();
		const heard: Envelope[] = [];
		journal.subscribe(journal.position(), ({ envelopes }) => heard.push(...envelopes));
		const event = await sign(ada, archived);
		const both = await Promise.all([1, 2].map(() => journal.append([event], [], [])));
		expect(both).toEqual([1, 2].map(() => ({ ok: true, ids: [idOf(event)], position: 2 })));
		expect(heard).toEqual([event]);
	});

	test('what goes wrong with one append is not in the way of the next', async () => {
		const { founding, ada, sign } = await found();
		const { store } = open();
		let broken = true;
		const journal = createJournal({
			...{ store, ledger: createLedger() },
			verify(...asked) {
				if (broken) throw new Error('Out of memory.');
				return verifyEnvelope(...asked);
			},
		});
		await expect(journal.append([founding], [], [])).rejects.toThrow('Out of memory.');
		broken = false;
		const event = await sign(ada, archived);
		expect(await journal.append([founding, event], [], [])).toMatchObject({ position: 2 });
	});

	test('[LG3] an event whose parents nobody has is answered with what is missing', async () => {
		const { journal, ada, sign } = await found();
		const parent = await sign(ada, archived);
		const child = await sign(ada, { ...archived, type: 'restored' }, { heads: [idOf(parent)] });

		expect(await journal.append([child], [], [])).toEqual({
			ok: false,
			kind: 'missing',
			parents: [idOf(parent)],
		});
		expect(await journal.append([child, parent], [], [])).toMatchObject({ ok: true, position: 3 });
	});

	test('[LG4] an append is taken whole or not at all', async () => {
		const { journal, ada, sign } = await found();
		const stranger = await createSignatory();
		const good = await sign(ada, archived);
		const bad = await sign(stranger, { ...archived, type: 'restored' });
		expect(await journal.append([good, bad], [], [])).toMatchObject({
			ok: false,
			kind: 'refused',
			event: idOf(bad),
		});
		expect(journal.position()).toBe(1);
	});

	test('[LG5] a relay that starts again knows what it took', async () => {
		const { journal, store, ada, sign } = await found();
		const event = await sign(ada, archived);
		await journal.append([event], [], []);
		const again = createJournal({ store, ledger: createLedger(), verify: verifyEnvelope });
		expect(again.ledger.size).toBe(2);
		expect(again.ledger.heads()).toEqual([idOf(event)]);
		const next = await sign(ada, { ...archived, type: 'restored' }, { heads: [idOf(event)] });
		expect(await again.append([next], [], [])).toMatchObject({ ok: true, position: 3 });
	});

	test('[LG5] [LG1] however many they are: a start reads them all, and who listens from the first hears them', async () => {
		const { founding, ada, root } = await createSignedWorkspace();
		const { store } = open();
		const verify = async (envelope: Envelope) =>
			ok(asVerified(eventIdOf(envelope.event), envelope));
		const journal = createJournal({ store, ledger: createLedger(), verify });
		const events = [founding];
		let last: string = root;
		for (let n = 0; n < 1_200; n++) {
			const head = { workspace: root, heads: [last], at: founding.event.at };
			const payload = { ...archived, type: n % 2 === 0 ? 'archived' : 'restored' } as const;
			const event = composeEvent({ ...head, by: { key: ada.signer.keyId } }, payload);
			events.push({ event, sig: founding.sig });
			last = eventIdOf(event);
		}
		await journal.append(events, [], []);

		const again = createJournal({ store, ledger: createLedger(), verify });
		expect([again.ledger.size, again.ledger.heads()]).toEqual([1_201, [last]]);
		const heard: LogPage[] = [];
		again.subscribe(0, (page) => heard.push(page));
		expect(heard.flatMap(({ envelopes }) => envelopes)).toEqual(events);
		expect(heard.at(-1)).toMatchObject({ position: 1_201, heads: [last] });
		expect(again.page(1_199, 9)).toEqual({
			...{ envelopes: events.slice(1_199), position: 1_201, heads: [last] },
		});
	});

	test('who subscribes from earlier hears what it missed, then what comes', async () => {
		const { journal, founding, ada, sign } = await found();
		const heard: Envelope[] = [];
		const stop = journal.subscribe(0, ({ envelopes }) => heard.push(...envelopes));
		const event = await sign(ada, archived);
		await journal.append([event], [], []);
		stop();
		await journal.append([await sign(ada, archived, { heads: [idOf(event)] })], [], []);
		expect(heard).toEqual([founding, event]);
	});

	test('[LG6] a full disk is an answer, and nothing is told', async () => {
		const { journal, store, ada, sign } = await found();
		const event = await sign(ada, archived);
		store.full = true;
		expect(await journal.append([event], [], [])).toMatchObject({
			ok: false,
			refusal: { guard: 'disk-full' },
		});
		expect(journal.ledger.has(idOf(event))).toBe(false);
		store.full = false;
		expect(await journal.append([event], [], [])).toMatchObject({ ok: true });
	});
});
