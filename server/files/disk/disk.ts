import type * as fs from 'node:fs';

/** The part of Node's own file system that Lintel uses; only main.ts holds the real one. */
export type Disk = Pick<
	typeof fs,
	| 'accessSync'
	| 'chmodSync'
	| 'closeSync'
	| 'constants'
	| 'existsSync'
	| 'fstatSync'
	| 'fsyncSync'
	| 'linkSync'
	| 'lstatSync'
	| 'mkdirSync'
	| 'openSync'
	| 'readdirSync'
	| 'readFileSync'
	| 'readSync'
	| 'readlinkSync'
	| 'realpathSync'
	| 'renameSync'
	| 'rmSync'
	| 'statSync'
	| 'statfsSync'
	| 'symlinkSync'
	| 'unlinkSync'
	| 'watch'
	| 'writeSync'
>;

/** The system's own name for a failure (`ENOSPC`), or '' for anything else. */
export function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string'
		? error.code
		: '';
}
