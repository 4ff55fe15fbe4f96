const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Made once: making one takes longer than using it a hundred times.
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const THIS_YEAR = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long' });
const ANY_YEAR = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric' });

/** A time as people say it: `just now`, `5 minutes ago`, `yesterday`, `3 May`. */
export function timeWords(at: string, now: Date): string {
	const then = new Date(at);
	const ago = now.getTime() - then.getTime();
	if (Math.abs(ago) < MINUTE) return 'just now';
	if (ago > 0 && ago < HOUR) return RELATIVE.format(-Math.floor(ago / MINUTE), 'minute');
	if (ago > 0 && ago < DAY) return RELATIVE.format(-Math.floor(ago / HOUR), 'hour');
	if (ago > 0 && ago < 7 * DAY) return RELATIVE.format(-Math.floor(ago / DAY), 'day');
	const sameYear = then.getFullYear() === now.getFullYear();
	return (sameYear ? THIS_YEAR : ANY_YEAR).format(then);
}
