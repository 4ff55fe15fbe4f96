import {
	readTimelineQuery,
	type TimelineQuery,
	writeTimelineQuery,
} from '#client/features/timeline/timeline-query.ts';
import type { EventId } from '#shared/lifecycle/event.ts';

export function timelineHref(slug: string, query: Partial<TimelineQuery> = {}): string {
	return `/w/${slug}/timeline${writeTimelineQuery({ ...readTimelineQuery(''), ...query })}`;
}

/** Where everything about one event is told. */
export function eventHref(slug: string, event: EventId): string {
	return `/w/${slug}/timeline/${event}`;
}
