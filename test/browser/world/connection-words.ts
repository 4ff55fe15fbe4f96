import type { ConnectionWords, Me } from '#client/state/surface.ts';
import type { Role } from '#shared/artefact/role.ts';
import { ADA, HASH } from '#test/browser/world/ui-team.ts';

/** Ada, in the role that a test gives her. */
export function meOf({ role }: { readonly role: Role }): Me {
	return { member: ADA, name: 'Ada Lovelace', role, key: HASH };
}

export const LIVE: ConnectionWords = { state: 'live', words: 'Connected.' };
export const OFFLINE: ConnectionWords = {
	state: 'offline',
	words: 'Offline. 4 edits are on this device and will be sent.',
};
