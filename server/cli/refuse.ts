import type { Host } from '#server/cli/host.ts';
import type { Refusal } from '#shared/refusal.ts';

/** 0: done. 1: done, and something was found or left out. 2: could not be done. */
export type ExitCode = 0 | 1 | 2;

/** Says why a command could not be done, and what to do about it. */
export function refuse(host: Pick<Host, 'warn'>, { reason, fix }: Refusal): ExitCode {
	host.warn(`lintel: ${reason}`);
	host.warn(`        ${fix}`);
	return 2;
}
