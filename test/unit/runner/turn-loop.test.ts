import { afterAll, describe, expect, test } from 'vitest';
import { askModel } from '#server/runner/model/ask-model.ts';
import { createMessagesApi } from '#server/runner/model/messages-api.ts';
import { openingOf } from '#server/runner/prompt.ts';
import { callTool, type Done, runTurns, type TurnLoop } from '#server/runner/turn-loop.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { ok } from '#shared/result.ts';
import type { PackPart } from '#shared/session/context-pack.ts';
import { KEY, startScriptedApi } from '#test/messages-api/scripted-api.ts';
import { resultsIn, type ScriptedTurn } from '#test/messages-api/scripted-turn.ts';

const api = await startScriptedApi();
afterAll(() => api[Symbol.asyncDispose]());

const READ = { name: 'read_file', input: { path: 'a.ts' } };
const SUBMIT = { name: 'submit_step', input: { summary: 'Done.' } };

describe('the turns of a step', () => {
	test('[RN7] calls are done in order, and their results go back, until the step is handed in', async () => {
		const { end, seen } = await run([{ calls: [READ, READ] }, { calls: [SUBMIT] }]);
		expect(end).toEqual({ kind: 'over' });
		expect(seen[1] && resultsIn(seen[1])).toEqual(['read a.ts', 'read a.ts']);
		expect(api.faults).toEqual([]);
	});

	test('[RN7] what is the same for every step stands first and is cached, with four points at most', async () => {
		const { seen } = await run([{ calls: [READ] }, { calls: [READ] }, { calls: [SUBMIT] }]);
		const points = seen.map(({ system, messages }) => [
			system?.map((block) => 'cache_control' in block),
			...messages.map(({ content }) =>
				typeof content === 'string' ? [] : content.map((block) => 'cache_control' in block),
			),
		]);
		expect(points[0]).toEqual([[true], [true, true, false]]);
		expect(points[2]).toEqual([[true], [true, true, false], [false], [false], [false], [true]]);
		const opening = JSON.stringify(seen[0]?.messages[0]);
		expect(opening.indexOf('The rules')).toBeLessThan(opening.indexOf('The file'));
	});

	test('[RN7] a turn that was cut off is not done, and nobody takes it for whole', async () => {
		const { end, seen, called } = await run([
			{ calls: [READ, { name: 'write_file', input: { path: 'a.ts' } }], stop: 'max_tokens' },
			{ say: 'And so on and', stop: 'max_tokens' },
			{ calls: [SUBMIT] },
		]);
		expect(end).toEqual({ kind: 'over' });
		expect(called).toEqual(['read_file', 'submit_step']);
		expect(seen[1] && resultsIn(seen[1])).toEqual([
			'read a.ts',
			expect.stringContaining('cut off in the middle of this call'),
		]);
	});

	test('[RN4] input that is no JSON, and a tool that is none, are errors that the model hears of', async () => {
		const { seen, called } = await run([
			{
				calls: [
					{ name: 'read_file', raw: '{"path": ]' },
					{ name: 'approve', input: {} },
				],
			},
			{ calls: [SUBMIT] },
		]);
		expect(called).toEqual(['submit_step']);
		const results = seen[1]?.messages.at(-1)?.content ?? [];
		expect(results).toMatchObject([
			{ is_error: true, content: expect.stringContaining('no JSON object') },
			{ is_error: true, content: expect.stringContaining('no tool "approve"') },
		]);
	});

	test('[RN8] a model that declines is left, and people are asked', async () => {
		const { end, declined } = await run([
			{ say: 'I can’t', stop: 'refusal', declined: 'It looks like an exploit.' },
		]);
		expect(end).toEqual({ kind: 'over' });
		expect(declined).toEqual(['It looks like an exploit.']);
	});

	test('[RN8] one that hands in nothing is reminded a few times, then stopped', async () => {
		const { end, seen } = await run([1, 2, 3, 4].map(() => ({ say: 'I think it is done.' })));
		expect(end).toMatchObject({ kind: 'stopped', why: { guard: 'nothing-handed-in' } });
		expect(seen).toHaveLength(4);
		expect(JSON.stringify(seen[3])).toContain('hand it in with submit_step');
	});

	test('[RN8] a conversation that gets too long begins anew from the pack, twice', async () => {
		const long = { say: 'So', stop: 'model_context_window_exceeded' };
		const { end, seen } = await run([{ calls: [READ] }, long, { calls: [READ] }, long, long]);
		expect(end).toMatchObject({ kind: 'stopped', why: { guard: 'model-context' } });
		expect(seen.map(({ messages }) => messages.length)).toEqual([1, 3, 1, 3, 1]);
	});

	test('[RN9] a limit is looked at before every request', async () => {
		const limit = refusal('run-limit', 'Enough.', 'Look.');
		const { end, seen } = await run([{ calls: [READ] }, { calls: [READ] }], (turns) =>
			turns < 2 ? null : limit,
		);
		expect(end).toEqual({ kind: 'stopped', why: limit });
		expect(seen).toHaveLength(2);
	});
});

function part(input: string, title: string): PackPart {
	const standing = 'instruction' as const;
	return { input, title, text: title, tokens: 10, standing, artefact: null, path: null };
}

async function run(
	turns: readonly ScriptedTurn[],
	limit: (turns: number) => Refusal | null = () => null,
) {
	const before = api.requests.length;
	api.play(turns);
	const called: string[] = [];
	const declined: (string | null)[] = [];
	const port = createMessagesApi({ key: KEY, baseUrl: api.url });
	const signal = new AbortController().signal;
	const timer = { after: () => () => {} };
	const read = {
		definition: { name: 'read_file', input_schema: { type: 'object' as const } },
		run: async ({ path }: Readonly<Record<string, unknown>>) => {
			called.push('read_file');
			return ok(`read ${path}`);
		},
	};
	const parts = [part('rules', 'The rules'), part('files', 'The file')];
	const loop: TurnLoop = {
		...{ model: 'claude-opus-5-5', effort: 'low', signal, tools: [read.definition] },
		opening: openingOf({
			pack: { parts, tokens: 20, budget: 100, left: [] },
			feedback: ['tests-pass: one test failed.'],
		}),
		ask: (request) =>
			askModel({ api: port, timer, chance: () => 0, tries: 1 }, request, {
				...{ signal, onText: () => {}, onWait: () => {}, onSpent: () => {} },
			}),
		limit: () => limit(api.requests.length - before),
		async call(call): Promise<Done> {
			if (call.name !== 'submit_step')
				return { ...(await callTool([read], call, signal)), ends: null };
			called.push(call.name);
			return { text: '', failed: false, ends: { kind: 'over' } };
		},
		onTurn: () => {},
		note: () => {},
		async declined(why) {
			declined.push(why);
			return { kind: 'over' };
		},
	};
	const end = await runTurns(loop);
	return { end, called, declined, seen: api.requests.slice(before) };
}
