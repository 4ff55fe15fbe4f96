/**
 * One answer of a model, put together from its stream.
 *
 * The SDK's own helper mends the JSON of a tool's input where it was cut off, and throws where it
 * can't: a file would be written in half, or the whole turn lost. So its raw events are read here,
 * and input that is no JSON is told to the model as an error of that one call.
 */
import type {
	ContentBlockParam,
	RawMessageStreamEvent,
	StopReason,
} from '@anthropic-ai/sdk/resources/messages';
import { costOf } from '#server/runner/model/prices.ts';
import type { Usage } from '#server/runner/model/usage.ts';
import { jsonIn } from '#shared/json-in.ts';

export interface ToolCall {
	readonly id: string;
	readonly name: string;
	/** Null where what came was no JSON object. */
	readonly input: Readonly<Record<string, unknown>> | null;
	/** As it came. */
	readonly raw: string;
}

export interface Turn {
	/** To say again in the next request. */
	readonly content: readonly ContentBlockParam[];
	readonly text: string;
	readonly calls: readonly ToolCall[];
	readonly stop: StopReason;
	/** Why it declined, where it said so. */
	readonly declined: string | null;
	/** The model that answered. */
	readonly model: string;
	readonly usage: Usage;
}

interface Block {
	param: ContentBlockParam;
	json: string;
}

export interface TurnReader {
	read(event: RawMessageStreamEvent): void;
	/** Null until the model has said that it is done. */
	turn(): Turn | null;
	/** What it took so far, also of an answer that broke off; null before it began. */
	usage(): { readonly model: string; readonly usage: Usage } | null;
}

export function createTurnReader(onText: (text: string) => void): TurnReader {
	const blocks: Block[] = [];
	let model = '';
	let stop: StopReason | null = null;
	let declined: string | null = null;
	let isDone = false;
	let used = { input: 0, cachedRead: 0, cachedWrite: 0, output: 0 };

	function read(event: RawMessageStreamEvent): void {
		if (event.type === 'message_start') {
			const { usage } = event.message;
			({ model } = event.message);
			used = {
				input: usage.input_tokens,
				cachedRead: usage.cache_read_input_tokens ?? 0,
				cachedWrite: usage.cache_creation_input_tokens ?? 0,
				output: usage.output_tokens,
			};
		} else if (event.type === 'content_block_start') begin(event.content_block);
		else if (event.type === 'content_block_delta') grow(blocks.at(-1), event.delta);
		else if (event.type === 'content_block_stop') end(blocks.at(-1));
		else if (event.type === 'message_delta') {
			stop = event.delta.stop_reason;
			declined = event.delta.stop_details?.explanation ?? null;
			const { usage } = event;
			used = {
				input: usage.input_tokens ?? used.input,
				cachedRead: usage.cache_read_input_tokens ?? used.cachedRead,
				cachedWrite: usage.cache_creation_input_tokens ?? used.cachedWrite,
				output: usage.output_tokens,
			};
		} else if (event.type === 'message_stop') isDone = true;
	}

	function begin(block: BlockStart): void {
		const param: ContentBlockParam | null =
			block.type === 'text'
				? { type: 'text', text: block.text }
				: block.type === 'tool_use'
					? { type: 'tool_use', id: block.id, name: block.name, input: {} }
					: block.type === 'thinking'
						? { type: 'thinking', thinking: block.thinking, signature: block.signature }
						: block.type === 'redacted_thinking'
							? { type: 'redacted_thinking', data: block.data }
							: null;
		// None of the others was asked for; one that comes all the same says nothing here.
		blocks.push({ param: param ?? { type: 'text', text: '' }, json: '' });
	}

	function grow(block: Block | undefined, delta: BlockDelta): void {
		if (block === undefined) return;
		const { param } = block;
		if (delta.type === 'text_delta' && param.type === 'text') {
			param.text += delta.text;
			onText(delta.text);
		} else if (delta.type === 'input_json_delta') block.json += delta.partial_json;
		else if (delta.type === 'thinking_delta' && param.type === 'thinking')
			param.thinking += delta.thinking;
		else if (delta.type === 'signature_delta' && param.type === 'thinking')
			param.signature = delta.signature;
	}

	function end(block: Block | undefined): void {
		if (block?.param.type === 'tool_use') block.param.input = objectIn(block.json) ?? {};
	}

	function turn(): Turn | null {
		if (!isDone || stop === null) return null;
		// An empty text is refused by the API.
		const said = blocks.filter(({ param }) => param.type !== 'text' || param.text.trim() !== '');
		return {
			content: said.map(({ param }) => param),
			text: said.flatMap(({ param }) => (param.type === 'text' ? param.text : [])).join('\n\n'),
			calls: said.flatMap(({ param, json }) =>
				param.type === 'tool_use'
					? { id: param.id, name: param.name, input: objectIn(json), raw: json }
					: [],
			),
			...{ stop, declined, model },
			usage: { ...used, cost: costOf(model, used) },
		};
	}

	return {
		read,
		turn,
		usage: () => (model === '' ? null : { model, usage: { ...used, cost: costOf(model, used) } }),
	};
}

type BlockStart = Extract<RawMessageStreamEvent, { type: 'content_block_start' }>['content_block'];
type BlockDelta = Extract<RawMessageStreamEvent, { type: 'content_block_delta' }>['delta'];

/** A tool without arguments is called with nothing at all. */
function objectIn(json: string): Readonly<Record<string, unknown>> | null {
	if (json.trim() === '') return {};
	const value = jsonIn(json);
	return isObject(value) ? value : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
