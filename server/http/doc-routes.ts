import { Hono } from 'hono';
import * as Y from 'yjs';
import { mayWrite } from '#server/access/member-grant.ts';
import { atMost, MB, readBody, refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { forMembers, inWorkspace } from '#server/http/guards.ts';
import type { Room } from '#server/sync/room.ts';
import { fromBase64Url, toBase64Url } from '#shared/base64url.ts';
import { DocName } from '#shared/doc/doc-name.ts';
import { type DocDigest, type DocSyncAnswer, DocSyncRequest } from '#shared/protocol/api.ts';
import { refusal } from '#shared/refusal.ts';

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

		const { rooms } = c.get('workspace');
		if (!rooms.hasRoomFor(name.data)) return refuse(c, 413, tooMany);
		const room = rooms.open(name.data);
		if (generation !== null && generation !== room.generation) return refuse(c, 409, regenerated);
		if (update !== null) {
			const taken = await room.take({ kind: 'person', id: member }, bytesIn(update));
			if (!taken.ok) return refuse(c, 422, taken.error);
		}
		const diff = diffAfter(room, stateVector);
		if (diff === null) return refuse(c, 400, badStateVector);
		const answer: DocSyncAnswer = { generation: room.generation, update: diff, durable: true };
		return c.json(answer);
	});

	return app;
}

/** What is no base64url reads as no update at all, and is refused as one. */
function bytesIn(text: string): Uint8Array {
	try {
		return fromBase64Url(text);
	} catch {
		return new Uint8Array();
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

const tooMany = refusal(
	'documents',
	'The workspace has as many documents as its relay holds.',
	'Ask who runs the relay which of them nobody needs.',
);

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

const badStateVector = refusal(
	'state-vector',
	'The state vector cannot be read.',
	'Reload the page.',
);
