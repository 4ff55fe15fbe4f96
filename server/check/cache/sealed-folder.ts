/**
 * A folder of this person's own, away from any repository, whose files are sealed with a key that
 * lies there too: nothing that comes with a commit, and no program that is kept to the repository,
 * can put words into a check's mouth. Whoever may write this person's files could as well replace
 * Lintel; so CI and the guards look at everything, always. Deleting it costs one slow check.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Disk } from '#server/files/disk/disk.ts';
import { writePrivate } from '#server/files/disk/write-private.ts';
import type { Random } from '#shared/id.ts';

export interface SealedFolder {
	/** What was written under this name; null where there is none, or somebody else wrote it. */
	read(name: string): string | null;
	/** Does nothing where it can't be written. */
	write(name: string, body: string): void;
}

const MOST_KEPT = 40;
const KEY_BYTES = 32;

export function createSealedFolder(deps: {
	readonly disk: Disk;
	readonly folder: string;
	readonly random: Random;
}): SealedFolder {
	const { disk, folder } = deps;
	const pathOf = (name: string) => `${folder}/${name}.json`;

	function read(name: string): string | null {
		const key = readKey();
		if (key === null) return null;
		try {
			const text = disk.readFileSync(pathOf(name), 'utf8');
			const cut = text.indexOf('\n');
			const body = text.slice(cut + 1);
			const seal = Buffer.from(text.slice(0, Math.max(cut, 0)), 'base64');
			const own = sealOf(key, name, body);
			return seal.length === own.length && timingSafeEqual(seal, own) ? body : null;
		} catch {
			return null;
		}
	}

	function sealOf(key: Buffer, name: string, body: string): Buffer {
		return createHmac('sha256', key)
			.update(`${pathOf(name)}\n${body}`)
			.digest();
	}

	function readKey(): Buffer | null {
		try {
			const key = Buffer.from(disk.readFileSync(`${folder}/key`, 'utf8'), 'base64');
			return key.length === KEY_BYTES ? key : null;
		} catch {
			return null;
		}
	}

	function write(name: string, body: string): void {
		try {
			const key = readKey() ?? makeKey();
			writeWhole(pathOf(name), `${sealOf(key, name, body).toString('base64')}\n${body}`);
			forgetOldest();
		} catch {
			// A full disk, or a folder of somebody else's: the next check takes its time again.
		}
	}

	function makeKey(): Buffer {
		const key = Buffer.from(deps.random(KEY_BYTES));
		writeWhole(`${folder}/key`, key.toString('base64'));
		return key;
	}

	function writeWhole(path: string, text: string): void {
		writePrivate(disk, path, text, Buffer.from(deps.random(6)).toString('hex'));
	}

	function forgetOldest(): void {
		const names = disk.readdirSync(folder).filter((name) => name.endsWith('.json'));
		const aged = names.map((name) => ({
			path: `${folder}/${name}`,
			at: disk.statSync(`${folder}/${name}`, { throwIfNoEntry: false })?.mtimeMs ?? 0,
		}));
		const old = aged.sort((a, b) => b.at - a.at).slice(MOST_KEPT);
		for (const { path } of old) disk.rmSync(path, { force: true });
	}

	return { read, write };
}
