/**
 * How each Agent's client asks a hook, and how it wants to be answered.
 *
 * Claude Code and Codex: `hookSpecificOutput` with a `permissionDecision`. Copilot CLI: the
 * decision alone, arguments as JSON in a text. Cursor: `permission`, and never an empty answer.
 */
import { z } from 'zod';
import type { ToolCall } from '#server/guard/tool-call.ts';
import { jsonIn } from '#shared/json-in.ts';

export const CLIENTS = ['claude', 'codex', 'copilot', 'cursor'] as const;
export type Client = (typeof CLIENTS)[number];

/** `reason` reaches the model word for word; null lets the call through. */
type Answer = (reason: string | null) => string;

interface Protocol {
	/** Null for what is no question about a tool. */
	read(json: unknown): ToolCall | null;
	readonly answer: Answer;
}

const Input = z.record(z.string(), z.unknown());

const HookCall = z.object({
	cwd: z.string().optional(),
	tool_name: z.string(),
	tool_input: z.union([Input, z.string()]).default({}),
});

const CopilotCall = z.object({
	cwd: z.string().optional(),
	toolName: z.string(),
	toolArgs: z.union([Input, z.string()]).default({}),
});

const CursorCall = z.object({
	cwd: z.string().optional(),
	workspace_roots: z.array(z.string()).optional(),
	tool_name: z.string().optional(),
	tool_input: z.union([Input, z.string()]).optional(),
	command: z.string().optional(),
});

function readHookCall(json: unknown): ToolCall | null {
	const call = HookCall.safeParse(json).data;
	if (call === undefined) return null;
	return { tool: call.tool_name, input: argsIn(call.tool_input), folder: call.cwd ?? null };
}

const answerHook: Answer = (reason) =>
	JSON.stringify(
		reason === null
			? {}
			: {
					hookSpecificOutput: {
						hookEventName: 'PreToolUse',
						permissionDecision: 'deny',
						permissionDecisionReason: reason,
					},
				},
	);

export const PROTOCOLS: Readonly<Record<Client, Protocol>> = {
	claude: { read: readHookCall, answer: answerHook },
	codex: { read: readHookCall, answer: answerHook },
	copilot: {
		read(json) {
			const call = CopilotCall.safeParse(json).data;
			if (call === undefined) return readHookCall(json);
			return { tool: call.toolName, input: argsIn(call.toolArgs), folder: call.cwd ?? null };
		},
		answer: (reason) =>
			JSON.stringify(
				reason === null ? {} : { permissionDecision: 'deny', permissionDecisionReason: reason },
			),
	},
	cursor: {
		read(json) {
			const call = CursorCall.safeParse(json).data;
			const folder = call?.cwd || call?.workspace_roots?.[0] || null;
			if (call?.command !== undefined) {
				return { tool: 'shell', input: { command: call.command }, folder };
			}
			if (call?.tool_name === undefined) return null;
			return { tool: call.tool_name, input: argsIn(call.tool_input ?? {}), folder };
		},
		answer: (reason) =>
			JSON.stringify(
				reason === null
					? { permission: 'allow' }
					: { permission: 'deny', user_message: reason, agent_message: reason },
			),
	},
};

/** Arguments that came as text are JSON, or a patch as it is. */
function argsIn(
	input: Readonly<Record<string, unknown>> | string,
): Readonly<Record<string, unknown>> {
	if (typeof input !== 'string') return input;
	const json = jsonIn(input);
	return json === undefined ? { input } : (Input.safeParse(json).data ?? {});
}
