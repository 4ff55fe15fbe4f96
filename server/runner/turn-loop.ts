/**
 * One step of a Session, worked on by a model until it is handed in and accepted, waits for a person,
 * or may not go on. The loop is ours: what a model says is told, what it asks for is done by a tool or
 * refused, and every way out is bounded.
 */
import type {
	ToolResultBlockParam,
	ToolUnion,
	UserMessageParam,
} from '@anthropic-ai/sdk/resources/messages';
import type { RunnerConfig } from '#server/files/config/runner-config.ts';
import type { Answered } from '#server/runner/model/ask-model.ts';
import type { ModelRequest } from '#server/runner/model/messages-api.ts';
import type { ToolCall, Turn } from '#server/runner/model/turn.ts';
import { type Said, SYSTEM, textBlock, withCachePoint } from '#server/runner/prompt.ts';
import type { RunnerTool } from '#server/runner/tools/runner-tool.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/** What a call led to. */
export interface Done {
	readonly text: string;
	readonly failed: boolean;
	/** The step is over with it. */
	readonly ends: StepEnd | null;
}

export type StepEnd =
	/** It was accepted, or waits for people: the Session says which. */
	| { readonly kind: 'over' }
	| { readonly kind: 'paused' }
	| { readonly kind: 'stopped'; readonly why: Refusal };

export interface TurnLoop {
	readonly model: string;
	readonly effort: RunnerConfig['effort'] | null;
	readonly opening: UserMessageParam;
	readonly tools: readonly ToolUnion[];
	readonly signal: AbortSignal;
	/** Asks the model, with patience, and keeps count. */
	ask(request: ModelRequest): Promise<Answered>;
	/** Why nothing more may be asked; null while it may. */
	limit(): Refusal | null;
	call(call: ToolCall): Promise<Done>;
	onTurn(turn: Turn): void;
	note(text: string): void;
	/** The model declined: people are asked what to do. */
	declined(why: string | null): Promise<StepEnd>;
}

const MOST_ANSWER_TOKENS = 32_000;
/** How often in a row it may end without handing anything in, and start over. */
const MOST_IDLE = 3;
const MOST_RESTARTS = 2;

export async function runTurns(loop: TurnLoop): Promise<StepEnd> {
	let messages: Said[] = [loop.opening];
	let idle = 0;
	let restarts = 0;
	for (;;) {
		const limit = loop.limit();
		if (limit !== null) return { kind: 'stopped', why: limit };
		const answered = await loop.ask(requestOf(loop, messages));
		if (answered.kind === 'cancelled') return { kind: 'paused' };
		if (answered.kind !== 'answered') return { kind: 'stopped', why: answered.refusal };
		const { turn } = answered;
		loop.onTurn(turn);
		if (turn.stop === 'refusal') return loop.declined(turn.declined);
		if (turn.stop === 'model_context_window_exceeded') {
			if (++restarts > MOST_RESTARTS) return { kind: 'stopped', why: tooLong };
			loop.note('The conversation grew too long for the model: it begins anew from the pack.');
			messages = [withNote(loop.opening, STARTED_OVER)];
			continue;
		}
		const done = await answerCalls(loop, turn);
		if (done.ends !== null) return done.ends;
		idle = turn.calls.length > 0 ? 0 : idle + 1;
		if (idle > MOST_IDLE) return { kind: 'stopped', why: nothingHandedIn };
		if (turn.content.length > 0) messages.push({ role: 'assistant', content: [...turn.content] });
		const words = turn.calls.length > 0 ? done.results : [textBlock(nudgeFor(turn))];
		// Where it said nothing at all, what it is told belongs to the message before.
		const before = messages.at(-1);
		if (before?.role === 'user' && typeof before.content !== 'string')
			messages = [...messages.slice(0, -1), { ...before, content: [...before.content, ...words] }];
		else messages.push({ role: 'user', content: [...words] });
	}
}

async function answerCalls(
	loop: TurnLoop,
	{ calls, stop }: Turn,
): Promise<{ readonly results: readonly ToolResultBlockParam[]; readonly ends: StepEnd | null }> {
	const results: ToolResultBlockParam[] = [];
	for (const [n, call] of calls.entries()) {
		if (loop.signal.aborted) return { results, ends: { kind: 'paused' } };
		// What a limit cut off may look whole: the last call of such an answer is not done.
		const isCut = stop === 'max_tokens' && n === calls.length - 1;
		const done = isCut ? cutOff : await loop.call(call);
		if (done.ends !== null) return { results, ends: done.ends };
		results.push({
			...{ type: 'tool_result', tool_use_id: call.id, content: done.text },
			...(done.failed ? { is_error: true } : {}),
		});
	}
	return { results, ends: loop.signal.aborted ? { kind: 'paused' } : null };
}

function requestOf({ model, effort, tools }: TurnLoop, messages: readonly Said[]): ModelRequest {
	return {
		...{ model, max_tokens: MOST_ANSWER_TOKENS, system: [...SYSTEM], tools: [...tools] },
		messages: withCachePoint(messages),
		thinking: { type: 'adaptive' },
		...(effort == null ? {} : { output_config: { effort } }),
	};
}

function withNote(opening: UserMessageParam, note: string): UserMessageParam {
	if (typeof opening.content === 'string') return opening;
	return { ...opening, content: [...opening.content, textBlock(note)] };
}

function nudgeFor({ stop }: Turn): string {
	return stop === 'max_tokens'
		? 'Your answer was cut off where it got too long. Go on in smaller pieces.'
		: 'The step is not over: hand it in with submit_step, or ask the people with ask_person.';
}

const cutOff: Done = {
	text: 'Your answer was cut off in the middle of this call, so it was not done. Make it again, with less.',
	failed: true,
	ends: null,
};

const STARTED_OVER =
	'You worked on this step before, until the conversation got too long. What you wrote is there: read it first.';

const tooLong = refusal(
	'model-context',
	'The step is too long for the model, also when it begins anew.',
	'Make the component or its design smaller, or name a model with a longer memory.',
);

const nothingHandedIn = refusal(
	'nothing-handed-in',
	'The model stopped several times without handing anything in.',
	'Look at the transcript. Run the session again, perhaps with a note or another model.',
);

/** What a tool answers, as the model is told it. */
export async function callTool(
	tools: readonly RunnerTool[],
	{ name, input }: ToolCall,
	signal: AbortSignal,
): Promise<Omit<Done, 'ends'>> {
	const tool = tools.find(({ definition }) => definition.name === name);
	if (tool === undefined)
		return {
			text: `There is no tool ${JSON.stringify(name.slice(0, 60))} in this step.`,
			failed: true,
		};
	if (input === null)
		return { text: `The input of ${name} was no JSON object. Nothing was done.`, failed: true };
	const answered = await tool.run(input, signal);
	if (answered.ok) return { text: answered.value || 'Done.', failed: false };
	const { reason, fix } = answered.error;
	return { text: `${reason} ${fix}`.trim(), failed: true };
}
