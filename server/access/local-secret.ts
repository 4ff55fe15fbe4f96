import { sameSecret } from '#server/access/same-secret.ts';
import { toBase64Url } from '#shared/base64url.ts';
import type { Random } from '#shared/id.ts';

const PREFIX = 'lls_';

/** The secret in the running file, which only its owner can read: it opens `/local` and `lintel mcp`. */
export interface LocalSecret {
	readonly value: string;
	opens(offered: string): boolean;
}

export function createLocalSecret(random: Random): LocalSecret {
	const value = `${PREFIX}${toBase64Url(random(32))}`;
	return { value, opens: (offered) => sameSecret(value, offered) };
}

export function looksLikeLocalSecret(text: string): boolean {
	return text.startsWith(PREFIX);
}
