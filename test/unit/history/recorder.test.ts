import { describe, expect, test, vi } from 'vitest';
import { SYNC_LIMITS } from '#server/sync/limits.ts';
import {
	ada,
	ben,
	createHistoryWorld,
	file,
	robin,
	SEARCH,
	SIGN_IN,
} from '#test/unit/history/history-world.ts';

const MINUTE = 60_000;

describe('the history of a text', () => {
	test('[HI2] what somebody types without a long pause is one edition', async () => {
		const { pass, type, told, recorder } = createHistoryWorld();
		recorder.takeStock([SIGN_IN, SEARCH]);
		for (const word of [' One', ' two', ' three']) {
			await type(ada, word);
			pass(10_000);
		}
		pass(MINUTE);
		await type(ada, ' Four');
		pass(MINUTE);
		expect(told()).toEqual([
			': As a reader, I sign in.',
			'mb_0000000ada: As a reader, I sign in. One two three',
			'mb_0000000ada: As a reader, I sign in. One two three Four',
		]);
		expect(told(SEARCH)).toHaveLength(1);
	});

	test('[HI2] another author begins another edition: a person, an agent, a file', async () => {
		const { pass, type, told } = createHistoryWorld();
		for (const [origin, word] of [
			[ada, ' Ada'],
			[ben, ' Ben'],
			[robin, ' Robin'],
			[file, ' file'],
		] as const) {
			await type(origin, word);
			pass(3_000);
		}
		pass(MINUTE);
		expect(told()).toEqual([
			'mb_0000000ada: As a reader, I sign in. Ada',
			'mb_0000000ben: As a reader, I sign in. Ada Ben',
			'ag_00000r0b1n: As a reader, I sign in. Ada Ben Robin',
			'user_stories.md: As a reader, I sign in. Ada Ben Robin file',
		]);
	});

	test('[HI2] people who type at the same moment share an edition; with a program nobody does', async () => {
		const { pass, type, told } = createHistoryWorld();
		await type(ada, ' Ada');
		pass(600);
		await type(ben, ' Ben');
		pass(600);
		await type(ada, ' Ada');
		pass(600);
		await type(robin, ' Robin');
		pass(MINUTE);
		expect(told()).toEqual([
			'mb_0000000ada+mb_0000000ben: As a reader, I sign in. Ada Ben Ada',
			'ag_00000r0b1n: As a reader, I sign in. Ada Ben Ada Robin',
		]);
	});

	test('[HI2] two people in two stories of one document are told apart', async () => {
		const { pass, type, told } = createHistoryWorld();
		await type(ada, ' Ada');
		await type(ben, ' Ben', SEARCH);
		pass(MINUTE);
		expect(told()).toEqual(['mb_0000000ada: As a reader, I sign in. Ada']);
		expect(told(SEARCH)).toEqual(['mb_0000000ben: As a reader, I search. Ben']);
	});

	test('[HI2] a story that somebody adds is theirs, also as the first change of a document that was let go', async () => {
		vi.useFakeTimers();
		const { pass, add, told, recorder } = createHistoryWorld();
		recorder.takeStock([SIGN_IN, SEARCH]);
		recorder.stockTaken();
		vi.advanceTimersByTime(3 * SYNC_LIMITS.idleMs);
		vi.useRealTimers();
		const id = await add(ada, 'As a reader, I leave.');
		pass(MINUTE);
		expect(told(id)).toEqual(['mb_0000000ada: As a reader, I leave.']);
		expect(told()).toEqual([': As a reader, I sign in.']);
	});

	test('[HI3] a decision stands between what was written before it and after', async () => {
		const { pass, type, told, recorder } = createHistoryWorld();
		await type(ada, ' Before');
		recorder.close(SIGN_IN);
		await type(ada, ' after');
		pass(MINUTE);
		expect(told()).toEqual([
			'mb_0000000ada: As a reader, I sign in. Before',
			'mb_0000000ada: As a reader, I sign in. Before after',
		]);
	});

	test('[HI4] what is open is stored within seconds, and what was missed at the next start', async () => {
		const { store, pass, type, told } = createHistoryWorld();
		await type(ada, ' Stored');
		pass(6_000);
		expect(told()).toEqual(['mb_0000000ada: As a reader, I sign in. Stored']);
		await type(ada, ' lost');

		const next = createHistoryWorld(store);
		next.recorder.takeStock([SIGN_IN, SEARCH]);
		expect(next.told()).toEqual([
			'mb_0000000ada: As a reader, I sign in. Stored',
			': As a reader, I sign in. Stored lost',
		]);
		next.recorder.takeStock([SIGN_IN]);
		expect(next.told()).toHaveLength(2);
	});

	test('[HI4] a disk that is full costs an edition and nothing else', async () => {
		const { store, pass, type, errors } = createHistoryWorld();
		const { put } = store.editions;
		Object.assign(store.editions, {
			put: () => {
				throw new Error('The disk is full.');
			},
		});
		await type(ada, ' One');
		pass(MINUTE);
		expect(errors.length).toBeGreaterThan(0);
		Object.assign(store.editions, { put });
		await type(ada, ' two');
		pass(MINUTE);
		expect(store.editions.list(SIGN_IN, null, 10).length).toBeGreaterThan(0);
	});
});
