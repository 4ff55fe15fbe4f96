import type { SaidTurn } from '#test/messages-api/scripted-turn.ts';

/** The events of one streamed answer, as the API names and shapes them. */
export function turnEvents(turn: SaidTurn, model: string, n: number): readonly object[] {
	const { say, calls = [], usage = {}, output = 40 } = turn;
	const blocks = [
		...(say === undefined ? [] : textEvents(say)),
		...calls.flatMap(({ name, input = {}, raw }, index) =>
			toolEvents(`toolu_${n}_${index}`, name, raw ?? JSON.stringify(input)),
		),
	];
	const stop = turn.stop ?? (calls.length > 0 ? 'tool_use' : 'end_turn');
	const details =
		stop === 'refusal'
			? { type: 'refusal', category: null, explanation: turn.declined ?? null }
			: null;
	let index = -1;
	return [
		{
			type: 'message_start',
			message: {
				...{ id: `msg_${n}`, type: 'message', role: 'assistant', model, content: [] },
				...{ stop_reason: null, stop_sequence: null },
				usage: {
					input_tokens: usage.input ?? 100,
					cache_read_input_tokens: usage.read ?? 0,
					cache_creation_input_tokens: usage.write ?? 0,
					output_tokens: 1,
				},
			},
		},
		{ type: 'ping' },
		...blocks.map((event) => {
			if (event.type === 'content_block_start') index += 1;
			return { ...event, index };
		}),
		{
			type: 'message_delta',
			delta: { stop_reason: stop, stop_sequence: null, stop_details: details },
			usage: { output_tokens: output },
		},
		{ type: 'message_stop' },
	];
}

function textEvents(text: string) {
	return [
		{ type: 'content_block_start', content_block: { type: 'text', text: '' } },
		...piecesOf(text).map((piece) => ({
			...{ type: 'content_block_delta', delta: { type: 'text_delta', text: piece } },
		})),
		{ type: 'content_block_stop' },
	];
}

function toolEvents(id: string, name: string, json: string) {
	return [
		{ type: 'content_block_start', content_block: { type: 'tool_use', id, name, input: {} } },
		...piecesOf(json).map((piece) => ({
			type: 'content_block_delta',
			delta: { type: 'input_json_delta', partial_json: piece },
		})),
		{ type: 'content_block_stop' },
	];
}

/** Streams cut where they like, also in the middle of a word. */
function piecesOf(text: string): readonly string[] {
	return text.match(/[\s\S]{1,37}/g) ?? [''];
}
