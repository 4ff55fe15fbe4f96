import * as z from 'zod/mini';
import type { Parts } from '#client/state/parts.ts';
import type { Status } from '#client/state/status.svelte.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import { ok } from '#shared/result.ts';

/** What the foot of the page says, and the button that writes the log into the repository. */
export function statusPart(status: Status, api: RelayApi): Parts['status'] {
	return {
		get connection() {
			return status.connection;
		},
		get saved() {
			return status.saved;
		},
		get observed() {
			return status.observed;
		},
		async save() {
			const schema = z.object({ written: z.array(z.string()) });
			const saved = await api.ask('save', schema, { method: 'POST', ticket: true });
			return saved.ok ? ok(saved.value.written) : saved;
		},
		async writePolicyFile() {
			const done = z.object({ ok: z.literal(true) });
			const written = await api.ask('policy-file', done, { method: 'POST', ticket: true });
			return written.ok ? ok(undefined) : written;
		},
	};
}
