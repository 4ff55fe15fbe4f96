/**
 * What the official suite asks a server for by name, added to Lintel's own server. Only what Lintel
 * has a use for: content of every kind, progress, arguments and completion. What it deliberately does
 * not do (sampling, elicitation, roots, logging) has no fixture here and stands in the baseline.
 */
import { completable, type McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** A red dot, and no sound at all. */
const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
const WAV = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=';

const text = (words: string) => ({ type: 'text' as const, text: words });
const image = { type: 'image' as const, data: PNG, mimeType: 'image/png' };
const resource = (uri: string, mimeType: string, words: string) => ({
	type: 'resource' as const,
	resource: { uri, mimeType, text: words },
});

export function registerFixtures(server: McpServer): void {
	registerTools(server);
	registerResources(server);
	registerPrompts(server);
}

function registerTools(server: McpServer): void {
	const answer = (name: string, ...content: Content[]) =>
		server.registerTool(name, { description: `Answers ${name}.` }, () => ({ content }));
	answer('test_simple_text', text('This is a simple text response for testing.'));
	answer('test_image_content', image);
	answer('test_audio_content', { type: 'audio', data: WAV, mimeType: 'audio/wav' });
	answer(
		'test_embedded_resource',
		resource('test://embedded-resource', 'text/plain', 'This is an embedded resource content.'),
	);
	answer(
		'test_multiple_content_types',
		text('Multiple content types test:'),
		image,
		resource('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
	);
	server.registerTool('test_error_handling', { description: 'Fails.' }, () => {
		throw new Error('This tool intentionally returns an error for testing');
	});
	server.registerTool(
		'test_tool_with_progress',
		{ description: 'Says how far it is.' },
		async ({ mcpReq }) => {
			const progressToken = mcpReq._meta?.progressToken;
			for (const progress of progressToken === undefined ? [] : [0, 50, 100]) {
				await mcpReq.notify({
					method: 'notifications/progress',
					params: { progressToken: progressToken ?? 0, progress, total: 100 },
				});
			}
			return { content: [text(String(progressToken))] };
		},
	);
}

type Content =
	| ReturnType<typeof text>
	| typeof image
	| ReturnType<typeof resource>
	| { readonly type: 'audio'; readonly data: string; readonly mimeType: string };

function registerResources(server: McpServer): void {
	const plain = { mimeType: 'text/plain' };
	server.registerResource('static-text', 'test://static-text', plain, (uri) => ({
		contents: [
			{ uri: uri.href, ...plain, text: 'This is the content of the static text resource.' },
		],
	}));
	const png = { mimeType: 'image/png' };
	server.registerResource('static-binary', 'test://static-binary', png, (uri) => ({
		contents: [{ uri: uri.href, ...png, blob: PNG }],
	}));
	const template = new ResourceTemplate('test://template/{id}/data', { list: undefined });
	const json = { mimeType: 'application/json' };
	server.registerResource('template', template, json, (uri, { id }) => ({
		contents: [
			{
				...{ uri: uri.href, ...json },
				text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${String(id)}` }),
			},
		],
	}));
}

function registerPrompts(server: McpServer): void {
	const said = (...content: Content[]) => ({
		messages: content.map((one) => ({ role: 'user' as const, content: one })),
	});
	server.registerPrompt('test_simple_prompt', { description: 'Without arguments.' }, () =>
		said(text('This is a simple prompt for testing.')),
	);
	const word = (words: string[]) =>
		completable(z.string(), (typed) => words.filter((one) => one.startsWith(typed)));
	server.registerPrompt(
		'test_prompt_with_arguments',
		{
			description: 'With two arguments.',
			argsSchema: z.object({ arg1: word(['test', 'testing']), arg2: word(['value']) }),
		},
		({ arg1, arg2 }) => said(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
	);
	server.registerPrompt(
		'test_prompt_with_embedded_resource',
		{ description: 'With a resource.', argsSchema: z.object({ resourceUri: z.string() }) },
		({ resourceUri }) =>
			said(
				resource(resourceUri, 'text/plain', 'Embedded resource content for testing.'),
				text('Please process the embedded resource above.'),
			),
	);
	server.registerPrompt('test_prompt_with_image', { description: 'With an image.' }, () =>
		said(image, text('Please analyze the image above.')),
	);
}
