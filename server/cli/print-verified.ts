/** What a verification came to, for people: a line for each Design, then what is to be done. */
import type { Host } from '#server/cli/host.ts';
import type { ExitCode } from '#server/cli/refuse.ts';
import type { Verified, VerifiedDesign } from '#shared/evidence/verified.ts';

const MARK: Readonly<Record<VerifiedDesign['result'], string>> = {
	green: '✓',
	red: '✗',
	none: '·',
	holds: '✓',
	fails: '✗',
};

export function printVerified(
	host: Pick<Host, 'print' | 'warn'>,
	{ designs, findings }: Verified,
	replay: boolean,
): void {
	host.print('');
	for (const one of designs) host.print(lineOf(one));
	for (const { file, line, message, fix } of findings) {
		host.warn(`${file ?? ''}${line === null ? '' : `:${line}`} ${message}\n  ${fix}`);
	}
	const isIdle = replay && designs.every(({ result }) => result === 'none');
	host.print(isIdle ? NOTHING_TO_REPLAY : sumOf(designs));
}

const NOTHING_TO_REPLAY =
	'Nothing to replay: no test run is attested of exactly what is here. lintel verify attests to one.';

/** Everything is green; in a replay, all that is attested holds. Of the rest nothing is claimed. */
export function exitCodeOf({ designs }: Verified, replay: boolean): ExitCode {
	const good = ({ result }: VerifiedDesign) => (replay ? result !== 'fails' : result === 'green');
	return designs.every(good) ? 0 : 1;
}

function lineOf({ result, name, tests, criteria, because }: VerifiedDesign): string {
	const told = `${MARK[result]} ${name}`;
	if (because !== null && result !== 'red') return `${told}: ${because}`;
	const counts = [
		...(tests.passed > 0 ? [`${tests.passed} passed`] : []),
		...(tests.failed > 0 ? [`${tests.failed} failed`] : []),
		...(tests.skipped > 0 ? [`${tests.skipped} skipped`] : []),
	].join(', ');
	const covered = criteria.length === 1 ? '1 criterion' : `${criteria.length} criteria`;
	const holds = result === 'holds' ? 'what is attested holds: ' : '';
	const covers = criteria.length === 0 ? '' : `; covers ${covered}`;
	return `${told}: ${holds}${counts}${covers}${because === null ? '' : `. ${because}`}`;
}

function sumOf(designs: readonly VerifiedDesign[]): string {
	const count = (result: VerifiedDesign['result']) =>
		designs.filter((one) => one.result === result).length;
	const parts = [
		[count('green'), 'verified'],
		[count('red'), 'red'],
		[count('holds'), 'hold'],
		[count('fails'), 'do not hold'],
		[count('none'), 'not attested'],
	] as const;
	return parts
		.filter(([n]) => n > 0)
		.map(([n, words]) => `${n} ${words}`)
		.join(', ');
}
