/**
 * The tools that every Agent has over MCP, for the built-in runner: the same server, reached in this
 * process by the official client, so that what a tool does, refuses and says is the same for all.
 */
import { Client } from '@modelcontextprotocol/client';
import { InMemoryTransport } from '@modelcontextprotocol/server';
import type { Caller } from '#server/mcp/caller.ts';
import { createMcpServer } from '#server/mcp/mcp-server.ts';
import { cut, type RunnerTool } from '#server/runner/tools/runner-tool.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok } from '#shared/result.ts';

export interface BridgeTools extends AsyncDisposable {
	readonly tools: readonly RunnerTool[];
}

/** `names` are those that the step has; `whyNot` is asked before each call. */
export async function openBridgeTools(
	caller: Caller,
	version: string,
	names: ReadonlySet<string>,
	whyNot: (name: string, input: Readonly<Record<string, unknown>>) => Refusal | null,
): Promise<BridgeTools> {
	const [ours, theirs] = InMemoryTransport.createLinkedPair();
	const server = createMcpServer(caller, version);
	const client = new Client({ name: 'lintel-runner', version });
	await server.connect(theirs);
	await client.connect(ours);
	const listed = await client.listTools();

	const tools = listed.tools.flatMap(({ name, description = '', inputSchema }): RunnerTool[] => {
		if (!names.has(name)) return [];
		const { properties = {}, required = [] } = inputSchema;
		return [
			{
				definition: {
					...{ name, description },
					input_schema: { type: 'object', properties, required },
				},
				async run(input) {
					const no = whyNot(name, input);
					if (no !== null) return err(no);
					const result = await client.callTool({ name, arguments: { ...input } });
					// Links to resources and the like say nothing here that the text doesn't.
					const text = result.content
						.flatMap((one) => (one.type === 'text' ? one.text : []))
						.join('\n');
					return result.isError === true ? err(toldBy(name, text)) : ok(cut(text));
				},
			},
		];
	});

	return {
		tools,
		async [Symbol.asyncDispose]() {
			await client.close();
			await server.close();
		},
	};
}

/** The bridge's refusals are sentences already: the reason, then what to do. */
function toldBy(name: string, text: string): Refusal {
	return refusal(name, text === '' ? `${name} failed without a word.` : text, '');
}
