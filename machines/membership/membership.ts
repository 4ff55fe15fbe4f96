import type { Role } from '#shared/artefact/role.ts';
import type { AgentId, MemberId, RelayId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { KeyId, PublicKey } from '#shared/lifecycle/public-key.ts';

/** A person, with the role in force and the keys that may sign for them today. */
export interface Member {
	readonly id: MemberId;
	readonly name: BlobRef;
	readonly role: Role;
	/** Keys that sign events; those cut off are left out. */
	readonly keys: readonly KeyId[];
	/** Who stands directly above; null for the founder. */
	readonly addedBy: MemberId | null;
	readonly event: EventId;
}

export interface AdmittedAgent {
	readonly id: AgentId;
	readonly name: BlobRef;
	readonly responsible: MemberId;
	readonly addedBy: MemberId;
	readonly event: EventId;
}

export interface AdmittedRelay {
	readonly id: RelayId;
	readonly name: BlobRef;
	readonly key: KeyId;
	/** A build machine's key: it attests to test runs, and nothing else. */
	readonly ci: boolean;
	readonly addedBy: MemberId;
	readonly event: EventId;
}

/** Who is who, folded from the events that count. The maps hold those here today. */
export interface Membership {
	readonly founder: MemberId | null;
	readonly members: ReadonlyMap<MemberId, Member>;
	readonly agents: ReadonlyMap<AgentId, AdmittedAgent>;
	readonly relays: ReadonlyMap<RelayId, AdmittedRelay>;
	/** Those who were cut off: for names in the history, and nothing else. */
	readonly former: {
		readonly members: ReadonlyMap<MemberId, Member>;
		readonly agents: ReadonlyMap<AgentId, AdmittedAgent>;
		readonly relays: ReadonlyMap<RelayId, AdmittedRelay>;
	};
	/** The Member whose key may sign today, or null. */
	memberOfKey(key: KeyId): Member | null;
	/** The Member whose access key opens connections today, or null. */
	memberOfAccessKey(key: KeyId): Member | null;
	/** The relay whose key may sign today, or null. */
	relayOfKey(key: KeyId): AdmittedRelay | null;
	/** Any key that an event here describes, whether it may sign or not: to verify with. */
	keyOf(key: KeyId): PublicKey | null;
	roleOf(member: MemberId): Role | null;
	/** Whether this Member may decide: a reviewer or an owner who is here. */
	mayReview(member: MemberId): boolean;
	/** Whether `upper` stands above `lower` in the tree of authority, strictly. */
	isAbove(upper: MemberId, lower: MemberId): boolean;
}
