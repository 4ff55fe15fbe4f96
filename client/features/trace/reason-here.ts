const DAY_AND_TIME = new Intl.DateTimeFormat('en', {
	...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
});

/** A reason names its run by a time for terminals; on a page it reads as people here say it, unbroken. */
export function reasonHere(because: string): string {
	return because.replace(/(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) UTC/, (all, day, time) => {
		const at = new Date(`${day}T${time}:00Z`);
		if (Number.isNaN(at.getTime())) return all;
		return DAY_AND_TIME.format(at).replaceAll(' ', '\u00a0');
	});
}
