/** What a check asks another thread for. Each answer comes on a port of its own. */
import type { MessagePort } from 'node:worker_threads';
import type { Recorded } from '#server/check/cache/recording-disk.ts';
import type { FrozenTexts } from '#server/check/frozen-texts.ts';
import type { Batch } from '#server/check/signing/batch.ts';
import type { FilesAhead } from '#server/trace/files-ahead.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { DesignKeys } from '#shared/trace/keys.ts';
import type { Looked } from '#shared/trace/look.ts';

export interface LookJobs {
	readonly jobs: readonly {
		readonly design: Omit<Design, 'body'>;
		readonly markdown: string;
		readonly bodyLength: number;
	}[];
	readonly conventions: Conventions;
	/** Not 0 once nothing more is asked for. */
	readonly stopped: Int32Array<SharedArrayBuffer>;
}

/** What there is to ask for, with what it is answered with. */
export interface Jobs {
	/** Answered once no signature is left that nobody took. */
	readonly signatures: { readonly of: Batch; readonly answer: true };
	/** Of the first ones, as many as were looked at until it was stopped. */
	readonly looks: { readonly of: LookJobs; readonly answer: readonly Looked<DesignKeys>[] };
	readonly frozen: { readonly of: ReadOf; readonly answer: ReadAs<FrozenTexts> };
	readonly files: { readonly of: ReadOf; readonly answer: ReadAs<FilesAhead> };
}

interface ReadOf {
	readonly folder: string;
	/** Whether what was looked at is to be remembered. */
	readonly remember: boolean;
}

interface ReadAs<T> {
	readonly read: T;
	readonly recorded: Recorded | null;
}

/** What is read of a repository's folder while the check is loaded. Null where the thread can't. */
export interface ReadBeside {
	readonly frozen: Promise<FrozenTexts | null>;
	readonly files: Promise<FilesAhead | null>;
}

export type Job = {
	readonly [Kind in keyof Jobs]: {
		readonly kind: Kind;
		readonly of: Jobs[Kind]['of'];
		readonly port: MessagePort;
	};
}[keyof Jobs];
