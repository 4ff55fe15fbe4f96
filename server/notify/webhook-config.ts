/**
 * Where this person wants to be told: one address and the secret it checks signatures with.
 *
 * Kept beside the running file, outside every repository and readable by its owner only: a commit,
 * a pull request or an agent's edit of the working tree can't send a team's decisions elsewhere.
 */
import { z } from 'zod';
import type { Disk } from '#server/files/disk/disk.ts';
import { writePrivate } from '#server/files/disk/write-private.ts';

export const WebhookConfig = z.strictObject({
	url: z
		.string()
		.max(2_000)
		.refine((text) => URL.canParse(text)),
	/** `whsec_` and base64, as Standard Webhooks has it. */
	secret: z.string().regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/),
	/** Whether it may be on a private network. */
	private: z.boolean(),
	addedAt: z.string(),
});
export type WebhookConfig = z.infer<typeof WebhookConfig>;

export interface WebhookFile {
	/** Null where there is none, or none that can be read. */
	read(): WebhookConfig | null;
	write(config: WebhookConfig): void;
	remove(): void;
}

export function createWebhookFile(disk: Disk, path: string): WebhookFile {
	function read(): WebhookConfig | null {
		try {
			return WebhookConfig.safeParse(JSON.parse(disk.readFileSync(path, 'utf8'))).data ?? null;
		} catch {
			return null;
		}
	}

	return {
		read,
		write: (config) => writePrivate(disk, path, JSON.stringify(config), 'new'),
		remove: () => disk.rmSync(path, { force: true }),
	};
}
