import { describe, expect, test } from 'vitest';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import { createJournal, type LogPage } from '#server/log/journal.ts';
import { createCourier } from '#server/notify/courier.ts';
import { createMemoryStore } from '#server/storage/memory.ts';
import { createMemoryMessages } from '#server/storage/memory-messages.ts';
import type { MessageStore } from '#server/storage/store.ts';
import { verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { createWorld } from '#test/fixtures/events.ts';
import { createSignedWorkspace, idOf } from '#test/fixtures/signed-workspace.ts';
import { createVirtualTimer } from '#test/simulation/virtual-timer.ts';

const HOUR = 3_600_000;
const config = {
	url: 'https://chat.example.com/x',
	secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
	private: false,
	addedAt: '2026-11-22T09:00:00.000Z',
};

function createDesk(answers: (string | null)[]) {
	const timer = createVirtualTimer();
	const messages = createMemoryMessages();
	const { ledger, submit } = createWorld();
	const submitted = submit('ada', 'one');
	const { id: _, assurance: __, event } = submitted;
	const page: LogPage = {
		envelopes: [{ event, sig: { alg: 'ed25519', value: '' } }],
		position: 2,
		heads: ledger.heads(),
	};
	const journal = {
		...{ ledger, position: () => 2, page: () => page },
		append: async () => {
			throw new Error('Nothing is appended here.');
		},
		subscribe: (position: number, listener: (page: LogPage) => void) => {
			if (position < 2) listener(page);
			return () => {};
		},
	};
	const sent: { readonly id: string | undefined; readonly at: number }[] = [];
	const courier = createCourier({
		...{ messages, journal, timer, now: timer.now },
		config: () => config,
		bodyOf: () => '{}',
		post: async ({ headers }) => {
			sent.push({ id: headers['webhook-id'], at: timer.now().getTime() });
			return answers.shift() ?? null;
		},
		onError: (error) => {
			throw error;
		},
	});
	messages.queue([], 1, 0);
	return { courier, messages, timer, sent, id: submitted.id };
}

describe('the courier', () => {
	test('[NO7] waits longer after each failure, and gives up after three days', async () => {
		const { courier, messages, timer, sent, id } = createDesk(Array(20).fill('It answered 500.'));
		courier.start();
		await timer.pass(90 * HOUR);
		const waits = sent.slice(1).map(({ at }, n) => at - (sent[n]?.at ?? 0));
		expect(waits).toEqual(waits.toSorted((a, b) => a - b));
		expect(waits[0]).toBe(5_000);
		expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(70 * HOUR);
		expect(new Set(sent.map((one) => one.id))).toEqual(new Set([id]));
		expect(messages.list()).toMatchObject([{ dueAt: null, failure: 'It answered 500.' }]);
		courier.stop();
	});

	test('[NO7] [RL31] waits no longer for a clock that was set back', async () => {
		const { courier, messages, timer, sent, id } = createDesk(['It answered 500.']);
		const ahead = timer.now().getTime() + 40 * 24 * HOUR;
		messages.queue([id], 1, 0);
		messages.save({ id, attempts: 2, failure: 'It answered 500.', dueAt: ahead });
		courier.start();
		await timer.pass(29_000);
		expect(sent).toHaveLength(0);
		await timer.pass(1_000);
		expect(sent).toHaveLength(1);
		expect(messages.list()).toMatchObject([{ attempts: 3 }]);
		courier.stop();
	});

	test('[NO7] asks for no timer that is longer than any can be, and wakes after a laptop does', async () => {
		const { courier, timer } = createDesk(Array(20).fill('It answered 500.'));
		const asked: number[] = [];
		const { after } = timer;
		timer.after = (wait, run) => {
			asked.push(wait);
			return after(wait, run);
		};
		courier.start();
		await timer.pass(90 * HOUR);
		expect(Math.max(...asked)).toBe(HOUR);
		courier.stop();
	});

	test('[NO7] sends once what is taken at once', async () => {
		const { courier, messages, timer, sent } = createDesk([]);
		courier.start();
		courier.start();
		await timer.pass(HOUR);
		expect(sent).toHaveLength(1);
		expect(messages.list()).toEqual([]);
		courier.stop();
	});

	test('[NO8] stopped while it sends, it forgets nothing', async () => {
		const { courier, messages, timer } = createDesk([]);
		courier.start();
		courier.stop();
		await timer.pass(HOUR);
		expect(messages.list()).toHaveLength(1);
	});

	test('[NO8] a disk that takes no message holds up no decision, and loses none', async () => {
		const timer = createVirtualTimer();
		const { founding, ada, sign } = await createSignedWorkspace();
		const store = createMemoryStore();
		const journal = createJournal({ store, ledger: createLedger(), verify: verifyEnvelope });
		await journal.append([founding], [], []);
		const full = new Error('disk full');
		let isFull = false;
		const messages: MessageStore = {
			...store.messages,
			queue(...args) {
				if (isFull) throw full;
				store.messages.queue(...args);
			},
		};
		const sent: (string | undefined)[] = [];
		const errors: unknown[] = [];
		const courier = createCourier({
			...{ messages, journal, timer, now: timer.now, bodyOf: () => '{}', config: () => config },
			post: async ({ headers }) => {
				sent.push(headers['webhook-id']);
				return null;
			},
			onError: (error) => void errors.push(error),
		});
		courier.start();
		const heard: LogPage[] = [];
		journal.subscribe(journal.position(), (page) => heard.push(page));
		isFull = true;
		const event = await sign(ada, { type: 'archived', artefact: 'st_0000000001' });
		expect(await journal.append([event], [], [])).toMatchObject({ ok: true });
		expect(heard).toHaveLength(1);
		expect(errors).toEqual([full]);
		isFull = false;
		await timer.pass(HOUR);
		expect(sent).toEqual([idOf(event)]);
		courier.stop();
	});
});
