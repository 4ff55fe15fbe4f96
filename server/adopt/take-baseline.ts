/** Takes what a check finds today for known, or out of it what is gone; what moved is known where it is. */
import {
	BASELINE_FILE,
	type Baseline,
	baselineOf,
	baselineText,
	isKnowable,
	readBaseline,
} from '#server/adopt/baseline.ts';
import { linesOf } from '#server/adopt/known.ts';
import { type CheckDeps, checkRepository } from '#server/check/check-repository.ts';
import { writeText } from '#server/files/disk/write-text.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Taken {
	/** `new`: there was none; `shrunk`: some are gone; `moved`: some lie elsewhere; `same`: all are still found. */
	readonly kind: 'new' | 'shrunk' | 'moved' | 'same';
	/** How many Findings it holds. */
	readonly count: number;
	readonly gone: number;
}

/**
 * A baseline that is there never grows: what is new is new. Who wants to begin again deletes the
 * file, which everyone sees in the diff.
 */
export async function takeBaseline(
	deps: CheckDeps,
	folder: string,
	dryRun: boolean,
): Promise<Result<Taken, Refusal>> {
	const before = readBaseline(deps.disk, folder);
	if (!before.ok) return before;
	const checked = await checkRepository(deps, { folder, pin: null, base: null });
	if (!checked.ok) return checked;
	const { findings, known, conventions, sourceAt } = checked.value;
	const held = findings.filter(
		(finding) =>
			finding.severity !== 'info' &&
			isKnowable(finding, conventions.failing) &&
			(before.value === null || known.findings.has(finding)),
	);
	const next = baselineOf(held, linesOf(sourceAt));
	const gone = before.value === null ? 0 : countIn(before.value) - countIn(next);
	const kind = before.value === null ? 'new' : kindOf(before.value, next, gone);
	if (!dryRun && kind !== 'same') {
		const written = writeText(deps.disk, folder, BASELINE_FILE, baselineText(next));
		if (!written.ok) return err(refusal('not-writable', written.error.message, written.error.fix));
	}
	return ok({ kind, count: countIn(next), gone });
}

function kindOf(before: Baseline, next: Baseline, gone: number): Taken['kind'] {
	if (gone > 0) return 'shrunk';
	return baselineText(before) === baselineText(next) ? 'same' : 'moved';
}

function countIn({ findings }: Baseline): number {
	return findings.reduce((sum, { count }) => sum + count, 0);
}
