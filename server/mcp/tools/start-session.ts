import { z } from 'zod';
import { describeSession } from '#server/mcp/session-answer.ts';
import { defineTool } from '#server/mcp/tool.ts';
import { whyNotAdmitted } from '#server/mcp/whether-admitted.ts';
import { ArtefactId } from '#shared/id.ts';
import { refusal } from '#shared/refusal.ts';
import { err, ok } from '#shared/result.ts';
import { SessionKind } from '#shared/session/session-kind.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';

export const startSession = defineTool({
	name: 'start_session',
	description:
		'Starts a session: one piece of work in checked steps. artefact: the id it is about (none for story-interview, context-mapping). goal: what the person wants, in their words. Then get_step.',
	effect: 'edit',
	input: z.object({
		kind: z.enum(SessionKind.options),
		artefact: z.string().max(40).optional(),
		goal: z.string().max(4000).optional(),
	}),
	async run(caller, { kind, artefact, goal }) {
		const no = whyNotAdmitted(caller);
		if (no) return err(no);
		const { about } = SESSION_TYPES[kind];
		const id = ArtefactId.safeParse(artefact);
		if (about !== null && !id.success) return err(noSubject(kind, about));
		const { sessions } = caller.workspace;
		const wanted = {
			kind,
			artefact: about === null ? null : (id.data ?? null),
			goal: goal ?? null,
		};
		const started = await sessions.start(caller.agent, wanted);
		if (!started.ok) return started;
		caller.presence.show(caller.agent, wanted.artefact, 'starting a session');
		return ok(describeSession(caller, started.value));
	},
});

function noSubject(kind: SessionKind, about: string) {
	const what = about === 'any' ? 'an artefact' : `a ${about}`;
	return refusal(
		'no-subject',
		`A session of kind ${kind} is about ${what}, and artefact is not the id of one.`,
		'Call find_artefacts for ids; a context shows those of its components (cp_…) in read_artefact.',
	);
}
