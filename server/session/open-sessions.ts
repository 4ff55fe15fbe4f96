/** The Sessions of a workspace that is being opened: all that they stand on, put together. */
import type { ArtefactReader } from '#server/artefact-reader.ts';
import { runTests } from '#server/evidence/run-tests.ts';
import type { UnderWay } from '#server/evidence/under-way.ts';
import { createVerification, type Verification } from '#server/evidence/verification.ts';
import { workspaceCheckout } from '#server/evidence/workspace-checkout.ts';
import type { SettingsSource } from '#server/files/config/settings-source.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Files } from '#server/files/files.ts';
import { openGrammars } from '#server/imports/grammars.ts';
import { createSessions } from '#server/session/create-sessions.ts';
import { createSessionFolders, type SessionGround } from '#server/session/ground.ts';
import { createPacker, type PackerDeps } from '#server/session/pack/create-packer.ts';
import type { Sessions } from '#server/session/sessions.ts';

type Ground = Pick<SessionGround, 'run' | 'model' | 'now' | 'random' | 'timer' | 'onError'>;

/** With `verification`, which runs tests in the served folder. */
export function openSessions(
	deps: Ground & {
		readonly workspace: SessionGround['workspace'] & PackerDeps['workspace'];
		readonly disk: Disk;
		readonly temporary: string;
		readonly grammars?: readonly string[];
		readonly reader: ArtefactReader;
		readonly files: Files;
		readonly settings: SettingsSource;
		/** Told of test runs in the served folder. */
		readonly underWay: UnderWay;
		/** Moves Sessions on by itself: a single command leaves that to who serves. */
		readonly acts: boolean;
	},
): { readonly sessions: Sessions; readonly verification: Verification } {
	const { workspace, disk, grammars, acts } = deps;
	const { journal, relay } = workspace;
	const flush = () => deps.files.flush();
	const verifications = new Map<string, Verification>();
	const folders = createSessionFolders();
	const packer = createPacker({
		...deps,
		folderOf: folders.folderOf,
		grammars: grammars === undefined ? null : openGrammars(disk, grammars),
	});

	const checkoutIn = (folder: string) => workspaceCheckout({ ...deps, journal, folder });

	function verificationIn(folder: string): Verification {
		const there = verifications.get(folder);
		if (there !== undefined) return there;
		const underWay = folder === workspace.folder ? deps.underWay : null;
		const parts = { ...deps, journal, relay, runTests, flush, underWay };
		const made = createVerification({ ...parts, checkout: checkoutIn(folder) });
		verifications.set(folder, made);
		return made;
	}

	const ground: SessionGround = {
		...deps,
		...{ flush, checkoutIn, verificationIn, folders },
		...{ packOf: packer.packOf, packFor: packer.packFor },
		packsReady: packer.ready,
	};
	return {
		sessions: createSessions(ground, acts),
		verification: verificationIn(workspace.folder),
	};
}
