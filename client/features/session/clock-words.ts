const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** The time of day where one is, to the minute: `14:05`. */
export function clockWords(at: string): string {
	return CLOCK.format(new Date(at));
}

/** How long something took, in two units at most: `40 s`, `12 min`, `3 h 5 min`, `2 days`. */
export function spanWords(from: string, to: string): string {
	const span = Math.max(0, new Date(to).getTime() - new Date(from).getTime());
	if (span < MINUTE) return `${Math.max(1, Math.round(span / 1000))} s`;
	if (span < HOUR) return `${Math.round(span / MINUTE)} min`;
	if (span >= 2 * DAY) return `${Math.round(span / DAY)} days`;
	const minutes = Math.round((span % HOUR) / MINUTE);
	return `${Math.floor(span / HOUR)} h${minutes === 0 ? '' : ` ${minutes} min`}`;
}
