import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/**
 * May this fact join? The fold's own guards, asked before signing: what they refuse here would
 * be in the log and not count.
 */
export function decide(ledger: Ledger, event: LifecycleEvent): Result<LifecycleEvent, Refusal> {
	const missing = event.parents.filter((parent) => !ledger.has(parent));
	if (missing.length > 0) {
		return err(
			refusal(
				'unknown-parents',
				'The event names parents that are not in this log.',
				'Fetch the missing events first, then try again.',
			),
		);
	}
	const key = ledger.state().membership.keyOf(event.by.key);
	const no = ledger.judge(event, key?.kind === 'passkey' ? 'presence' : 'device');
	return no === null ? ok(event) : err(no);
}
