import type { Core } from '#client/state/create-feature-parts.ts';
import { createRunner } from '#client/state/session/create-runner.svelte.ts';
import { createSessionDeeds } from '#client/state/session/create-session-deeds.ts';
import { SessionList } from '#client/state/session/session-list.svelte.ts';
import { createSessionRecord } from '#client/state/session/session-record.ts';
import type { Sessions } from '#client/state/session/sessions.ts';
import { isThrough } from '#machines/session/seen-session.ts';
import { whyNotStart } from '#machines/session/why-not-start.ts';
import { kindOf } from '#shared/id.ts';

/** Sessions as the app has them: states from the log, all else from the relay. */
export function createSessions(core: Core): Sessions {
	const { book, names, index, lifecycle, signing, random, me, api, log, news } = core;
	const list = new SessionList(book, names, (id) =>
		isThrough(lifecycle.policy, kindOf(id), lifecycle.view(id)),
	);

	return {
		get all() {
			return list.all;
		},
		of: (id) => list.of(id),
		get uncounted() {
			return list.uncounted;
		},
		isProvisional: (id) => list.isProvisional(id),
		deeds: createSessionDeeds({
			...{ signing, random, me, of: (id) => list.of(id) },
			whyNotStart: (asked) =>
				whyNotStart(
					{
						...{ artefacts: index.all, policy: lifecycle.policy, sessions: list.all },
						viewOf: (id) => lifecycle.view(id),
					},
					asked,
				),
		}),
		record: createSessionRecord({ api, news, facts: log }),
		runner: createRunner(api, news),
	};
}
