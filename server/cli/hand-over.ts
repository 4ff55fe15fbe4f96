/** Gives a repository to the Lintel that runs already: one per person serves them all. */
import { z } from 'zod';
import { ask } from '#server/cli/ask.ts';
import type { Host } from '#server/cli/host.ts';
import type { Place } from '#server/cli/locate.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import type { Running } from '#server/cli/running-file.ts';

export const Served = z.object({
	slug: z.string(),
	name: z.string(),
	folder: z.string(),
	founded: z.boolean(),
	url: z.string(),
	/** The link that founds the workspace, while nobody has. */
	pairing: z.string().nullable(),
});
export type Served = z.infer<typeof Served>;

export async function handOver(
	host: Host,
	running: Running,
	{ folder }: Place,
	open: boolean,
): Promise<ExitCode> {
	const served = await ask(running, 'POST', '/local/repositories', Served, { folder });
	if (!served.ok) return refuse(host, served.error);
	const { url, pairing } = served.value;
	host.print(`The Lintel at ${running.url} (process ${running.pid}) serves ${folder}`);
	host.print('');
	host.print(`  ${pairing ?? url}`);
	host.print('');
	if (pairing) host.print('Open this link to become its first owner. It works once.');
	if (open && host.interactive) host.openBrowser(pairing ?? url);
	return 0;
}
