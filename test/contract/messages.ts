/** What every store of messages promises, run over each of them. */
import { describe, expect, test } from 'vitest';
import type { Store } from '#server/storage/store.ts';
import { hashOf } from '#shared/hash.ts';

const [ONE, TWO] = [hashOf('one'), hashOf('two')];

export function describeMessages(name: string, create: () => Store): void {
	describe(`${name}: messages`, () => {
		test('[NO1] what is queued is there once, with how far the log was read', () => {
			using store = create();
			const { messages } = store;
			expect(messages.position()).toBeNull();
			expect(messages.due(1_000)).toBeNull();
			expect(messages.nextDue()).toBeNull();
			messages.queue([ONE, TWO], 7, 100);
			messages.queue([ONE], 8, 500);
			expect(messages.position()).toBe(8);
			expect(messages.list().map(({ id }) => id)).toEqual([ONE, TWO]);
			expect(messages.due(99)).toBeNull();
			expect(messages.due(100)).toEqual({ id: ONE, attempts: 0, dueAt: 100, failure: null });
		});

		test('[NO1] the one that is due the longest comes first, and one given up never again', () => {
			using store = create();
			const { messages } = store;
			messages.queue([ONE, TWO], 1, 100);
			messages.save({ id: ONE, attempts: 1, dueAt: 900, failure: 'It answered 500.' });
			expect(messages.due(1_000)?.id).toBe(TWO);
			expect(messages.nextDue()).toBe(100);
			messages.save({ id: TWO, attempts: 8, dueAt: null, failure: 'It answered 404.' });
			expect(messages.due(1_000)).toMatchObject({ id: ONE, failure: 'It answered 500.' });
			expect(messages.list()).toHaveLength(2);
		});

		test('[NO1] one that arrived is forgotten, and the time remembered', () => {
			using store = create();
			const { messages } = store;
			messages.queue([ONE], 1, 100);
			messages.deliver(ONE, 250);
			expect(messages.list()).toEqual([]);
			expect(messages.lastDelivered()).toBe(250);
			messages.save({ id: ONE, attempts: 1, dueAt: 900, failure: 'Late.' });
			expect(messages.list()).toEqual([]);
			messages.clear();
			expect(messages.lastDelivered()).toBeNull();
			expect(messages.position()).toBeNull();
		});
	});
}
