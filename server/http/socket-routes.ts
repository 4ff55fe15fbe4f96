/**
 * The two WebSockets of a workspace. An upgrade is always accepted and then, if need be, closed
 * with a code: a browser can't see why an upgrade was refused, and would try for ever.
 */
import { upgradeWebSocket } from '@hono/node-server';
import { Hono } from 'hono';
import { WebSocket } from 'ws';
import { type MemberGrant, mayWrite } from '#server/access/member-grant.ts';
import type { Activity } from '#server/http/activity.ts';
import type { AppContext, AppDeps, AppEnv } from '#server/http/app-env.ts';
import { createSessionTold, type SessionTold, type ToldSource } from '#server/http/session-told.ts';
import { grantOf, holdToGrant, type SocketGrant } from '#server/http/socket-grant.ts';
import { serveLog } from '#server/log/socket.ts';
import { personName } from '#server/person-name.ts';
import type { Identity } from '#server/sync/peer.ts';
import { serveSync } from '#server/sync/socket.ts';
import { part } from '#server/sync/socket-life.ts';
import type { Workspace } from '#server/workspace.ts';
import { Hash } from '#shared/hash.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';

type Serve = (
	socket: WebSocket,
	workspace: Workspace,
	grant: MemberGrant,
	held: SocketGrant,
) => void;

export function socketRoutes(deps: AppDeps, activity: Activity): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	/** One for all who are connected to a workspace. */
	const told = new WeakMap<Workspace, SessionTold>();

	function toldOf(workspace: Workspace): SessionTold {
		const made = told.get(workspace) ?? createSessionTold(sourceOf(workspace), deps.timer);
		told.set(workspace, made);
		return made;
	}

	/** What the runner does with a Session is news of it, also where nothing is said. */
	function sourceOf(workspace: Workspace): ToldSource {
		const { sessions } = workspace;
		return {
			transcript: sessions.transcript,
			onChanged(listener) {
				sessions.onChange(listener);
				deps.runners.onRun((at, session) => {
					if (at === workspace) listener(session);
				});
			},
			onSaid(listener) {
				deps.runners.onSaid((at, session, text) => {
					if (at === workspace) listener(session, text);
				});
			},
		};
	}

	app.get(
		'/sync/:slug/:doc',
		upgradeWebSocket((c: AppContext) => {
			const doc = c.req.param('doc') ?? '';
			const generation = Hash.safeParse(c.req.query('generation'));
			return accept(c, deps, activity, (socket, workspace, grant, held) => {
				serveSync(workspace.rooms, socket, {
					doc,
					identity: identityOf(workspace, grant),
					canWrite: () => writesNow(held),
					generation: generation.success ? generation.data : null,
				});
			});
		}),
	);

	app.get(
		'/log/:slug',
		upgradeWebSocket((c: AppContext) =>
			accept(c, deps, activity, (socket, workspace) => {
				const view = {
					observed: workspace.observed,
					onObserved: workspace.onObserved,
					traces: workspace.traces,
					onTraces: workspace.onTraces,
					hearSessions: toldOf(workspace).hear,
				};
				serveLog(workspace.journal, socket, view, deps.onError);
			}),
		),
	);

	return app;
}

function identityOf(workspace: Workspace, { member }: MemberGrant): Identity {
	return { kind: 'person', id: member, name: personName(workspace, member) };
}

/** Looks at the ticket before the upgrade, and acts on it after. */
function accept(c: AppContext, deps: AppDeps, activity: Activity, serve: Serve) {
	const workspace = deps.workspaces.get(c.req.param('slug') ?? '');
	return {
		onOpen(_: Event, { raw: socket }: { raw?: unknown }) {
			if (!(socket instanceof WebSocket)) return;
			// Without a listener, an error of a socket would end the process.
			socket.on('error', () => socket.terminate());
			activity.holdWhileOpen(socket);
			if (!workspace) return part(socket, CLOSE.notFound, 'No workspace of that name.');
			const held = grantOf(c, deps.access, workspace);
			const grant = held.read();
			if (!grant.ok) return part(socket, CLOSE.unauthorised, 'A ticket is needed.');
			holdToGrant(socket, workspace, held, grant.value, deps.now);
			serve(socket, workspace, grant.value, held);
		},
	};
}

function writesNow(held: SocketGrant): boolean {
	const grant = held.read();
	return grant.ok && mayWrite(grant.value.role);
}
