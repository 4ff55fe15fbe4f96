import type { McpServer } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import { advertised } from '#server/mcp/advertised.ts';
import { tellOfCall } from '#server/mcp/call-transcript.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { answered, refused } from '#server/mcp/tool-result.ts';
import type { ArtefactKind } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, type Result } from '#shared/result.ts';

export type ToolAnswer = Result<Record<string, unknown>, Refusal>;

/** One thing an Agent may do. */
export interface Tool {
	readonly name: string;
	/** The kind of artefact it is about: where that is off, it is not listed. */
	readonly kind: ArtefactKind | null;
	register(server: McpServer, caller: Caller): void;
}

interface ToolSpec<Input extends z.ZodObject> {
	/** `verb_noun`. */
	readonly name: string;
	readonly description: string;
	readonly kind?: ArtefactKind;
	readonly input: Input;
	/** `read`: changes nothing. `edit`: changes drafts. `submit`: asks people to look. */
	readonly effect: 'read' | 'edit' | 'submit';
	run(caller: Caller, input: z.output<Input>): ToolAnswer | Promise<ToolAnswer>;
}

export function defineTool<Input extends z.ZodObject>(spec: ToolSpec<Input>): Tool {
	const { name, description, input, run } = spec;
	const inputSchema = advertised(input);
	const annotations = {
		readOnlyHint: spec.effect === 'read',
		destructiveHint: false,
		idempotentHint: spec.effect !== 'edit',
		openWorldHint: false,
	};
	return {
		name,
		kind: spec.kind ?? null,
		register(server, caller) {
			server.registerTool(name, { description, inputSchema, annotations }, async (args) => {
				const parsed = input.parse(args);
				const answer = await runSafely(caller, async () => {
					const answer = await run(caller, parsed);
					tellOfCall(caller, name, parsed, answer);
					return answer;
				});
				return answer.ok ? answered(answer.value) : refused(answer.error);
			});
		},
	};
}

/** What a bug throws would reach the Agent word for word. */
async function runSafely(
	{ onError }: Caller,
	run: () => ToolAnswer | Promise<ToolAnswer>,
): Promise<ToolAnswer> {
	try {
		return await run();
	} catch (error) {
		onError(error);
		return err(broken);
	}
}

const broken = refusal(
	'internal',
	'Something went wrong inside Lintel; what was saved is not lost.',
	'Try again once. If it happens again, tell the person: the terminal that Lintel runs in says more.',
);
