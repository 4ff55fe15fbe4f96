/**
 * A disk, and a way to run programs, that remember what they were asked and answered. Whoever asks
 * the same again and is answered alike needs not work out anew what follows.
 */
import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import type { Disk } from '#server/files/disk.ts';
import type { Run } from '#server/files/git-tree.ts';

/** What a path was: its size, times and inode, and the hash of what was read of it. */
export interface SeenPath {
	/** `absent` where nothing is. */
	readonly stamp: string;
	/** Of its bytes, or of the names in a folder; null where it was only looked at. */
	readonly hash: string | null;
}

export interface Recording {
	readonly disk: Disk;
	readonly run: Run;
	readonly paths: ReadonlyMap<string, SeenPath>;
	/** By whether something is there, where nothing else was asked. */
	readonly existing: ReadonlyMap<string, boolean>;
	/** By where its links lead. */
	readonly real: ReadonlyMap<string, string>;
	/** Programs that ran, as JSON, by the hash of what they said. */
	readonly runs: ReadonlyMap<string, string>;
	/** False once something was asked that is not remembered. */
	isWhole(): boolean;
	/** When the newest of the files changed, in milliseconds. */
	newest(): number;
}

export function recordDisk(disk: Disk, run: Run): Recording {
	const paths = new Map<string, SeenPath>();
	const existing = new Map<string, boolean>();
	const real = new Map<string, string>();
	const runs = new Map<string, string>();
	const opened = new Map<number, string>();
	let whole = true;
	let newest = 0;

	function note(path: string, stat: Stamped | undefined, hash: string | null): void {
		if (stat !== undefined) newest = Math.max(newest, stat.mtimeMs, stat.ctimeMs);
		paths.set(path, { stamp: stampOf(stat), hash: hash ?? paths.get(path)?.hash ?? null });
	}

	const look = (path: string) => note(path, disk.statSync(path, { throwIfNoEntry: false }), null);

	const watched: Readonly<Record<string, (call: Call) => unknown>> = {
		existsSync({ path, answer }) {
			const there = answer();
			existing.set(path, there === true);
			return there;
		},
		statSync({ path, answer }) {
			look(path);
			return answer();
		},
		lstatSync({ path, answer }) {
			const own = disk.lstatSync(path, { throwIfNoEntry: false });
			if (own?.isSymbolicLink() !== true) note(path, own, null);
			else if (disk.existsSync(path)) {
				look(path);
				real.set(path, disk.realpathSync(path));
			} else whole = false;
			return answer();
		},
		realpathSync({ path, answer }) {
			look(path);
			const answered = answer();
			if (typeof answered === 'string') real.set(path, answered);
			return answered;
		},
		readdirSync({ path, answer }) {
			look(path);
			const names = answer();
			note(path, disk.statSync(path, { throwIfNoEntry: false }), namesHash(names));
			return names;
		},
		openSync({ path, answer }) {
			look(path);
			const file = answer();
			if (typeof file === 'number') {
				note(path, disk.fstatSync(file), null);
				opened.set(file, path);
			}
			return file;
		},
		readFileSync({ path, file, answer }) {
			const from = path === '' ? opened.get(file) : path;
			if (path !== '') look(path);
			const content = answer();
			const known = from === undefined ? undefined : paths.get(from);
			if (from === undefined || known === undefined) whole = false;
			else paths.set(from, { ...known, hash: contentHash(content) });
			return content;
		},
		closeSync({ file, answer }) {
			opened.delete(file);
			return answer();
		},
		fstatSync: ({ answer }) => answer(),
	};

	const recording = new Proxy(disk, {
		get(target, key) {
			const asked: unknown = Reflect.get(target, key);
			if (typeof asked !== 'function') return asked;
			return (...args: readonly unknown[]) => {
				const [first] = args;
				const answer = () => Reflect.apply(asked, target, args);
				const how = watched[String(key)];
				if (how !== undefined) {
					const path = typeof first === 'string' ? first : '';
					return how({ path, file: typeof first === 'number' ? first : -1, answer });
				}
				whole = false;
				return answer();
			};
		},
	});

	return {
		disk: recording,
		run(program, args, folder) {
			const ran = run(program, args, folder);
			runs.set(JSON.stringify([program, args, folder]), ranHash(ran));
			return ran;
		},
		...{ paths, existing, real, runs },
		isWhole: () => whole,
		newest: () => newest,
	};
}

interface Call {
	/** '' where an open file was meant. */
	readonly path: string;
	readonly file: number;
	readonly answer: () => unknown;
}

type Stamped = Stats;

export function stampOf(stat: Stamped | undefined): string {
	if (stat === undefined) return 'absent';
	return `${stat.mode} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.ino}`;
}

export function contentHash(content: unknown): string {
	const bytes = content instanceof Uint8Array ? content : String(content);
	return createHash('sha256').update(bytes).digest('base64');
}

export function namesHash(names: unknown): string {
	return contentHash(JSON.stringify(names));
}

export function ranHash(ran: ReturnType<Run>): string {
	return contentHash(JSON.stringify(ran));
}
