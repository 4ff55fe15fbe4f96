import type { Access } from '#server/access/access.ts';
import type { Workspace } from '#server/workspace.ts';
import type { Role } from '#shared/artefact/role.ts';
import type { MemberId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Who a ticket speaks for right now, by the membership as folded this moment. */
export interface MemberGrant {
	readonly member: MemberId;
	readonly role: Role;
	readonly expiresAt: Date;
}

/** Refuses a ticket of another workspace or origin, one that has run out, and a removed device's. */
export function readTicket(
	access: Access,
	workspace: Workspace,
	origin: string,
	ticket: string | null,
): Result<MemberGrant, Refusal> {
	const grant = ticket === null ? null : access.tickets.read(ticket);
	if (!grant || grant.slug !== workspace.slug || grant.origin !== origin) return err(noTicket);
	const { membership } = workspace.journal.ledger.state();
	const member = membership.memberOfAccessKey(grant.key);
	if (member === null || member.id !== grant.member) return err(removed);
	return ok({ member: member.id, role: member.role, expiresAt: grant.expiresAt });
}

export function mayWrite(role: Role): boolean {
	return role !== 'viewer';
}

const noTicket = refusal(
	'ticket',
	'There is no ticket with this request, or it has run out.',
	'Reload the page; it proves itself to the relay again.',
);

const removed = refusal(
	'removed',
	'This device is no member of the workspace any more.',
	'Ask an owner to let it in again.',
);
