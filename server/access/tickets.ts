import { toBase64Url } from '#shared/base64url.ts';
import { hashOf } from '#shared/hash.ts';
import type { MemberId, Random } from '#shared/id.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';
import type { Ticket } from '#shared/protocol/ticket.ts';

/** What a ticket says: this device of this Member, at this origin, in this workspace. */
interface TicketGrant {
	readonly slug: string;
	/** The device's access key. */
	readonly key: KeyId;
	readonly member: MemberId;
	readonly origin: string;
}

/** Tickets live in memory only, by their hash: a restart asks every device to prove itself again. */
export interface Tickets {
	issue(grant: TicketGrant): Ticket;
	/** The grant, or null when there is none or it has run out. */
	read(ticket: string): (TicketGrant & { readonly expiresAt: Date }) | null;
}

export const TICKET_LIFE_MS = 12 * 60 * 60 * 1000;
const MAX_TICKETS = 10_000;

export function createTickets(deps: {
	readonly random: Random;
	readonly now: () => Date;
}): Tickets {
	const grants = new Map<string, TicketGrant & { readonly expiresAt: Date }>();

	function sweep(): void {
		const at = deps.now();
		for (const [hash, { expiresAt }] of grants) {
			if (expiresAt > at && grants.size < MAX_TICKETS) return;
			grants.delete(hash);
		}
	}

	return {
		issue(grant) {
			sweep();
			const ticket = toBase64Url(deps.random(32));
			const expiresAt = new Date(deps.now().getTime() + TICKET_LIFE_MS);
			grants.set(hashOf(ticket), { ...grant, expiresAt });
			return { ticket, expiresAt: expiresAt.toISOString() };
		},
		read(ticket) {
			const hash = hashOf(ticket);
			const grant = grants.get(hash);
			const at = deps.now().getTime();
			if (!grant || grant.expiresAt.getTime() <= at) return null;
			// Where the clock was set back it lives no longer than one that is issued now.
			if (grant.expiresAt.getTime() <= at + TICKET_LIFE_MS) return grant;
			const shortened = { ...grant, expiresAt: new Date(at + TICKET_LIFE_MS) };
			grants.set(hash, shortened);
			return shortened;
		},
	};
}
