import { Hono } from 'hono';
import * as Y from 'yjs';
import { mayWrite } from '#server/access/member-grant.ts';
import { atMost, MB, readBody, refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { forMembers, inWorkspace } from '#server/http/guards.ts';
import type { Room } from '#server/sync/rooms.ts';
import { fromBase64Url, toBase64Url } from '#shared/base64url.ts';
import { DocName } from '#shared/doc/doc-name.ts';
import { type DocDigest, type DocSyncAnswer, DocSyncRequest } from '#shared/protocol/api.ts';
import { refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Every document at a glance, and one-shot sync: 500 designs need no 500 sockets. */
export function docRoutes({ workspaces, access }: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const workspace = inWorkspace(workspaces);
	const members = forMembers(access);

	app.get('/api/w/:slug/docs', workspace, members, (c) => {
		const { rooms } = c.get('workspace');
		const digests = rooms.names().map((name): DocDigest => {
			const { generation, stateVector, textHash } = rooms.digest(name);
			return { name, generation, stateVector: toBase64Url(stateVector), textHash };
		});
		return c.json(digests);
	});

	app.post('/api/w/:slug/docs/:doc/sync', atMost(16 * MB), workspace, members, async (c) => {
		const name = DocName.safeParse(c.req.param('doc'));
		if (!name.success) return refuse(c, 404, noDocument);
		const body = await readBody(c, DocSyncRequest);
		if (!body.ok) return refuse(c, 400, body.error);
		const { generation, stateVector, update } = body.value;
		const { member, role } = c.get('grant');
		if (update !== null && !mayWrite(role)) return refuse(c, 403, mayNotWrite);

		const room = c.get('workspace').rooms.open(name.data);
		if (generation !== null && generation !== room.generation) return refuse(c, 409, regenerated);
		if (update !== null) {
			const taken = await take(room, member, update);
			if (!taken.ok) return refuse(c, 422, taken.error);
		}
		const diff = diffAfter(room, stateVector);
		if (diff === null) return refuse(c, 400, badStateVector);
		const answer: DocSyncAnswer = { generation: room.generation, update: diff, durable: true };
		return c.json(answer);
	});

	return app;
}

/** Applies what the client sent, and waits until it is on the disk. */
async function take(
	room: Room,
	member: string,
	update: string,
): Promise<Result<void, typeof badUpdate>> {
	try {
		const bytes = fromBase64Url(update);
		// Tried on the side first: an update that cannot be read must not harm the room.
		Y.decodeUpdate(bytes);
		await room.edit({ kind: 'person', id: member }, (doc) => Y.applyUpdate(doc, bytes));
		return ok(undefined);
	} catch {
		return err(badUpdate);
	}
}

function diffAfter(room: Room, stateVector: string): string | null {
	try {
		return toBase64Url(Y.encodeStateAsUpdate(room.yDoc, fromBase64Url(stateVector)));
	} catch {
		return null;
	}
}

const noDocument = refusal('document', 'There is no document of that name.', 'Reload the page.');

const mayNotWrite = refusal(
	'role',
	'A viewer may read, and nothing else.',
	'Ask an owner for the role of author.',
);

const regenerated = refusal(
	'generation',
	'The document was founded anew since this device last saw it.',
	'Ask for it without a generation, and carry unsent text over.',
);

const badUpdate = refusal(
	'update',
	'What was sent is no update of this document.',
	'Reload the page; unsent text stays on this device.',
);

const badStateVector = refusal(
	'state-vector',
	'The state vector cannot be read.',
	'Reload the page.',
);
