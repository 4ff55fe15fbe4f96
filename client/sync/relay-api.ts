import * as z from 'zod/mini';
import type { AccessKey } from '#client/keys/device-keys.ts';
import { silent } from '#machines/connection/silent.ts';
import { toBase64Url } from '#shared/base64url.ts';
import { ApiError } from '#shared/protocol/api.ts';
import { Ticket, ticketBytesOf } from '#shared/protocol/ticket.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Renewed before it runs out, so that a long-open tab never meets the end of its ticket. */
const RENEW_BEFORE_MS = 10 * 60_000;

/** What a connection rests on: a few bytes each way, and nothing to be done for them. */
const QUICK = new Set(['hello', 'nonce', 'ticket']);
const PATIENCE_MS = 15_000;
/** What a proxy says whose relay is gone, or only starting. */
const FROM_GATEWAY = new Set([502, 503, 504]);
/** A document goes up and comes down whole, over whatever line there is. */
const LONG_PATIENCE_MS = 120_000;

export interface RelayRequest {
	readonly method?: 'GET' | 'POST' | 'DELETE';
	readonly body?: unknown;
	/** Whether the relay has to know who asks. */
	readonly ticket?: boolean;
}

/**
 * The relay's HTTP API for one workspace. Answers are parsed; every failure is a Refusal:
 * `offline` when nothing answered, `silent` when nothing came of it, `gateway` or `no-relay` when
 * something else answered, else the relay's own.
 */
export interface RelayApi {
	/** Who this device is; null signs nothing and gets no ticket. */
	setAccess(access: AccessKey | null): void;
	ask<T>(
		path: string,
		schema: z.ZodMiniType<T>,
		request?: RelayRequest,
	): Promise<Result<T, Refusal>>;
	/** A ticket that is good for a while yet. `renew`: the last one was not taken. */
	ticket(renew?: boolean): Promise<Result<string, Refusal>>;
}

export function createRelayApi(slug: string, origin: string, now: () => Date): RelayApi {
	let access: AccessKey | null = null;
	let held: { readonly ticket: string; readonly until: number } | null = null;
	let asking: Promise<Result<string, Refusal>> | null = null;

	return {
		setAccess(next) {
			access = next;
			held = null;
		},
		ask,
		ticket,
	};

	async function ask<T>(
		path: string,
		schema: z.ZodMiniType<T>,
		request: RelayRequest = {},
	): Promise<Result<T, Refusal>> {
		if (request.ticket !== true) return (await send(path, schema, request, null)).result;
		const first = await ticket();
		if (!first.ok) return first;
		const answer = await send(path, schema, request, first.value);
		if (answer.status !== 401) return answer.result;
		const second = await ticket(true);
		return second.ok ? (await send(path, schema, request, second.value)).result : second;
	}

	function ticket(renew = false): Promise<Result<string, Refusal>> {
		if (held !== null && !renew && held.until > now().getTime())
			return Promise.resolve(ok(held.ticket));
		asking ??= fetchTicket().finally(() => {
			asking = null;
		});
		return asking;
	}

	async function fetchTicket(): Promise<Result<string, Refusal>> {
		const key = access;
		if (key === null) return err(noKeys);
		const nonce = await ask('nonce', z.object({ nonce: z.string() }), { method: 'POST' });
		if (!nonce.ok) return nonce;
		const signature = await key.sign(ticketBytesOf(origin, nonce.value.nonce));
		const body = { key: key.keyId, nonce: nonce.value.nonce, signature: toBase64Url(signature) };
		const issued = await ask('ticket', Ticket, { method: 'POST', body });
		if (!issued.ok) return issued;
		const { ticket, expiresAt } = issued.value;
		const until = Date.parse(expiresAt) - RENEW_BEFORE_MS;
		// Two clocks that differ by hours say nothing of it: then it is good until it is not taken.
		held = { ticket, until: until > now().getTime() ? until : Number.POSITIVE_INFINITY };
		return ok(ticket);
	}

	async function send<T>(
		path: string,
		schema: z.ZodMiniType<T>,
		{ method = 'GET', body }: RelayRequest,
		withTicket: string | null,
	): Promise<{ readonly result: Result<T, Refusal>; readonly status: number }> {
		const headers = new Headers();
		if (withTicket !== null) headers.set('authorization', `Bearer ${withTicket}`);
		if (body !== undefined) headers.set('content-type', 'application/json');
		const signal = AbortSignal.timeout(QUICK.has(path) ? PATIENCE_MS : LONG_PATIENCE_MS);
		const sent = body === undefined ? {} : { body: JSON.stringify(body) };
		const url = `${origin}/api/w/${slug}/${path}`;
		const response = await fetch(url, { method, headers, signal, ...sent }).catch(() => null);
		const json: unknown = (await response?.json().catch(() => null)) ?? null;
		if (signal.aborted) return { result: err(silent), status: 0 };
		if (response === null) return { result: err(offline), status: 0 };
		const { status } = response;
		if (json === null && !isData(response))
			return { result: err(FROM_GATEWAY.has(status) ? gateway : noRelay), status };
		if (!response.ok)
			return { result: err(ApiError.safeParse(json).data?.error ?? unreadable), status };
		const parsed = schema.safeParse(json);
		return { result: parsed.success ? ok(parsed.data) : err(unreadable), status };
	}
}

/** A network that wants a sign-in, or a proxy whose relay is gone, answers with a page or with nothing. */
function isData({ headers }: Response): boolean {
	return headers.get('content-type')?.includes('json') ?? false;
}

const noKeys = refusal(
	'no-keys',
	'This browser holds no keys of this workspace.',
	'Ask an owner to let this device in.',
);

export const offline = refusal(
	'offline',
	'The relay does not answer.',
	'Start it with lintel serve; what is not sent stays on this device.',
);

const gateway = refusal(
	'gateway',
	'A proxy answers, and the relay behind it does not.',
	'It is tried again by itself; if it stays away, tell whoever runs it. What is not sent stays on this device.',
);

const noRelay = refusal(
	'no-relay',
	'Something else than the relay answers at this address.',
	'If this network or a proxy asks for a sign-in, give it in another tab; what is not sent stays on this device.',
);

const unreadable = refusal(
	'unreadable',
	'The relay gave an answer that this version of the app cannot read.',
	'Reload the page, so that the app and the relay speak the same version.',
);
