import type { DeskPlan, FileRead, FileToRead } from '#client/features/import/desk-reader.ts';
import { type DeskRow, rowsOf } from '#client/features/import/desk-rows.ts';
import type { HandedFile } from '#client/features/import/handed.ts';
import { type ApartReader, readHere, readInWorker } from '#client/features/import/read-apart.ts';
import type { ImportStep, Imports } from '#client/state/artefact/imports.ts';
import type { ImportPlan, PlannedPiece } from '#shared/import/plan.ts';
import type { ImportChoices, PieceChoice } from '#shared/import/plan-choices.ts';
import type { ImportFormat } from '#shared/import/reading.ts';

/** A file on the desk, being read or read. */
export interface DeskFile extends FileToRead {
	readonly result: FileRead | null;
}

/** What takes a while, and how far it is; `of` is null where nobody can tell. */
export interface Progress {
	readonly what: 'reading' | 'comparing' | 'storing' | 'taking-back';
	readonly done: number;
	readonly of: number | null;
}

/** Whether nothing is being stored. */
export function isReading({ what }: Progress): boolean {
	return what === 'reading' || what === 'comparing';
}

/** `busy`: somebody wrote all the while in what it would have rewritten. */
export type Stored =
	| { readonly kind: 'stored'; readonly plan: ImportPlan }
	| { readonly kind: 'cancelled' }
	| { readonly kind: 'busy' };

/** What reads and plans within a frame or two stays on the page; the rest goes to a worker. */
const HERE = { characters: 64 * 1024, blocks: 400 };
/** So often somebody may write in the same Stories before they are left to it. */
const TRIES = 5;

/** The files of one import, what each piece of them becomes, and what a person chose about it. */
export class ImportDesk {
	files = $state.raw<readonly DeskFile[]>([]);
	plan = $state.raw<ImportPlan>(NOTHING);
	/** Show only what a person had better look at. */
	onlyLook = $state(false);
	progress = $state.raw<Progress | null>(null);
	readonly rows: readonly DeskRow[] = $derived(rowsOf(this.files, this.plan, this.onlyLook));
	#choices: ReadonlyMap<string, ImportChoices> = new Map();
	#imports: Imports;
	#here: ApartReader;
	#reader: ApartReader;
	/** How often a plan was asked for, and the one that is being made. */
	#asked = 0;
	#planning: Promise<DeskPlan> | null = null;
	#storing = false;
	#cancelled = false;
	#closed = false;

	constructor(imports: Imports) {
		this.#imports = imports;
		this.#here = readHere(() => imports.doc);
		this.#reader = this.#here;
	}

	/** Nobody looks any more: what is being stored still is. */
	close(): void {
		this.#closed = true;
		if (!this.#storing) this.#stopReading();
	}

	/** Plans against the document as it is right now. */
	look(): void {
		if (!this.#storing && this.files.length > 0) void this.#replan();
	}

	/** A file of the same name takes the other one's place. */
	async add(files: readonly HandedFile[]): Promise<void> {
		const all = files.map((file) => ({ ...file, as: null, result: null }));
		await this.#goApart([...this.files, ...all]);
		await this.#readAll(all);
	}

	readAs(name: string, as: ImportFormat | null): Promise<void> {
		const file = this.files.find((one) => one.name === name);
		return file === undefined ? Promise.resolve() : this.#readAll([{ ...file, as, result: null }]);
	}

	remove(name: string): void {
		this.files = this.files.filter((file) => file.name !== name);
		void this.#replan();
	}

	choose(pieces: readonly PlannedPiece[], choice: PieceChoice): void {
		const choices = new Map(this.#choices);
		for (const { file, piece } of pieces) {
			const own = choices.get(file) ?? NO_CHOICES;
			choices.set(file, new Map([...own, [piece.key, { ...own.get(piece.key), ...choice }]]));
		}
		this.#choices = choices;
		void this.#replan();
	}

	/** Stores what the plan is by then, and says what it was. */
	async store(): Promise<Stored> {
		this.#storing = true;
		this.#cancelled = false;
		const step = this.#imports.begin();
		try {
			const plan = await this.#storeIn(step);
			if (plan !== null) return { kind: 'stored', plan };
			this.progress = { what: 'taking-back', done: 0, of: null };
			await step.takeBack();
			return this.#cancelled ? { kind: 'cancelled' } : { kind: 'busy' };
		} finally {
			this.#storing = false;
			this.progress = null;
			if (this.#closed) this.#stopReading();
			else this.look();
		}
	}

	/** The plan that is stored, as it was at first; null where it came to nothing. */
	async #storeIn(step: ImportStep): Promise<ImportPlan | null> {
		let first: ImportPlan | null = null;
		for (let tries = 0; tries < TRIES && !this.#cancelled; tries++) {
			this.progress = { what: 'storing', done: 0, of: this.plan.pieces.length };
			const plan = await this.#replan();
			first ??= plan;
			const of = plan.pieces.length;
			const isStored = await step.store(plan, plan.ground, (done) => {
				this.progress = { what: 'storing', done, of };
				return !this.#cancelled;
			});
			if (!isStored) continue;
			step.end();
			this.files = [];
			return first;
		}
		return null;
	}

	/** What is being read is let go of, what is being stored is taken back. */
	cancel(): void {
		this.#cancelled = true;
		if (this.#storing) return;
		this.files = [];
		this.plan = NOTHING;
		this.progress = null;
		this.#stopReading();
	}

	#stopReading(): void {
		const reader = this.#reader;
		this.#reader = this.#here;
		reader.close();
	}

	async #readAll(files: readonly DeskFile[]): Promise<void> {
		const reader = this.#reader;
		for (const file of files) {
			const known = this.files.some(({ name }) => name === file.name);
			this.files = known
				? this.files.map((one) => (one.name === file.name ? file : one))
				: [...this.files, file];
		}
		await Promise.all(
			files.map(async (file) => {
				this.#tellReading();
				const result = await reader.read({ name: file.name, text: file.text, as: file.as });
				if (result === null) return;
				this.files = this.files.map((one) => (one === file ? { ...file, result } : one));
				this.#tellReading();
			}),
		);
		await this.#replan();
	}

	#tellReading(): void {
		const done = this.files.filter(({ result }) => result !== null).length;
		const of = this.files.length;
		if (!this.#storing) this.progress = done === of ? null : { what: 'reading', done, of };
	}

	/** From then on all is read and planned in a worker, what was read before too. */
	async #goApart(files: readonly FileToRead[]): Promise<void> {
		const characters = files.reduce((sum, { text }) => sum + text.length, 0);
		const isSmall = characters <= HERE.characters && this.#imports.doc.blocks.size <= HERE.blocks;
		if (isSmall || this.#reader !== this.#here) return;
		const apart = readInWorker(
			() => this.#imports.doc,
			() => {
				this.#reader = this.#here;
				apart.close();
				void this.#readAll(this.files);
			},
		);
		this.#reader = apart;
		if (this.files.length > 0) await this.#readAll(this.files);
	}

	/** The last one asked for: what was chosen meanwhile is planned once more. */
	#replan(): Promise<DeskPlan> {
		this.#asked++;
		this.#planning ??= this.#planUntilIt();
		return this.#planning;
	}

	async #planUntilIt(): Promise<DeskPlan> {
		for (;;) {
			const [asked, reader] = [this.#asked, this.#reader];
			const files = this.files.map(({ name }) => {
				return { name, choices: this.#choices.get(name) ?? NO_CHOICES };
			});
			if (!this.#storing && this.progress === null && reader !== this.#here)
				this.progress = { what: 'comparing', done: 0, of: null };
			const plan = await reader.plan(files);
			if (plan !== null) this.plan = plan;
			if (plan === null || asked !== this.#asked) continue;
			this.#planning = null;
			if (this.progress?.what === 'comparing') this.progress = null;
			return plan;
		}
	}
}

const NO_CHOICES: ImportChoices = new Map();
const NOTHING: ImportPlan = { pieces: [], gone: [] };
