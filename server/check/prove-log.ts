/** The log of a repository, proved: what is signed, whose it is, what joins, and what it folds to. */
import { createLedger, type Ledger } from '#machines/lifecycle/ledger.ts';
import { admitSigned } from '#server/check/admission.ts';
import { type Base, removedSince } from '#server/check/git-base.ts';
import {
	leftOutFindings,
	notCountedFindings,
	unsignedFindings,
} from '#server/check/log-findings.ts';
import { readLog } from '#server/check/log-reading.ts';
import { type FoundRoot, findRoot, type Pin } from '#server/check/root.ts';
import { verifyCopies } from '#server/check/signatures.ts';
import type { Disk } from '#server/files/disk.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface ProvedLog {
	/** Empty where no root could be told. */
	readonly ledger: Ledger;
	readonly root: FoundRoot;
	readonly segments: number;
	/** Different events that their authors signed. */
	readonly signed: number;
	readonly findings: readonly Finding[];
}

export async function proveLog(
	disk: Disk,
	folder: string,
	pin: Pin | null,
	base: Base | null,
): Promise<ProvedLog> {
	const log = readLog(disk, folder);
	const signatures = await verifyCopies(log.copies, base?.others.copies);
	const root = findRoot(signatures.good.values(), log.segments, pin);
	const ledger = createLedger(root.id);
	const admitted = root.id === null ? null : admitSigned(signatures.good, root.id);
	if (admitted !== null) ledger.add(admitted.events);
	const { notCounted } = ledger.state();
	return {
		...{ ledger, root, segments: log.segments, signed: signatures.good.size },
		findings: [
			...log.findings,
			...root.findings,
			...unsignedFindings(signatures),
			...(admitted === null ? [] : leftOutFindings(admitted, signatures)),
			...(base === null ? [] : await removedSince(base, log, signatures, root.id, pin)),
			...notCountedFindings(notCounted, (id) => signatures.good.get(id)?.copy ?? null),
		],
	};
}
