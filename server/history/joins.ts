import type { EditionAuthor } from '#shared/protocol/history.ts';

/** After a pause this long, or working this long, the next change begins an edition of its own. */
const PAUSE_MS = 30_000;
const LONGEST_MS = 10 * 60_000;
/** People who type within moments of each other write together. */
const AT_ONCE_MS = 1_500;

interface Worked {
	readonly by: readonly EditionAuthor[];
	readonly began: Date;
	readonly at: Date;
}

/** Whether a change by these authors goes on with an edition, or begins another one. */
export function joins(open: Worked, by: readonly EditionAuthor[], now: Date): boolean {
	const pause = now.getTime() - open.at.getTime();
	// A clock that was set back says nothing of the pause.
	if (pause < 0 || pause >= PAUSE_MS || now.getTime() - open.began.getTime() >= LONGEST_MS)
		return false;
	if (by.every((one) => open.by.some((other) => isSame(one, other)))) return true;
	const together = [...open.by, ...by].every(({ kind }) => kind === 'person');
	return together && pause < AT_ONCE_MS;
}

export function unionOfAuthors(
	one: readonly EditionAuthor[],
	other: readonly EditionAuthor[],
): readonly EditionAuthor[] {
	return [...one, ...other.filter((author) => !one.some((known) => isSame(known, author)))];
}

function isSame(one: EditionAuthor, other: EditionAuthor): boolean {
	return one.kind === other.kind && one.id === other.id;
}
