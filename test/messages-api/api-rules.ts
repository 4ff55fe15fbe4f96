/** What the real API refuses with 400, as far as a runner could get it wrong. */
import type { SeenRequest } from '#test/messages-api/scripted-turn.ts';

const MOST_CACHE_POINTS = 4;
const NO_SUCH_PARAMETER = ['temperature', 'top_p', 'top_k'];

/** The API's sentence, or null where it would answer. */
export function ruleBroken(request: SeenRequest): string | null {
	const gone = NO_SUCH_PARAMETER.find((name) => name in request);
	if (gone !== undefined) return `${gone}: Extra inputs are not permitted`;
	const points = JSON.stringify(request).split('"cache_control":{').length - 1;
	if (points > MOST_CACHE_POINTS) return `A maximum of 4 blocks with cache_control may be provided`;
	if (JSON.stringify(request.messages).includes('"type":"text","text":""'))
		return 'messages: text content blocks must be non-empty';
	return wrongTools(request) ?? wrongOrder(request);
}

function wrongTools({ tools = [] }: SeenRequest): string | null {
	const names = tools.map(({ name }) => name);
	if (new Set(names).size < names.length) return 'tools: Tool names must be unique.';
	const loose = tools.find(
		({ strict, input_schema }) => strict === true && !isClosed(JSON.stringify(input_schema)),
	);
	return loose === undefined
		? null
		: `tools.${loose.name}: For 'object' type, 'additionalProperties' must be explicitly set to false`;
}

function isClosed(schema: string): boolean {
	const objects = schema.split('"type":"object"').length - 1;
	const closed = schema.split('"additionalProperties":false').length - 1;
	const unknown = /"(minLength|maxLength|maxItems|pattern|minimum|maximum)":/.test(schema);
	return objects === closed && !unknown;
}

/** Turns alternate, and every call is answered in the next message, once. */
function wrongOrder({ messages }: SeenRequest): string | null {
	for (const [n, { role, content }] of messages.entries()) {
		if (role !== (n % 2 === 0 ? 'user' : 'assistant')) return 'messages: roles must alternate';
		if (role !== 'assistant' || typeof content === 'string') continue;
		const asked = content.filter(({ type }) => type === 'tool_use').map((block) => block['id']);
		const next = messages[n + 1]?.content ?? [];
		const answers = typeof next === 'string' ? [] : next;
		const answered = answers
			.filter(({ type }) => type === 'tool_result')
			.map((block) => block['tool_use_id']);
		if (asked.toString() !== answered.toString())
			return `messages.${n}: tool_use ids were found without tool_result blocks immediately after`;
	}
	return null;
}
