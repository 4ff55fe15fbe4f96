const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A time as people say it: `just now`, `5 minutes ago`, `yesterday`, `3 May`. */
export function timeWords(at: string, now: Date): string {
	const then = new Date(at);
	const ago = now.getTime() - then.getTime();
	const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
	if (Math.abs(ago) < MINUTE) return 'just now';
	if (ago > 0 && ago < HOUR) return relative.format(-Math.floor(ago / MINUTE), 'minute');
	if (ago > 0 && ago < DAY) return relative.format(-Math.floor(ago / HOUR), 'hour');
	if (ago > 0 && ago < 7 * DAY) return relative.format(-Math.floor(ago / DAY), 'day');
	const sameYear = then.getFullYear() === now.getFullYear();
	return then.toLocaleDateString('en', {
		day: 'numeric',
		month: 'long',
		...(sameYear ? {} : { year: 'numeric' }),
	});
}
