import type { Timeline, TimelineRow } from '#client/state/history/timeline.svelte.ts';
import { historyCsv } from '#shared/export/history.ts';

/** Spreadsheets take a file for UTF-8 only when it says so. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Saves what the timeline shows, oldest first, as a spreadsheet or for programs. */
export function downloadHistory(
	timeline: Pick<Timeline, 'export'>,
	newestFirst: readonly TimelineRow[],
	{ name, as }: { readonly name: string; readonly as: 'csv' | 'json' },
): void {
	const history = timeline.export(newestFirst.toReversed());
	const text =
		as === 'csv' ? BYTE_ORDER_MARK + historyCsv(history) : JSON.stringify(history, null, '\t');
	const type = as === 'csv' ? 'text/csv' : 'application/json';
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob([text], { type }));
	link.download = `${name}-history.${as}`;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
