/** What is wrong with the log, each at the line that it is wrong in. */
import type { Admitted, LeftOut } from '#server/check/admission.ts';
import type { EventCopy } from '#server/check/log-reading.ts';
import type { Signatures, UnsignedCopy } from '#server/check/signatures.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** More of one rule help nobody: mending the first ones mends the rest. */
const MOST = 50;
const RESTORE =
	'Restore it from git: git checkout -- .lintel/log (git log -- .lintel/log says who changed it).';

export function unsignedFindings({ bad }: Signatures): readonly Finding[] {
	return atMost(bad.map(unsigned));
}

export function leftOutFindings({ leftOut }: Admitted, { bad }: Signatures): readonly Finding[] {
	const unsignedIds = new Map(bad.map(({ copy }) => [copy.id, copy]));
	return atMost(leftOut.map((one) => leftOutFinding(one, unsignedIds)));
}

/** Events that are in the log and don't count: nothing is wrong with the files. */
export function notCountedFindings(
	notCounted: ReadonlyMap<EventId, Refusal>,
	copyOf: (id: EventId) => EventCopy | null,
): readonly Finding[] {
	const found = [...notCounted].flatMap(([id, { reason, fix }]) => {
		const copy = copyOf(id);
		if (copy === null) return [];
		const { file, line, envelope } = copy;
		const message = `This ${envelope.event.type} does not count. ${reason}`;
		return fileFinding('event-not-counted', 'info', file, message, fix, line);
	});
	return atMost(found);
}

function unsigned({ copy: { id, file, line }, refusal, shadows }: UnsignedCopy): Finding {
	const name = id.slice(0, 12);
	if (refusal.guard === 'unknown-key') {
		return fileFinding(
			'log-unknown-key',
			'error',
			file,
			`No event here says whose key signed ${name}.`,
			`The event that enrols the key is missing, or this one is forged. ${RESTORE}`,
			line,
		);
	}
	const good =
		shadows === null ? '' : ` Its true copy is at ${shadows.file}:${shadows.line}, and counts.`;
	const rule = shadows === null ? 'log-bad-signature' : 'log-shadowed';
	return fileFinding(
		rule,
		'error',
		file,
		`The signature of event ${name} is not its author’s: it was forged or altered.${good}`,
		RESTORE,
		line,
	);
}

function leftOutFinding(
	{ copy, why, withIt }: LeftOut,
	unsignedIds: ReadonlyMap<EventId, EventCopy>,
): Finding {
	const { id, file, line } = copy;
	const others =
		withIt === 0
			? ''
			: ` ${withIt} ${withIt === 1 ? 'event that builds' : 'events that build'} on it ${withIt === 1 ? 'does' : 'do'} not count either.`;
	if (why.kind === 'refused') {
		const foreign = ['founded-already', 'other-workspace', 'bad-founding'].includes(
			why.refusal.guard,
		);
		const rule = foreign ? 'log-other-root' : 'log-event-refused';
		return fileFinding(
			rule,
			'error',
			file,
			`Event ${id.slice(0, 12)} may not be in this log. ${why.refusal.reason}${others}`,
			why.refusal.fix,
			line,
		);
	}
	const bad = unsignedIds.get(why.parent);
	const parent = why.parent.slice(0, 12);
	const what =
		bad === undefined
			? `event ${parent}, which is in no segment here`
			: `event ${parent}, which is not validly signed (${bad.file}:${bad.line})`;
	return fileFinding(
		'log-parent-missing',
		'error',
		file,
		`Event ${id.slice(0, 12)} builds on ${what}, so it does not count.${others}`,
		'Bring the missing segment here: merge the branch that has it, or git checkout <branch> -- .lintel/log.',
		line,
	);
}

function atMost(findings: readonly Finding[]): readonly Finding[] {
	const [first] = findings;
	if (findings.length <= MOST || first === undefined) return findings;
	const { rule, severity, file, fix } = first;
	const more = `${findings.length - MOST} more are like this one.`;
	return [
		...findings.slice(0, MOST),
		fileFinding(rule, severity, file ?? '.lintel/log', more, fix),
	];
}
