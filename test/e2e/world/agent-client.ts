/** An agent as an MCP client would be: the official client, a token, and what the tools answer. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

type Answer = Record<string, unknown>;

export interface AgentClient extends AsyncDisposable {
	/** Calls a tool; throws with the sentence when it refuses. */
	call(tool: string, input: Answer): Promise<Answer>;
	/** The sentence with which a tool refuses; throws when it doesn't. */
	refusal(tool: string, input: Answer): Promise<string>;
	tools(): Promise<string[]>;
}

export async function connectAgent(origin: string, token: string): Promise<AgentClient> {
	const client = new Client({ name: 'robin', version: '1.0.0' });
	const headers = { Authorization: `Bearer ${token}` };
	const transport = new StreamableHTTPClientTransport(new URL('/mcp', origin), {
		requestInit: { headers },
	});
	await client.connect(transport);

	async function ask(tool: string, input: Answer): Promise<{ refused: boolean; text: string }> {
		const result = await client.callTool({ name: tool, arguments: input });
		const first = Array.isArray(result.content) ? result.content[0] : null;
		return { refused: result.isError === true, text: first?.type === 'text' ? first.text : '' };
	}

	return {
		async call(tool, input) {
			const { refused, text } = await ask(tool, input);
			if (refused) throw new Error(text);
			return JSON.parse(text);
		},
		async refusal(tool, input) {
			const { refused, text } = await ask(tool, input);
			if (!refused) throw new Error(`${tool} did not refuse: ${text}`);
			return text;
		},
		tools: async () => (await client.listTools()).tools.map(({ name }) => name),
		[Symbol.asyncDispose]: () => client.close(),
	};
}
