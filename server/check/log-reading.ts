/** Every copy of every event in some segments, each with the file and line that it stands on. */
import type { Disk } from '#server/files/disk/disk.ts';
import { listSegments, readSegment, type SegmentRead } from '#server/files/log/segments.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { hashOf } from '#shared/hash.ts';
import type { Envelope } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface EventCopy {
	readonly id: EventId;
	readonly envelope: Envelope;
	/** The event's canonical JSON: what its id is the hash of, and its signature covers. */
	readonly canonical: string;
	readonly file: string;
	/** From 1. */
	readonly line: number;
}

export interface LogReading {
	readonly segments: number;
	/** In the order of the segments' names, so that every reader meets them alike. */
	readonly copies: readonly EventCopy[];
	/** What is wrong with the segments as files. */
	readonly findings: readonly Finding[];
}

export function readLog(disk: Disk, root: string): LogReading {
	const paths = listSegments(disk, root).sort();
	return logReadingOf(paths.map((path) => [path, readSegment(disk, root, path)]));
}

export function logReadingOf(
	segments: readonly (readonly [path: string, read: SegmentRead])[],
): LogReading {
	return {
		segments: segments.length,
		copies: segments.flatMap(([file, { events }]) =>
			events.map(({ envelope, line }) => {
				const canonical = canonicalJson(envelope.event);
				return { id: hashOf(canonical), envelope, canonical, file, line };
			}),
		),
		findings: segments.flatMap(([, { findings }]) => findings),
	};
}
