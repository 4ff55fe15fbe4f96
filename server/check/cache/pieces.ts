/**
 * What was worked out of single files, kept by the hash of all that it follows from: when one file
 * changes, only that one is worked out again. Such a piece is never out of date, only unused.
 */
import { hash } from 'node:crypto';
import { nameOf } from '#server/check/cache/check-cache.ts';
import { createSealedFolder } from '#server/check/cache/sealed-folder.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Random } from '#shared/id.ts';
import type { FileImports } from '#shared/imports/file-imports.ts';
import type { DesignKeys } from '#shared/trace/keys.ts';
import type { Looked } from '#shared/trace/look.ts';

/** Pieces of one kind: of JSON, equal for equal `of`. */
export interface Pieces<T> {
	get(of: string | Uint8Array): T | undefined;
	set(of: string | Uint8Array, piece: T): void;
	/** Whether no earlier check kept any. */
	isNone(): boolean;
}

export interface CheckPieces {
	/** Signatures that were found good. */
	readonly signatures: Pieces<true>;
	/** What the rules find in single Designs. */
	readonly designs: Pieces<Looked<DesignKeys>>;
	readonly imports: Pieces<FileImports>;
}

export interface KeptPieces extends CheckPieces {
	/** Keeps what this check asked for, and nothing else. */
	save(): void;
}

export function openPieces(deps: {
	readonly disk: Disk;
	/** This person's own, away from any repository. */
	readonly folder: string;
	/** Whatever every piece follows from: this Lintel, the repository. */
	readonly about: readonly unknown[];
	readonly random: Random;
}): KeptPieces {
	const sealed = createSealedFolder(deps);
	const saves: (() => void)[] = [];

	function open<T>(part: string): Pieces<T> {
		const name = nameOf([...deps.about, part]);
		const used = new Map<string, T>();
		let known: ReadonlyMap<string, T> | null = null;
		let isNew = false;

		function kept(): ReadonlyMap<string, T> {
			known ??= mapIn(sealed.read(name));
			return known;
		}

		saves.push(() => {
			if (isNew) sealed.write(name, JSON.stringify([...used]));
		});

		return {
			get(of) {
				const key = keyOf(of);
				const piece = kept().get(key) ?? used.get(key);
				if (piece !== undefined) used.set(key, piece);
				return piece;
			},
			set(of, piece) {
				isNew = true;
				used.set(keyOf(of), piece);
			},
			isNone: () => kept().size === 0,
		};
	}

	return {
		signatures: open('signatures'),
		designs: open('designs'),
		imports: open('imports'),
		save() {
			for (const save of saves) save();
		},
	};
}

function mapIn<T>(body: string | null): ReadonlyMap<string, T> {
	const entries: [string, T][] = body === null ? [] : JSON.parse(body);
	return new Map(entries);
}

function keyOf(of: string | Uint8Array): string {
	return hash('sha256', of, 'base64');
}
