import { kindOfEvent, type TimelineQuery } from '#client/features/timeline/timeline-query.ts';
import type { Timeline, TimelineRow } from '#client/state/history/timeline.svelte.ts';

/** Whether an event is among what was asked for. */
export function createSieve(
	{ words, kind, by, artefact }: TimelineQuery,
	timeline: Pick<Timeline, 'record'>,
): (row: TimelineRow) => boolean {
	const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
	return (row) => {
		if (artefact !== null && row.artefact !== artefact) return false;
		if (by !== null && row.actor.id !== by) return false;
		if (kind !== null && kind !== 'not-counted' && kindOfEvent(row.verified.event.type) !== kind) {
			return false;
		}
		if (kind !== 'not-counted' && wanted.length === 0) return true;
		const record = timeline.record(row);
		if (kind === 'not-counted' && record.counted) return false;
		const said = `${record.by.name} ${record.words} ${record.reason ?? ''}`.toLowerCase();
		return wanted.every((word) => said.includes(word));
	};
}
