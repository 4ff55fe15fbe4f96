import { hashOf } from '#shared/hash.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Names a repository in addresses: its folder's name, and six base-32 characters of the hash of
 * its real path, so that two folders of one name stay two workspaces.
 */
export function slugOf(folder: string): string {
	const name = folder.slice(folder.lastIndexOf('/') + 1);
	const words = name
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '')
		.slice(0, 40);
	const bits = BigInt(`0x${hashOf(folder).slice(0, 16)}`);
	const suffix = [0n, 5n, 10n, 15n, 20n, 25n].map((at) => ALPHABET[Number((bits >> at) & 31n)]);
	return `${words || 'workspace'}-${suffix.join('')}`;
}
