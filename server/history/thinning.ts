import type { EditionHead } from '#shared/protocol/history.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The numbers of the editions to let go of: all of the last seven days stay, then the last of each
 * hour, after ninety days the last of each day. The newest, the oldest, and whatever a decision
 * names stay for ever.
 */
export function toThin(
	newestFirst: readonly EditionHead[],
	now: Date,
	isDecided: (edition: EditionHead) => boolean,
): readonly number[] {
	const kept = new Set<number>();
	return newestFirst.flatMap((edition, at) => {
		const age = now.getTime() - Date.parse(edition.at);
		if (at === 0 || at === newestFirst.length - 1 || age < 7 * DAY || isDecided(edition)) return [];
		const span = age < 90 * DAY ? HOUR : DAY;
		const bucket = Math.floor(Date.parse(edition.at) / span) * span + (span === DAY ? 1 : 0);
		if (kept.has(bucket)) return [edition.n];
		kept.add(bucket);
		return [];
	});
}
