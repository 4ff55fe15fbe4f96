import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Refusal } from '#shared/refusal.ts';

/** Some clients cut or hide longer results; longer ones come in pages. */
export const MAX_RESULT_BYTES = 8 * 1024;

/** The text is the very JSON of the structure: clients show a model one of the two, or both. */
export function answered(value: Record<string, unknown>): CallToolResult {
	return { content: [{ type: 'text', text: JSON.stringify(value) }], structuredContent: value };
}

/** A sentence that says what was wrong, and one that says what to do: all that a model gets to see. */
export function refused({ reason, fix }: Refusal): CallToolResult {
	return { content: [{ type: 'text', text: `${reason} ${fix}` }], isError: true };
}
