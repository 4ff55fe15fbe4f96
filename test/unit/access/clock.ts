/** A clock that stands still until it is told otherwise. */
export function createClock(start = '2026-11-22T09:00:00.000Z') {
	let at = Date.parse(start);
	return {
		now: () => new Date(at),
		pass(ms: number): void {
			at += ms;
		},
	};
}
