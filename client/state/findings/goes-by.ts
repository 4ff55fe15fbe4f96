import type { GoesBy } from '#client/state/findings/findings.svelte.ts';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Status } from '#client/state/status.svelte.ts';
import { practicesOf } from '#shared/trace/practices.ts';

/** What validation goes by: the relay's checkout, and the policy that the log signed. */
export function goesBy({
	status,
	book,
}: {
	readonly status: Status;
	readonly book: LogBook;
}): GoesBy {
	return {
		get settings() {
			return status.settings;
		},
		get failing() {
			return book.state.policy.failing;
		},
		get practices() {
			return practicesOf(book.state.policy);
		},
		onChange(listener) {
			status.changes.listen(listener);
			book.changes.listen(listener);
		},
	};
}
