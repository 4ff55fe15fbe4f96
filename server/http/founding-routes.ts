import { Hono } from 'hono';
import { FOUNDED_TWICE } from '#server/files/log/rival-foundings.ts';
import { atMost, KB, readBody, refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { refuseAppend } from '#server/http/append-refusal.ts';
import { inWorkspace } from '#server/http/guards.ts';
import type { RelayIdentity } from '#server/relay-identity.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import { FoundRequest } from '#shared/protocol/api.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/** The first browser founds the workspace with the code from the terminal, once. */
export function foundingRoutes({ workspaces, access }: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.post('/api/w/:slug/found', atMost(256 * KB), inWorkspace(workspaces), async (c) => {
		const { slug, journal, relay, files } = c.get('workspace');
		const body = await readBody(c, FoundRequest);
		if (!body.ok) return refuse(c, 400, body.error);
		const { code, envelopes, blobs } = body.value;
		const { root } = journal.ledger.state();
		if (root !== null) {
			// The answer to this very founding was lost: it is given again, and nothing is done.
			const isThis = envelopes.every(({ event }) => journal.ledger.has(eventIdOf(event)));
			return isThis ? c.json({ root }) : refuse(c, 409, alreadyFounded);
		}
		const rivals = files.findings().find(({ rule }) => rule === FOUNDED_TWICE);
		if (rivals) return refuse(c, 409, refusal(FOUNDED_TWICE, rivals.message, rivals.fix));
		const unfit = whyNotFounding(envelopes, relay);
		if (unfit) return refuse(c, 400, unfit);

		// Out of use before anything waits: two requests with one code found one workspace.
		const paired = access.pairing.redeem(slug, code);
		if (!paired.ok) return refuse(c, 403, paired.error);
		const appended = await journal.append(envelopes, [], blobs);
		if (!appended.ok) {
			access.pairing.giveBack(slug, code);
			return refuseAppend(c, appended);
		}
		access.pairing.close(slug);
		return c.json({ root: journal.ledger.state().root });
	});

	return app;
}

function whyNotFounding(envelopes: readonly Envelope[], relay: RelayIdentity): Refusal | null {
	const [first, ...rest] = envelopes.map(({ event }) => event);
	if (first?.type !== 'workspaceFounded') return notAFounding;
	for (const event of rest) {
		if (event.type === 'policySet') continue;
		if (event.type !== 'relayAdded') return notAFounding;
		const isUs = event.relay === relay.id && canonicalJson(event.key) === canonicalJson(relay.key);
		if (!isUs) return anotherRelay;
	}
	return null;
}

const alreadyFounded = refusal(
	'founded',
	'This workspace has its founder already.',
	'Ask an owner to let you in: open the workspace and show them the code.',
);

const notAFounding = refusal(
	'not-a-founding',
	'A founding holds workspaceFounded first, then relayAdded and policySet at most.',
	'Found the workspace from the page that the pairing link opens.',
);

const anotherRelay = refusal(
	'relay-key',
	'The founding names another relay than this one.',
	'Open the pairing link again.',
);
