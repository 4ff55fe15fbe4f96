import type { WebSocket } from 'ws';
import type { Access } from '#server/access/access.ts';
import { type MemberGrant, readTicket } from '#server/access/member-grant.ts';
import type { AppContext } from '#server/http/app-env.ts';
import { part } from '#server/sync/socket-life.ts';
import type { Workspace } from '#server/workspace.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import { TICKET_SUBPROTOCOL_PREFIX } from '#shared/protocol/ticket.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';

/** The ticket among the subprotocols of an upgrade: an address would end up in logs. */
function ticketOf(c: AppContext): string | null {
	const offered = (c.req.header('sec-websocket-protocol') ?? '')
		.split(',')
		.map((one) => one.trim());
	const ticket = offered.find((one) => one.startsWith(TICKET_SUBPROTOCOL_PREFIX));
	return ticket?.slice(TICKET_SUBPROTOCOL_PREFIX.length) ?? null;
}

/** A socket's right to be open, read again whenever somebody asks. */
export interface SocketGrant {
	read(): Result<MemberGrant, Refusal>;
}

export function grantOf(c: AppContext, access: Access, workspace: Workspace): SocketGrant {
	const origin = c.get('origin');
	const ticket = ticketOf(c);
	return { read: () => readTicket(access, workspace, origin, ticket) };
}

/** The longest that a timer can wait is 24 days; a ticket lives for hours. */
const MAX_WAIT_MS = 24 * 60 * 60 * 1000;

/** Closes the socket when its Member is removed, or when its ticket runs out. */
export function holdToGrant(
	socket: WebSocket,
	workspace: Workspace,
	held: SocketGrant,
	first: MemberGrant,
	now: () => Date,
): void {
	const check = () => {
		if (!held.read().ok) part(socket, CLOSE.unauthorised, 'The ticket no longer holds.');
	};
	const { journal } = workspace;
	const unsubscribe = journal.subscribe(journal.position(), check);
	const wait = Math.min(first.expiresAt.getTime() - now().getTime() + 1, MAX_WAIT_MS);
	const timer = setTimeout(check, wait);
	timer.unref();
	socket.on('close', () => {
		unsubscribe();
		clearTimeout(timer);
	});
}
