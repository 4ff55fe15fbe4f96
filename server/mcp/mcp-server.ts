import { McpServer } from '@modelcontextprotocol/server';
import type { Caller } from '#server/mcp/caller.ts';
import { INSTRUCTIONS } from '#server/mcp/instructions.ts';
import { registerPrompts } from '#server/mcp/prompts.ts';
import { registerResources } from '#server/mcp/resources.ts';
import { TOOLS } from '#server/mcp/tools.ts';
import { registerTranscripts } from '#server/mcp/transcripts.ts';
import { practicesOf } from '#shared/trace/practices.ts';

/** One MCP server for one request: nothing of one Agent can leak to another. */
export function createMcpServer(caller: Caller, version: string): McpServer {
	const server = new McpServer(
		{ name: 'lintel', title: 'Lintel', version },
		{ instructions: INSTRUCTIONS },
	);
	const practices = practicesOf(caller.workspace.journal.ledger.state().policy);
	for (const tool of TOOLS) {
		if (tool.kind === null || practices.has(tool.kind)) tool.register(server, caller);
	}
	registerResources(server, caller);
	registerTranscripts(server, caller);
	registerPrompts(server, caller);
	return server;
}
