/** Which Session an order means: one that is there, or one to be started. */
import type { SessionState } from '#machines/session/session-state.ts';
import { namedArtefact } from '#server/runner/named-artefact.ts';
import { isEnded } from '#server/runner/next-move.ts';
import type { Runner } from '#server/runner/runner.ts';
import type { AskedSession } from '#server/session/sessions.ts';
import type { Workspace } from '#server/workspace.ts';
import type { RunOrder } from '#shared/protocol/run-line.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Meant extends AskedSession {
	/** Null where it has to be started. */
	readonly session: SessionState | null;
}

export function meantBy(
	{ sessions, artefacts }: Pick<Workspace, 'sessions' | 'artefacts'>,
	{ view }: Pick<Runner, 'view'>,
	{ session: named, kind, artefact, goal }: RunOrder,
): Result<Meant, Refusal> {
	const last = view().runs.findLast(({ status }) => status !== 'ended');
	const session = named ?? (kind === null ? (last?.session ?? null) : null);
	if (session !== null) {
		const state = sessions.get(session);
		if (state === null) return err(noSession(session));
		return ok({ session: state, kind: state.kind, artefact: state.artefact, goal });
	}
	if (kind === null) return err(nothingNamed);
	const about = artefact === null ? ok(null) : namedArtefact(artefacts(), artefact);
	if (!about.ok) return about;
	const open = sessions
		.list()
		.find((one) => one.kind === kind && one.artefact === about.value && !isEnded(one));
	return ok({ session: open ?? null, kind, artefact: about.value, goal });
}

const nothingNamed = refusal(
	'no-session-type',
	'Neither a type of session nor a session was named.',
	'For example: lintel run component-tests SessionStore, or lintel run --resume.',
);

function noSession(session: string): Refusal {
	return refusal(
		'no-session',
		`There is no session ${session} here.`,
		'Open Sessions in the app for those that are.',
	);
}
