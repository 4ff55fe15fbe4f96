import type { Role } from '#shared/artefact/role.ts';
import type { MemberId, RelayId } from '#shared/id.ts';
import type { EventOf, LifecycleEvent } from '#shared/lifecycle/event.ts';
import { type PlacedEvent, placeInOrder } from '#shared/lifecycle/order.ts';
import { type KeyId, keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';

/** The events that say who is who. */
export type MembershipEvent = EventOf<
	| 'workspaceFounded'
	| 'memberAdded'
	| 'deviceAdded'
	| 'agentAdded'
	| 'relayAdded'
	| 'roleChanged'
	| 'removed'
	| 'founderHandedOver'
>;

export interface PlacedMembership extends PlacedEvent {
	readonly event: MembershipEvent;
}

/** One signing key as an event enrols it, with the access key of the same device. */
export interface Enrolment {
	readonly by: PlacedMembership;
	readonly key: PublicKey;
	readonly keyId: KeyId;
	readonly access: { readonly id: KeyId; readonly key: PublicKey } | null;
	/** Set for a relay's key; else the key is a Member's. */
	readonly relay: RelayId | null;
	/** A build machine's: it attests and does nothing else. */
	readonly ci: boolean;
	readonly member: MemberId | null;
	/** The founder's second key stands above the device; nothing else is ranked by the event. */
	readonly below: KeyId | null;
}

/** Every membership event by what it is about, in the log's order, whether it counts or not. */
export interface MembershipRecords {
	readonly all: readonly PlacedMembership[];
	readonly keys: ReadonlyMap<KeyId, readonly Enrolment[]>;
	readonly members: ReadonlyMap<string, readonly PlacedMembership[]>;
	readonly agents: ReadonlyMap<string, readonly PlacedMembership[]>;
	readonly relays: ReadonlyMap<string, readonly PlacedMembership[]>;
	readonly cuts: ReadonlyMap<string, readonly PlacedMembership[]>;
	readonly roleChanges: ReadonlyMap<string, readonly PlacedMembership[]>;
	readonly handovers: readonly PlacedMembership[];
	insert(placed: PlacedMembership): void;
	/** The same with one more; these stay as they are. */
	with(placed: PlacedMembership): MembershipRecords;
}

export function isMembership(placed: PlacedEvent): placed is PlacedMembership {
	return isMembershipEvent(placed.event);
}

export function isMembershipEvent(event: LifecycleEvent): event is MembershipEvent {
	switch (event.type) {
		case 'workspaceFounded':
		case 'memberAdded':
		case 'deviceAdded':
		case 'agentAdded':
		case 'relayAdded':
		case 'roleChanged':
		case 'removed':
		case 'founderHandedOver':
			return true;
		default:
			return false;
	}
}

/** In the log's order. */
export function createMembershipRecords(list: readonly PlacedMembership[] = []): MembershipRecords {
	const all: PlacedMembership[] = [];
	const keys = new Map<KeyId, Enrolment[]>();
	const members = new Map<string, PlacedMembership[]>();
	const agents = new Map<string, PlacedMembership[]>();
	const relays = new Map<string, PlacedMembership[]>();
	const cuts = new Map<string, PlacedMembership[]>();
	const roleChanges = new Map<string, PlacedMembership[]>();
	const handovers: PlacedMembership[] = [];

	function insert(placed: PlacedMembership): void {
		putInOrder(all, placed, itself);
		for (const enrolment of enrolmentsOf(placed)) {
			put(keys, enrolment.keyId, enrolment, ({ by }) => by);
			if (enrolment.access !== null) put(keys, enrolment.access.id, enrolment, ({ by }) => by);
		}
		const { event } = placed;
		switch (event.type) {
			case 'workspaceFounded':
			case 'memberAdded':
				put(members, event.member, placed, itself);
				return;
			case 'agentAdded':
				put(agents, event.agent, placed, itself);
				return;
			case 'relayAdded':
				put(relays, event.relay, placed, itself);
				return;
			case 'roleChanged':
				put(roleChanges, event.member, placed, itself);
				return;
			case 'removed':
				put(cuts, event.subject, placed, itself);
				return;
			case 'founderHandedOver':
				putInOrder(handovers, placed, itself);
				return;
			case 'deviceAdded':
				return;
		}
	}

	for (const placed of list) insert(placed);

	return {
		...{ all, keys, members, agents, relays, cuts, roleChanges, handovers, insert },
		with: (placed) => createMembershipRecords([...all, placed]),
	};
}

export function enrolmentsOf(placed: PlacedMembership): readonly Enrolment[] {
	const { event } = placed;
	switch (event.type) {
		case 'workspaceFounded': {
			const second = enrol(placed, event.second, event.member, null);
			return [second, enrol(placed, event.device, event.member, second.keyId)];
		}
		case 'memberAdded':
		case 'deviceAdded':
			return [enrol(placed, event.device, event.member, null)];
		case 'relayAdded': {
			const { key, relay } = event;
			const one = { by: placed, key, keyId: keyIdOf(key), access: null, member: null, below: null };
			return [{ ...one, relay, ci: event.ci === true }];
		}
		default:
			return [];
	}
}

function enrol(
	by: PlacedMembership,
	device: { readonly key: PublicKey; readonly access: PublicKey | null },
	member: MemberId,
	below: KeyId | null,
): Enrolment {
	const { key } = device;
	const access = device.access === null ? null : { id: keyIdOf(device.access), key: device.access };
	return { by, key, keyId: keyIdOf(key), access, relay: null, ci: false, member, below };
}

/** From least to most: what a role may do includes what those before it may. */
const RANK: Readonly<Record<Role, number>> = { viewer: 0, author: 1, reviewer: 2, owner: 3 };

export function isAtLeast(role: Role, least: Role): boolean {
	return RANK[role] >= RANK[least];
}

/** The lesser of two roles. */
export function lesserRole(a: Role, b: Role): Role {
	return RANK[a] <= RANK[b] ? a : b;
}

/** In the log's order, whatever came when: what is asked first must not hang on the delivery. */
function putInOrder<V>(list: V[], value: V, eventOf: (one: V) => PlacedEvent): void {
	list.splice(placeInOrder(list, eventOf(value), eventOf), 0, value);
}

function put<V>(
	map: Map<string, V[]>,
	key: string,
	value: V,
	eventOf: (one: V) => PlacedEvent,
): void {
	const list = map.get(key);
	if (list === undefined) map.set(key, [value]);
	else putInOrder(list, value, eventOf);
}

function itself(placed: PlacedMembership): PlacedEvent {
	return placed;
}
