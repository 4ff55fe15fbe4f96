/** What a command is given of the world; main.ts holds the real one. */
import type { Readable, Writable } from 'node:stream';
import type { Disk } from '#server/files/disk/disk.ts';
import type { WatchMode } from '#server/files/disk/watch.ts';
import type { ModelAccess } from '#server/runner/runners.ts';
import type { Timer } from '#server/timer.ts';
import type { Random } from '#shared/id.ts';

export interface Host {
	readonly version: string;
	/** The folder a person stands in: `INIT_CWD` under our own npm scripts. */
	readonly folder: string;
	/** `LINTEL_DATA`, the default of `--data`; null when unset. */
	readonly data: string | null;
	/** `LINTEL_ROOT`: the workspace that a check expects; null when unset. */
	readonly root: string | null;
	/** `LINTEL_CI_KEY`: signs for a build machine; no program that Lintel runs is given it. Null when unset. */
	readonly ciKey: string | null;
	/** The language model of the built-in runner; no program that Lintel runs is given its key. */
	readonly model: ModelAccess;
	/** Where this person's running file lives without `--data`. */
	readonly stateFolder: string;
	/** Whether this runs in a pipeline, by `CI`. */
	readonly pipeline: boolean;
	/** What tells this Lintel from another one: its version, and the code it runs. */
	build(): string;
	/** A folder for what lasts no longer than a command. */
	readonly temporary: string;
	/** The folder of the built app. */
	readonly assets: string;
	/** Where the parsers of code are: the first folder that has one. */
	readonly grammars: readonly string[];
	/** How this very Lintel is started again: program and first arguments. */
	readonly self: readonly string[];
	readonly pid: number;
	/** Whether a person looks at standard output. */
	readonly interactive: boolean;
	/** Whether standard output takes colours. */
	readonly colour: boolean;
	readonly stdin: Readable;
	readonly stdout: Writable;
	readonly disk: Disk;
	readonly timer: Timer;
	readonly now: () => Date;
	readonly random: Random;
	print(line: string): void;
	/** To standard error. */
	warn(line: string): void;
	openBrowser(url: string): void;
	isAlive(pid: number): boolean;
	/** `LINTEL_WATCH`: how files are watched; null leaves it to each repository. */
	readonly watch: WatchMode | null;
	/**
	 * Runs a program to its end; null when it can't be started. Nothing goes through a shell.
	 * `more` is added to its environment.
	 */
	run(
		program: string,
		args: readonly string[],
		folder: string,
		more?: Readonly<Record<string, string>>,
	): Ran | null;
	/** Starts a program that outlives this one, its output in `log`. Tells whether it still runs. */
	startDetached(command: readonly string[], log: string): () => boolean;
	/** Resolves when this process is asked to stop, by a signal or by its parent's end. */
	readonly stopping: Promise<string>;
}

export interface Ran {
	readonly status: number;
	readonly output: string;
}
