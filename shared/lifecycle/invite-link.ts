import * as z from 'zod/mini';
import { Hash } from '#shared/hash.ts';

/** What a link of an owner's holds; see invite.ts. */
export const Invite = z.object({
	/** 16 random bytes, base64url. */
	secret: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/)),
	/** The workspace that it is for: a relay that serves another one is not asked. */
	root: Hash,
});
export type Invite = z.infer<typeof Invite>;

const NAME = 'invite';

/** What follows the workspace's address, `#` included. */
export function inviteFragment({ secret, root }: Invite): string {
	return `#${NAME}=${secret}.${root}`;
}

/** The invitation in an address's fragment, or null. */
export function readInvite(fragment: string): Invite | null {
	const given = new URLSearchParams(fragment.slice(1)).get(NAME) ?? '';
	const [secret, root] = given.split('.');
	return Invite.safeParse({ secret, root }).data ?? null;
}
