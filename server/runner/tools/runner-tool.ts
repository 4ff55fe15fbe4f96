import type { Tool } from '@anthropic-ai/sdk/resources/messages';
import type { z } from 'zod';
import { toJSONSchema } from 'zod';
import type { Refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';

/** What a tool answers the model: text, or a sentence that says what was wrong and what to do. */
export type Answer = Result<string, Refusal>;

/** One thing that the model may do while it works on a step. */
export interface RunnerTool {
	readonly definition: Tool;
	/** `input` is as the model gave it: anything. */
	run(input: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<Answer>;
}

export function defineRunnerTool<Input extends z.ZodObject>(spec: {
	readonly name: string;
	readonly description: string;
	readonly input: Input;
	run(input: z.output<Input>, signal: AbortSignal): Answer | Promise<Answer>;
}): RunnerTool {
	const { name, description, input } = spec;
	const { properties, required } = toJSONSchema(input);
	return {
		definition: {
			...{ name, description },
			input_schema: {
				...{ type: 'object', additionalProperties: false },
				...{ properties: properties ?? {}, required: required ?? [] },
			},
		},
		async run(given, signal) {
			const parsed = input.safeParse(given);
			if (parsed.success) return spec.run(parsed.data, signal);
			const wrong = parsed.error.issues.map(
				({ path, message }) => `${path.join('.') || 'the input'}: ${message}`,
			);
			return {
				ok: false,
				error: {
					guard: 'tool-input',
					reason: `${name} was called with what it does not take (${wrong.join('; ')}). Nothing was done.`,
					fix: 'Call it again as its schema says.',
				},
			};
		},
	};
}

export function answer(text: string): Answer {
	return ok(text);
}

/** No result is longer, in characters; what is over is cut and says so. */
const MOST_RESULT = 16_000;

export function cut(text: string, most = MOST_RESULT): string {
	if (text.length <= most) return text;
	const left = text.length - most;
	return `${text.slice(0, most).toWellFormed()}\n… (${left} more characters were cut off)`;
}
