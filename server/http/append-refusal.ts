import { refuse } from '#server/http/answers.ts';
import type { AppContext } from '#server/http/app-env.ts';
import type { AdmitResult } from '#server/log/journal.ts';
import { refusal } from '#shared/refusal.ts';

/** Why events were not taken, as an answer over HTTP. */
export function refuseAppend(c: AppContext, result: Extract<AdmitResult, { ok: false }>): Response {
	return result.kind === 'refused'
		? refuse(c, 422, result.refusal)
		: refuse(c, 409, missingParents);
}

const missingParents = refusal(
	'missing-parents',
	'The events name others that this relay has never seen.',
	'Send those first.',
);
