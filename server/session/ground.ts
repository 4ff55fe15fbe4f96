/** What Sessions stand on: the parts of a workspace that they read and write. */

import type { SessionState } from '#machines/session/session-state.ts';
import type { CheckoutInHand } from '#server/evidence/checkout-in-hand.ts';
import type { Verification } from '#server/evidence/verification.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { AskedSession } from '#server/session/sessions.ts';
import type { Timer } from '#server/timer.ts';
import type { Workspace } from '#server/workspace.ts';
import type { Random, SessionId } from '#shared/id.ts';
import type { ContextPack } from '#shared/session/context-pack.ts';
import type { WorkStep } from '#shared/session/session-type.ts';

export interface SessionGround {
	readonly workspace: Pick<
		Workspace,
		| 'folder'
		| 'artefacts'
		| 'viewOf'
		| 'findings'
		| 'journal'
		| 'relay'
		| 'store'
		| 'observed'
		| 'onObserved'
		| 'lookAt'
	>;
	/** Brings what was typed to the disk. */
	readonly flush: () => Promise<unknown>;
	/** Another folder's files, held against the same documents. */
	readonly checkoutIn: (folder: string) => CheckoutInHand;
	readonly verificationIn: (folder: string) => Verification;
	readonly packOf: (session: SessionState, step: WorkStep) => ContextPack;
	readonly packFor: (asked: AskedSession, step: WorkStep) => ContextPack;
	/** Loads what packs are made with. */
	readonly packsReady: () => Promise<void>;
	readonly folders: SessionFolders;
	readonly run: Run;
	/** What tests that an Agent wrote find in their environment. */
	readonly model: { readonly environment: Readonly<Record<string, string>> };
	readonly now: () => Date;
	readonly random: Random;
	readonly timer: Timer;
	readonly onError: (error: unknown) => void;
}

/** Where Sessions write files, when not in the served folder. */
export interface SessionFolders {
	folderOf(session: SessionId): string | null;
	workIn(session: SessionId, folder: string | null): void;
}

/** Remembered while this process lives: whoever made a worktree names it again after a restart. */
export function createSessionFolders(): SessionFolders {
	const folders = new Map<SessionId, string>();
	return {
		folderOf: (session) => folders.get(session) ?? null,
		workIn: (session, folder) => {
			if (folder === null) folders.delete(session);
			else folders.set(session, folder);
		},
	};
}
