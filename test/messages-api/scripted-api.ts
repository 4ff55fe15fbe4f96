/**
 * The Messages API as a server on this machine: it streams what a script says, and refuses what the
 * real one would refuse. The real SDK speaks to it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { ruleBroken } from '#test/messages-api/api-rules.ts';
import {
	type FailedTurn,
	type SaidTurn,
	type Script,
	type ScriptedTurn,
	SeenRequest,
} from '#test/messages-api/scripted-turn.ts';
import { turnEvents } from '#test/messages-api/turn-events.ts';

/** What every test of the runner is started with; it must turn up nowhere. */
export const KEY = 'sk-ant-test-9Jx2QmVZ7bT4wKcE';

export interface ScriptedApi extends AsyncDisposable {
	readonly url: string;
	/** Every request that was answered with a turn, the oldest first. */
	readonly requests: readonly SeenRequest[];
	/** What went wrong: a request that the API would refuse, or that no turn is left for. */
	readonly faults: readonly string[];
	/** Answers from now on by this script, or with these turns one after the other. */
	play(script: Script | readonly ScriptedTurn[]): void;
	/** Resolves when somebody hangs up before the answer is complete. */
	hungUp(): Promise<void>;
}

export async function startScriptedApi(): Promise<ScriptedApi> {
	const requests: SeenRequest[] = [];
	const faults: string[] = [];
	let script: Script = () => null;
	let leave: () => void = () => {};
	let left = new Promise<void>((resolve) => {
		leave = resolve;
	});

	const server = createServer((request, response) => {
		response.on('close', () => {
			if (!response.writableFinished) leave();
		});
		void answer(request, response);
	});

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await text(request);
		if (request.method !== 'POST' || request.url !== '/v1/messages')
			return fail(response, { status: 404, type: 'not_found_error' });
		if (request.headers.authorization !== `Bearer ${KEY}`)
			return fail(response, { status: 401, type: 'authentication_error' });
		const seen = SeenRequest.safeParse(JSON.parse(body));
		const wrong = seen.success ? ruleBroken(seen.data) : seen.error.message;
		if (!seen.success || wrong !== null) {
			faults.push(wrong ?? '');
			return fail(response, { status: 400, type: 'invalid_request_error', message: wrong ?? '' });
		}
		const turn = script(seen.data, requests.length);
		requests.push(seen.data);
		if (turn === null) {
			faults.push(`No turn for request ${requests.length}.`);
			return fail(response, { status: 400, type: 'invalid_request_error', message: 'no turn' });
		}
		if ('status' in turn) fail(response, turn);
		else await streamOut(response, turn, turnEvents(turn, seen.data.model, requests.length));
	}

	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : null;
	return {
		url: `http://127.0.0.1:${port}`,
		...{ requests, faults },
		play(next) {
			if (typeof next === 'function') {
				script = next;
				return;
			}
			const turns = [...next];
			script = () => turns.shift() ?? null;
		},
		async hungUp() {
			await left;
			left = new Promise((resolve) => {
				leave = resolve;
			});
		},
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function streamOut(
	response: ServerResponse,
	{ breakAfter, errorAfter, stallAfter }: SaidTurn,
	events: readonly object[],
): Promise<void> {
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	for (const [n, event] of events.entries()) {
		if (n === stallAfter) return;
		if (n === breakAfter) {
			// In the middle of a line: what came so far is no event.
			response.write('event: content_block_del', () => response.destroy());
			return;
		}
		if (n === errorAfter?.events) {
			const error = { type: 'error', error: { type: errorAfter.type, message: 'Try later.' } };
			return void response.end(`event: error\ndata: ${JSON.stringify(error)}\n\n`);
		}
		const type = 'type' in event ? event.type : '';
		await new Promise<void>((resolve) => {
			const written = () => resolve();
			response.write(`event: ${type}\ndata: ${JSON.stringify(event)}\n\n`, written);
		});
	}
	response.end();
}

function fail(
	response: ServerResponse,
	{ status, type, retryAfter, message = type }: FailedTurn,
): void {
	const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(JSON.stringify({ type: 'error', error: { type, message } }));
}
