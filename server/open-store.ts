import type { Disk } from '#server/files/disk/disk.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { refuseBrought } from '#server/files/git/refuse-brought.ts';
import { refuseForged } from '#server/log/refuse-forged.ts';
import { openSqliteStore } from '#server/storage/sqlite.ts';
import type { Store } from '#server/storage/store.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, type Result } from '#shared/result.ts';

/** Opens a repository's database; refuses one that others could have filled. */
export async function openStore(
	deps: { readonly disk: Disk; readonly run: Run },
	at: { readonly folder: string; readonly database: string },
): Promise<Result<Store, Refusal>> {
	const brought = refuseBrought(deps, at);
	if (brought) return err(brought);
	const opened = openSqliteStore(at.database);
	if (!opened.ok) return opened;
	const forged = await refuseForged(opened.value, at);
	if (!forged) return opened;
	opened.value[Symbol.dispose]();
	return err(forged);
}
