import type { LookupAddress, LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { refuseAddress } from '#server/notify/allowed-address.ts';

/** Why a name that was looked up is not connected to. */
export class AddressRefused extends Error {}

type Resolve = (
	hostname: string,
	options: LookupAllOptions,
	done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/**
 * Looks a name up and refuses it where any of its addresses may not be sent to. A connection uses
 * what was checked here: a name can't change its mind in between.
 */
export function checkedLookup(
	allow: Parameters<typeof refuseAddress>[1],
	resolve: Resolve,
): LookupFunction {
	return (hostname, options, done) => {
		resolve(hostname, { ...options, all: true }, (error, found) => {
			if (error) return done(error, '');
			for (const { address } of found) {
				const refused = refuseAddress(address, allow);
				if (refused !== null) return done(new AddressRefused(refused.reason), '');
			}
			const [first] = found;
			if (options.all) done(null, found);
			else done(null, first?.address ?? '', first?.family);
		});
	};
}
