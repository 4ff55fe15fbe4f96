import * as z from 'zod/mini';
import { makeDeviceKeys, renewDeviceKeys } from '#client/keys/device-keys.ts';
import type { FoundingDeps } from '#client/state/founding/create-founding.ts';
import type { Founding } from '#client/state/founding/founding.ts';
import type { DeviceKeys, EventId } from '#shared/lifecycle/event.ts';
import { proofOf } from '#shared/lifecycle/invite.ts';
import type { Invite } from '#shared/lifecycle/invite-link.ts';
import { joinCodeOf } from '#shared/lifecycle/join-code.ts';
import { JoinRequest, WorkspaceHello } from '#shared/protocol/api.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const ASK_AGAIN_MS = 2_500;
/** Every two minutes. */
const TURNS_BETWEEN = 48;
/** What a guest asked with, kept until they are in. */
const ASKED = 'asked';

/** What else this browser asks owners for, with what joining needs too. */
export interface KeyRequests {
	waitToBeLetIn(): void;
	/** Asks owners to let a key of this person's in; gives the code to read to one. */
	askForKey(name: string, device: DeviceKeys): Promise<Result<{ readonly code: string }, Refusal>>;
}

interface Joining extends Pick<Founding, 'requestJoin'>, KeyRequests {
	/** The root of the workspace that the relay serves to this device, which is pinned by then. */
	pinByTicket(): Promise<Result<EventId, Refusal>>;
}

/** Asking to be let in, and waiting for it. */
export function createJoining(deps: FoundingDeps): Joining {
	const { slug, db, log, api, identity } = deps;
	let asking: ReturnType<typeof setInterval> | null = null;
	let asked: JoinRequest | null = null;

	return {
		async requestJoin(given, invite = null) {
			const name = given.trim();
			const elsewhere = invite === null ? null : await whyNotHere(invite);
			if (elsewhere !== null) return err(elsewhere);
			// Keys that were removed can never be let in again.
			const { device } = await (identity.removed ? renewDeviceKeys(db) : makeDeviceKeys(db));
			asked = { name, device, ...(invite && { proof: proofOf(invite, device, name) }) };
			const answer = await ask(asked);
			if (!answer.ok) return answer;
			await log.writeFact(ASKED, invite === null ? null : asked);
			await deps.enter();
			waitToBeLetIn();
			return ok({ ...answer.value, device });
		},

		askForKey: (name, device) => ask({ name, device }),
		waitToBeLetIn,
		pinByTicket,
	};

	async function ask(body: JoinRequest): Promise<Result<{ readonly code: string }, Refusal>> {
		const done = z.object({ ok: z.literal(true) });
		const answer = await api.ask('joins', done, { method: 'POST', body });
		return answer.ok ? ok({ code: joinCodeOf(body.device) }) : answer;
	}

	/** A link names the workspace that it is for, and a relay may serve another one there. */
	async function whyNotHere({ root }: Invite): Promise<Refusal | null> {
		const hello = await api.ask('hello', WorkspaceHello);
		if (!hello.ok) return hello.error;
		return hello.value.root === root ? null : otherWorkspace;
	}

	/** Asks for a ticket until an owner has let this device in; then it is a member's. */
	function waitToBeLetIn(): void {
		if (asking !== null) return;
		let turns = 0;
		const look = async () => {
			if (identity.keys === null || identity.me !== null) return stop();
			const root = await pinByTicket();
			if (!root.ok) return askAgain(turns++);
			stop();
			await log.writeFact(ASKED, null);
			await deps.enter();
		};
		const stop = () => {
			if (asking !== null) clearInterval(asking);
			asking = null;
		};
		asking = setInterval(() => void look(), ASK_AGAIN_MS);
		void look();
	}

	/** A guest waits for as long as it takes: the relay forgets who asked, and so is told again. */
	async function askAgain(turn: number): Promise<void> {
		if (turn % TURNS_BETWEEN !== 0) return;
		asked ??= await log.readFact(ASKED, JoinRequest);
		if (asked?.proof !== undefined) await ask(asked);
	}

	/** A relay that knows this device serves its workspace: its root is remembered from then on. */
	async function pinByTicket(): Promise<Result<EventId, Refusal>> {
		const ticket = await api.ticket(true);
		if (!ticket.ok) return ticket;
		const hello = await api.ask('hello', WorkspaceHello);
		if (!hello.ok) return hello;
		const { root } = hello.value;
		if (root === null) return err(notFounded);
		const known = await log.readRoot(slug);
		if (known !== null && known !== root) return err(notFounded);
		await log.pinRoot(slug, root);
		identity.pin(hello.value);
		return ok(root);
	}
}

const otherWorkspace = refusal(
	'wrong-root',
	'The link is for another workspace than the one that is served here.',
	'Ask whoever sent it for a new link.',
);

const notFounded = refusal(
	'wrong-root',
	'The relay serves no workspace that this device belongs to.',
	'Open the link that a member of the workspace gave you.',
);
