/** A workspace on a real folder, in this process: real disk, database and clock, no port. */
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { placeOf } from '#server/cli/locate.ts';
import { databaseOf } from '#server/database-path.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { WatchMode } from '#server/files/disk/watch.ts';
import { openWorkspace } from '#server/open-workspace.ts';
import { bareEnvironment } from '#server/runner/environment.ts';
import type { Timer } from '#server/timer.ts';
import type { Workspace } from '#server/workspace.ts';
import { random } from '#test/e2e/world/person.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';

export interface OpenFolder extends Workspace {
	/** What went wrong inside. */
	readonly errors: readonly unknown[];
	/** Ends as a killed process does: nothing pending is written, the database is let go. */
	crash(): void;
}

export async function openFolder(
	{ folder, data }: { readonly folder: string; readonly data: string },
	disk: Disk = fs,
	watch: WatchMode | null = null,
	timer: Timer | null = null,
	grammars: readonly string[] = [],
): Promise<OpenFolder> {
	const place = placeOf(disk, folder);
	if (!place.ok) throw new Error(place.error.reason);
	const errors: unknown[] = [];
	const timers = new Set<NodeJS.Timeout>();
	let crashed = false;
	const opened = await openWorkspace(
		{
			...{ disk, random, pid: process.pid },
			timer: timer ?? {
				after(milliseconds, run) {
					// The watch outlives the crash in this process, and may still ask for a timer.
					if (crashed) return () => {};
					const timeout = setTimeout(run, milliseconds);
					timers.add(timeout);
					return () => clearTimeout(timeout);
				},
			},
			now: () => new Date(),
			isAlive: () => false,
			...(grammars.length === 0 ? {} : { grammars }),
			run: runProgram,
			model: { environment: bareEnvironment(process.env) },
			temporary: tmpdir(),
			watch,
			onError: (error) => void errors.push(error),
		},
		{
			...{ ...place.value, database: databaseOf(place.value, data) },
			...{ url: 'http://localhost:4400', webhook: `${data}/webhook.json` },
		},
	);
	if (!opened.ok) throw new Error(`${opened.error.reason} ${opened.error.fix}`);
	const workspace = opened.value;
	return {
		...workspace,
		errors,
		crash() {
			crashed = true;
			for (const timeout of timers) clearTimeout(timeout);
			workspace.store[Symbol.dispose]();
		},
	};
}
