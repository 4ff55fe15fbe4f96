/** Which artefacts a step may write: those its Session is about, of the kinds that the step writes. */
import type { SessionState } from '#machines/session/session-state.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { ArtefactId, type ArtefactKind, kindOf } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import type { WorkStep, Writable } from '#shared/session/session-type.ts';

const WRITES: Readonly<Record<string, ArtefactKind>> = {
	write_story: 'story',
	write_context: 'context',
	write_design: 'design',
};

/** Reading and checking is for every step. */
const READS = ['find_artefacts', 'read_artefact', 'check'];

/** The tools of the bridge that a step has. */
export function bridgeToolsOf({ writes }: Pick<WorkStep, 'writes'>): ReadonlySet<string> {
	const kinds = Object.entries(WRITES).filter(([, kind]) => writes.includes(kind));
	return new Set([
		...READS,
		...kinds.map(([name]) => name),
		...(kinds.length > 0 ? ['submit_for_review'] : []),
		...(writes.includes('comment') ? ['comment'] : []),
	]);
}

/** Why this call would write what the Session is not about; null where it may. */
export function whyOutside(
	session: Pick<SessionState, 'kind' | 'artefact'>,
	step: Pick<WorkStep, 'writes'>,
	artefacts: Artefacts,
	name: string,
	id: unknown,
): Refusal | null {
	const { artefact, kind } = session;
	const isSubmission = name === 'submit_for_review';
	const writes = Object.hasOwn(WRITES, name) ? WRITES[name] : undefined;
	if (!isSubmission && writes === undefined) return null;
	const meant = ArtefactId.safeParse(id).data ?? null;
	const about = writes ?? (meant === null ? null : kindOf(meant));
	if (about === null || !isAmong(step.writes, about)) return elsewhere;
	if (artefact === null || kind === 'change') return null;
	if (kindOf(artefact) === about) return meant === artefact ? null : elsewhere;
	const owner = artefacts.contexts.find((one) => one.id === artefact);
	return owner?.components.some((one) => one.id === meant) === true ? null : elsewhere;
}

function isAmong(writes: readonly Writable[], kind: ArtefactKind): boolean {
	return writes.includes(kind);
}

const elsewhere = refusal(
	'not-this-session',
	'This session is not about that artefact. Nothing was written.',
	'Write what the step names. What is wrong elsewhere, say in the summary or with comment.',
);
