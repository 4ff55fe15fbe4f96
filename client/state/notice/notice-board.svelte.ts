import * as z from 'zod/mini';
import { Changes } from '#client/state/changes.svelte.ts';
import { READ_NOTICES, ReadMarks } from '#client/state/notice/read-marks.svelte.ts';
import type { LogStore } from '#client/sync/log-store.ts';

const FACT = 'notify-outside';

/** Which notices this person has read, and whether they want to be told outside the page. */
export class NoticeBoard {
	readonly #marks: ReadMarks;
	readonly #facts: Pick<LogStore, 'readFact' | 'writeFact'>;
	readonly #changes = new Changes();
	#outside = false;

	constructor(slug: string, facts: Pick<LogStore, 'readFact' | 'writeFact'>, now: () => Date) {
		this.#facts = facts;
		this.#marks = new ReadMarks(slug, facts, now, READ_NOTICES);
		void this.#recall();
	}

	/** Another number whenever something was read. */
	get version(): number {
		return this.#marks.version;
	}

	isRead(notice: { readonly id: string; readonly at: string }): boolean {
		return this.#marks.isRead(notice);
	}

	/** Remembers on this device that these were read; its other tabs know at once. */
	see(ids: readonly string[]): void {
		this.#marks.see(ids);
	}

	/** Whether the browser may say something while the page is hidden. Only ever by a click. */
	get outside(): boolean {
		this.#changes.version;
		return this.#outside;
	}

	async tellOutside(wanted: boolean): Promise<void> {
		this.#outside = wanted;
		this.#changes.touch();
		await this.#facts.writeFact(FACT, wanted).catch(() => undefined);
	}

	async #recall(): Promise<void> {
		this.#outside = (await this.#facts.readFact(FACT, z.boolean()).catch(() => null)) ?? false;
		this.#changes.touch();
	}
}
