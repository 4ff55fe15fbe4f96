import { afterAll, describe, expect, test } from 'vitest';
import { type AskHooks, askModel } from '#server/runner/model/ask-model.ts';
import { createMessagesApi, type ModelRequest } from '#server/runner/model/messages-api.ts';
import { KEY, startScriptedApi } from '#test/messages-api/scripted-api.ts';
import type { ScriptedTurn } from '#test/messages-api/scripted-turn.ts';

const api = await startScriptedApi();
afterAll(() => api[Symbol.asyncDispose]());

const REQUEST: ModelRequest = {
	model: 'claude-opus-5-5',
	max_tokens: 1_000,
	messages: [{ role: 'user', content: 'Go on.' }],
};

describe('the Messages API', () => {
	test('[RN1] an answer is read as it streams, with its calls and what it took', async () => {
		const { answered, heard } = await ask([
			{
				say: 'I read the file first, and then the test that belongs to it.',
				calls: [{ name: 'read_file', input: { path: 'a.ts' } }],
				usage: { input: 1_000, read: 10_000, write: 2_000 },
				output: 500,
			},
		]);
		expect(heard.text).toBe('I read the file first, and then the test that belongs to it.');
		expect(answered).toMatchObject({
			kind: 'answered',
			turn: {
				stop: 'tool_use',
				calls: [{ name: 'read_file', input: { path: 'a.ts' } }],
				usage: { input: 1_000, cachedRead: 10_000, cachedWrite: 2_000, output: 500 },
			},
		});
		const cost = answered.kind === 'answered' ? answered.turn.usage.cost : null;
		expect(cost).toBeCloseTo((1_000 * 4 + 10_000 * 0.2 + 2_000 * 5 + 500 * 20) / 1e6, 10);
	});

	test.each<[string, ScriptedTurn, string]>([
		['overload', { status: 529, type: 'overloaded_error' }, 'overloaded'],
		['a rate limit', { status: 429, type: 'rate_limit_error' }, 'rate limit'],
		['a server error', { status: 503, type: 'api_error' }, '503'],
		['an answer cut in an event', { say: 'A long word', breakAfter: 4 }, 'broke off'],
		['an answer that ends early', { say: 'A long word', breakAfter: 0 }, 'broke off'],
		[
			'an error in the stream',
			{ say: 'A long word', errorAfter: { events: 4, type: 'overloaded_error' } },
			'overloaded',
		],
	])('[RN2] %s is tried again, later each time', async (_, failure, why) => {
		const { answered, heard } = await ask([failure, failure, { say: 'Done.' }]);
		expect(answered).toMatchObject({ kind: 'answered', turn: { text: 'Done.' } });
		expect(heard.waits).toEqual([500, 1_000]);
		expect(heard.whys).toEqual([expect.stringContaining(why), expect.stringContaining(why)]);
	});

	test('[RN2] the API says how long to wait', async () => {
		const { heard } = await ask([
			{ status: 429, type: 'rate_limit_error', retryAfter: 7 },
			{ say: 'Done.' },
		]);
		expect(heard.waits).toEqual([7_000]);
		const long = { status: 429, type: 'rate_limit_error', retryAfter: 3_600 };
		const { answered, heard: nothing } = await ask([long]);
		expect(answered).toMatchObject({ kind: 'given-up', refusal: { guard: 'model-away' } });
		expect(nothing.waits).toEqual([]);
	});

	test('[RN2] patience ends, with a sentence', async () => {
		const failure = { status: 529, type: 'overloaded_error' };
		const { answered } = await ask([failure, failure, failure], { tries: 3 });
		expect(answered).toMatchObject({ kind: 'given-up', refusal: { guard: 'model-away' } });
	});

	test('[RN2] what an answer took that broke off is counted', async () => {
		const { heard } = await ask([
			{ say: 'Half of a sentence', usage: { input: 900 }, breakAfter: 4 },
			{ say: 'Done.' },
		]);
		expect(heard.spent).toEqual([expect.objectContaining({ input: 900 })]);
	});

	test.each([
		[401, 'authentication_error', 'model-key'],
		[402, 'billing_error', 'model-credit'],
		[404, 'not_found_error', 'model-refused'],
		[400, 'invalid_request_error', 'model-refused'],
	])('[RN3] %i is not tried again, and never names the key', async (status, type, guard) => {
		const { answered, heard } = await ask([{ status, type }]);
		expect(answered).toMatchObject({ kind: 'refused', refusal: { guard } });
		expect(heard.waits).toEqual([]);
		expect(JSON.stringify(answered)).not.toContain(KEY);
	});

	test('[RN4] input that is no JSON is told as that, never mended', async () => {
		const { answered } = await ask([
			{ calls: [{ name: 'write_file', raw: '{"path":"a.ts","text":"half of i' }] },
		]);
		expect(answered).toMatchObject({
			turn: { calls: [{ input: null }], content: [{ type: 'tool_use', input: {} }] },
		});
		for (const raw of ['["a.ts"]', '"a.ts"', 'null']) {
			const other = await ask([{ calls: [{ name: 'write_file', raw }] }]);
			expect(other.answered).toMatchObject({ turn: { calls: [{ input: null }] } });
		}
	});

	test('[RN5] an answer ends at once when it is called off', async () => {
		const leaving = new AbortController();
		const asking = ask([{ say: 'A very long answer indeed', stallAfter: 4 }], {
			signal: leaving.signal,
			onText: () => leaving.abort(),
		});
		expect((await asking).answered).toEqual({ kind: 'cancelled' });
		await api.hungUp();
	});

	test('[RN6] a model without a price has no cost', async () => {
		const { answered } = await ask([{ say: 'Done.' }], { model: 'claude-opus-9' });
		expect(answered).toMatchObject({ turn: { model: 'claude-opus-9', usage: { cost: null } } });
	});
});

async function ask(
	turns: readonly ScriptedTurn[],
	{
		tries,
		model = REQUEST.model,
		...more
	}: Partial<AskHooks> & { readonly tries?: number; readonly model?: string } = {},
) {
	const waits: number[] = [];
	const heard = { text: '', waits, whys: [''].slice(1), spent: [{}].slice(1) };
	api.play(turns);
	const timer = {
		after(ms: number, run: () => void) {
			waits.push(ms);
			queueMicrotask(run);
			return () => {};
		},
	};
	const port = createMessagesApi({ key: KEY, baseUrl: api.url });
	const patience = { api: port, timer, chance: () => 0, ...(tries ? { tries } : {}) };
	const answered = await askModel(
		patience,
		{ ...REQUEST, model },
		{
			signal: new AbortController().signal,
			onText: (text) => {
				heard.text += text;
			},
			onWait: (why) => void heard.whys.push(why),
			onSpent: (_, usage) => void heard.spent.push(usage),
			...more,
		},
	);
	return { answered, heard };
}
