import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { TestsRunning } from '#shared/protocol/log.ts';

/** The tests that are being run in the relay's checkout; null while none are, or nobody can know. */
export function testsRunning({ connection, observed }: Workspace): TestsRunning | null {
	return connection.state === 'live' ? (observed?.running ?? null) : null;
}
