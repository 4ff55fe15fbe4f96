/** How a device proves itself to a relay: it signs a nonce with its access key, never its event key. */
import * as z from 'zod/mini';
import { Base64Url } from '#shared/base64url.ts';
import { KeyId } from '#shared/lifecycle/public-key.ts';

const TICKET_DOMAIN = 'lintel/ticket/v1\0';

/** The subprotocol the relay selects; the ticket travels beside it as `ticket.<ticket>`. */
export const SUBPROTOCOL = 'lintel';
export const TICKET_SUBPROTOCOL_PREFIX = 'ticket.';

/** `key` is the id of the device's access key; `signature` covers {@link ticketBytesOf}. */
export const TicketRequest = z.strictObject({
	key: KeyId,
	nonce: z.string().check(z.maxLength(64)),
	signature: Base64Url.check(z.maxLength(128)),
});
export type TicketRequest = z.infer<typeof TicketRequest>;

export const Ticket = z.object({ ticket: z.string(), expiresAt: z.iso.datetime() });
export type Ticket = z.infer<typeof Ticket>;

/** The exact bytes an access key signs. `origin` is the page's own, as `location.origin` has it. */
export function ticketBytesOf(origin: string, nonce: string): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(`${TICKET_DOMAIN}${origin}\0${nonce}`);
}
