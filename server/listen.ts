/** Opens the relay's port: on both loopbacks, so that `localhost` is this Lintel and no other. */
import type { IncomingMessage } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { WebSocketServer } from 'ws';
import { codeOf } from '#server/files/disk/disk.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Tls {
	readonly cert: string;
	readonly key: string;
}

export interface ListenOptions {
	readonly fetch: (request: Request, env: object) => Promise<unknown> | unknown;
	readonly createSocketServer: () => WebSocketServer;
	/** 0 takes any free port, the same on every address. */
	readonly port: number;
	/** An address beyond the loopbacks, or null. */
	readonly host: string | null;
	readonly tls: Tls | null;
}

export interface Listening {
	readonly port: number;
	/** Takes no more requests, tells every socket to come back later, and frees the port. */
	stop(): Promise<void>;
}

/** The system's word for what went wrong (`EADDRINUSE`), and where. */
export interface ListenFailure {
	readonly code: string;
	readonly address: string;
}

interface Door {
	readonly server: ServerType;
	readonly sockets: WebSocketServer;
	/** Every connection, also one that the HTTP server has let go of for an upgrade. */
	readonly connections: ReadonlySet<Socket>;
}

const TRIES_FOR_A_COMMON_PORT = 5;
const GRACE_MS = 500;

export async function listen(options: ListenOptions): Promise<Result<Listening, ListenFailure>> {
	const opened = await openAll(options, TRIES_FOR_A_COMMON_PORT);
	if (!opened.ok) return opened;
	const doors = opened.value;
	const port = portOf(doors[0]?.server) ?? options.port;
	return ok({ port, stop: async () => void (await Promise.all(doors.map(closeDoor))) });
}

async function openAll(
	options: ListenOptions,
	tries: number,
): Promise<Result<Door[], ListenFailure>> {
	const doors: Door[] = [];
	for (const address of addressesOf(options.host)) {
		const door = createDoor(options);
		const port = portOf(doors[0]?.server) ?? options.port;
		const failure = await bind(door.server, port, address);
		if (failure === null) doors.push(door);
		else if (isMissingLoopback(failure)) continue;
		else {
			await Promise.all(doors.map(closeDoor));
			const again = options.port === 0 && failure.code === 'EADDRINUSE' && tries > 1;
			return again ? openAll(options, tries - 1) : err(failure);
		}
	}
	return ok(doors);
}

function addressesOf(host: string | null): readonly string[] {
	if (host === '::') return ['::'];
	if (host === '0.0.0.0') return ['0.0.0.0', '::1'];
	return [...new Set(['127.0.0.1', '::1', host === null || host === 'localhost' ? '::1' : host])];
}

/** A machine without IPv6 has one loopback only. */
function isMissingLoopback({ address, code }: ListenFailure): boolean {
	return address === '::1' && ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(code);
}

function createDoor({ fetch, createSocketServer, tls }: ListenOptions): Door {
	const sockets = createSocketServer();
	const websocket = websocketOf(sockets);
	const server = tls
		? createAdaptorServer({
				...{ fetch, websocket },
				createServer: createSecureServer,
				serverOptions: { ...tls, shouldUpgradeCallback },
			})
		: createAdaptorServer({ fetch, websocket, serverOptions: { shouldUpgradeCallback } });
	const connections = new Set<Socket>();
	server.on('connection', (connection: Socket) => {
		connections.add(connection);
		connection.once('close', () => connections.delete(connection));
	});
	return { server, sockets, connections };
}

/** Another upgrade (`curl --http2` offers h2c) is declined by answering as if it were not asked for. */
function shouldUpgradeCallback({ headers }: IncomingMessage): boolean {
	return headers.upgrade?.toLowerCase() === 'websocket';
}

type WebSocketOption = NonNullable<Parameters<typeof createAdaptorServer>[0]['websocket']>;

function websocketOf(server: WebSocketServer): WebSocketOption {
	// @ts-expect-error The adaptor documents the server of `ws`, whose types name optional parameters in another order.
	return { server };
}

function bind(server: ServerType, port: number, address: string): Promise<ListenFailure | null> {
	return new Promise((resolve) => {
		const failed = (error: Error) => resolve({ code: codeOf(error), address });
		server.once('error', failed);
		server.listen(port, address, () => {
			server.off('error', failed);
			resolve(null);
		});
	});
}

function portOf(server: ServerType | undefined): number | null {
	const address: AddressInfo | string | null = server?.address() ?? null;
	return address !== null && typeof address === 'object' ? address.port : null;
}

async function closeDoor({ server, sockets, connections }: Door): Promise<void> {
	const closed = new Promise((resolve) => server.close(resolve));
	for (const socket of sockets.clients) socket.close(CLOSE.restarting, 'Lintel is stopping.');
	const grace = setTimeout(() => {
		for (const connection of connections) connection.destroy();
	}, GRACE_MS);
	if ('closeIdleConnections' in server) server.closeIdleConnections();
	await closed;
	clearTimeout(grace);
}
