/** One check to its end, for whichever command asked: what is printed, and the exit code. */
import { checkRepository } from '#server/check/check-repository.ts';
import { printReport } from '#server/check/print-report.ts';
import { exitCodeOf } from '#server/check/report.ts';
import { parsePin } from '#server/check/root.ts';
import type { Disk } from '#server/files/disk.ts';
import type { Run } from '#server/files/git-tree.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok } from '#shared/result.ts';

export interface CheckHost {
	readonly disk: Disk;
	readonly run: Run;
	/** Whether standard output takes colours. */
	readonly colour: boolean;
	print(line: string): void;
	/** To standard error. */
	warn(line: string): void;
}

export interface CheckCommand {
	/** The repository: an absolute path. */
	readonly folder: string;
	/** As it was typed, or LINTEL_ROOT has it; null for neither. */
	readonly root: string | null;
	readonly base: string | null;
	readonly json: boolean;
	readonly verbose: boolean;
	readonly list: boolean;
}

export async function runCheck(host: CheckHost, command: CheckCommand): Promise<0 | 1 | 2> {
	const { folder, base, json, verbose, list } = command;
	const pin = command.root === null ? ok(null) : parsePin(command.root);
	if (!pin.ok) return refuseCheck(host, pin.error);
	const checked = await checkRepository(host, { folder, pin: pin.value, base });
	if (!checked.ok) return refuseCheck(host, checked.error);
	const { report } = checked.value;
	if (json) host.print(JSON.stringify(report, null, 2));
	else {
		for (const line of printReport(report, { colour: host.colour, verbose, list }))
			host.print(line);
	}
	return exitCodeOf(report);
}

function refuseCheck(host: Pick<CheckHost, 'warn'>, { reason, fix }: Refusal): 2 {
	host.warn(`lintel check: ${reason}`);
	host.warn(`              ${fix}`);
	return 2;
}
