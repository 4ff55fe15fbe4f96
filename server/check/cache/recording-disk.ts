/**
 * A disk, and a way to run programs, that remember what they were asked and answered. Whoever asks
 * the same again and is answered alike needs not work out anew what follows.
 */
import { hash as digest } from 'node:crypto';
import type { Stats } from 'node:fs';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Run } from '#server/files/git/git-tree.ts';

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
	/** What another thread saw of the same disk. */
	join(other: Recorded): void;
	/** All of this, for another thread. */
	recorded(): Recorded;
}

export interface Recorded extends Pick<Recording, 'paths' | 'existing' | 'real' | 'runs'> {
	readonly whole: boolean;
	readonly newest: number;
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
		lstatSync({ path, isPlain, answer }) {
			const own = disk.lstatSync(path, { throwIfNoEntry: false });
			if (own?.isSymbolicLink() !== true) {
				note(path, own, null);
				if (own !== undefined && isPlain) return own;
			} else if (disk.existsSync(path)) {
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
			const file = openOr(answer, () => look(path));
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
		readSync({ file, answer }) {
			// A part says nothing of the rest: its file is the same only while its stamp is.
			if (!opened.has(file)) whole = false;
			return answer();
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
					const file = typeof first === 'number' ? first : -1;
					return how({ path, file, isPlain: isPlain(args[1]), answer });
				}
				whole = false;
				return answer();
			};
		},
	});

	function join(other: Recorded): void {
		for (const [path, seen] of other.paths) {
			const before = paths.get(path);
			// It changed between the two looks.
			if (before !== undefined && before.stamp !== seen.stamp) whole = false;
			paths.set(path, { ...seen, hash: seen.hash ?? before?.hash ?? null });
		}
		for (const [path, there] of other.existing) existing.set(path, there);
		for (const [path, leads] of other.real) real.set(path, leads);
		for (const [ran, said] of other.runs) runs.set(ran, said);
		whole &&= other.whole;
		newest = Math.max(newest, other.newest);
	}

	return {
		join,
		recorded: () => ({ paths, existing, real, runs, whole, newest }),
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
	/** Whether it is asked for in no other form. */
	readonly isPlain: boolean;
	readonly answer: () => unknown;
}

function isPlain(options: unknown): boolean {
	return typeof options !== 'object' || options === null || !('bigint' in options);
}

/** What is open is looked at; what can't be opened may be there another time. */
function openOr(open: () => unknown, look: () => void): unknown {
	try {
		return open();
	} catch (error) {
		look();
		throw error;
	}
}

type Stamped = Stats;

export function stampOf(stat: Stamped | undefined): string {
	if (stat === undefined) return 'absent';
	return `${stat.mode} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.ino}`;
}

export function contentHash(content: unknown): string {
	const bytes = content instanceof Uint8Array ? content : String(content);
	return digest('sha256', bytes, 'base64');
}

export function namesHash(names: unknown): string {
	return contentHash(JSON.stringify(names));
}

export function ranHash(ran: ReturnType<Run>): string {
	return contentHash(JSON.stringify(ran));
}
