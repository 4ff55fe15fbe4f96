/**
 * Every key that an event in the log enrols, and for whom it may sign.
 *
 * Whether the enrolment counts is for the fold: it may change when a removal arrives late, and
 * what one relay takes another must take too, or a log could not be carried between them.
 */
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';
import { type KeyId, keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';

/** `access` keys open connections and sign no events. */
type KeyUse = 'person' | 'relay' | 'access';

export interface KnownKeys {
	get(id: KeyId): PublicKey | null;
	/** Whether some event enrols the key for this. */
	mayBe(id: KeyId, use: KeyUse): boolean;
	learn(event: LifecycleEvent): void;
}

/** With a base, what is learnt here stays here. */
export function createKnownKeys(base: KnownKeys | null = null): KnownKeys {
	const keys = new Map<KeyId, PublicKey>();
	const uses = new Map<KeyId, Set<KeyUse>>();

	function learn(event: LifecycleEvent) {
		for (const [use, key] of enrolmentsIn(event)) {
			const id = keyIdOf(key);
			keys.set(id, key);
			uses.set(id, (uses.get(id) ?? new Set()).add(use));
		}
	}

	return {
		get: (id) => keys.get(id) ?? base?.get(id) ?? null,
		mayBe: (id, use) => uses.get(id)?.has(use) === true || base?.mayBe(id, use) === true,
		learn,
	};
}

function enrolmentsIn(event: LifecycleEvent): (readonly [KeyUse, PublicKey])[] {
	switch (event.type) {
		case 'workspaceFounded':
			return [...ofDevice(event.device), ...ofDevice(event.second)];
		case 'memberAdded':
		case 'deviceAdded':
			return ofDevice(event.device);
		case 'relayAdded':
			return [['relay', event.key]];
		default:
			return [];
	}
}

function ofDevice(device: {
	key: PublicKey;
	access: PublicKey | null;
}): (readonly [KeyUse, PublicKey])[] {
	const person = ['person', device.key] as const;
	return device.access ? [person, ['access', device.access]] : [person];
}
