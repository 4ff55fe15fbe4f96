import type { Role } from '#shared/artefact/role.ts';
import type { MemberId } from '#shared/id.ts';
import type { DeviceKeys } from '#shared/lifecycle/event.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';

/** A link that nobody has used yet. */
export interface InviteView {
	readonly id: string;
	/** What its guest is to be once an owner has confirmed them. */
	readonly role: Role;
	readonly until: string;
}

/** Someone who came in by a link and whose device nobody has compared yet. */
export interface GuestView {
	readonly member: MemberId;
	readonly name: string;
	/** What confirming makes of them. */
	readonly role: Role;
	readonly device: DeviceKeys;
}

/** Invitations by link that this browser made: it lets their guests in by itself while it is open. */
export interface Invites {
	readonly open: readonly InviteView[];
	readonly guests: readonly GuestView[];
	/** A new link for one person; shown once. */
	create(role: Role): Promise<Result<string, Refusal>>;
	withdraw(id: string): Promise<void>;
	/** The six words are the same on both screens: the guest gets the role they were invited for. */
	confirm(member: MemberId): Promise<Result<void, Refusal>>;
}
