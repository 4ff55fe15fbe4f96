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
import { type Signatures, startVerifying } from '#server/check/signatures.ts';
import type { SignatureChecks } from '#server/check/signing/signature-threads.ts';
import type { Disk } from '#server/files/disk/disk.ts';
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

/** A log whose signatures are being verified. */
export interface ProvingLog {
	/** What follows if all of them are good: to go on with, and not to be told before they are. */
	hoped(): Promise<ProvedLog>;
	/** Null where it is as hoped. */
	otherwise(): Promise<ProvedLog | null>;
}

export async function proveLog(
	disk: Disk,
	folder: string,
	pin: Pin | null,
	base: Base | null,
): Promise<ProvedLog> {
	const proving = startProving({ disk, folder, pin, base });
	return (await proving.otherwise()) ?? (await proving.hoped());
}

export function startProving(deps: {
	readonly disk: Disk;
	readonly folder: string;
	readonly pin: Pin | null;
	readonly base: Base | null;
	readonly checks?: SignatureChecks | undefined;
}): ProvingLog {
	const { disk, folder, pin, base, checks } = deps;
	const log = readLog(disk, folder);
	const verifying = startVerifying(log.copies, base?.others.copies, checks);
	return {
		hoped: () => prove(verifying.hoped),
		async otherwise() {
			const signatures = await verifying.settle();
			return signatures === verifying.hoped ? null : prove(signatures);
		},
	};

	async function prove(signatures: Signatures): Promise<ProvedLog> {
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
}
